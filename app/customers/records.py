"""The tables about one customer: places, whom to call, what there is, what was done and agreed."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.customers.table import agreement_columns, asset_columns, contact_columns, order_columns, site_columns
from app.shared.columns import HasId
from app.shared.detail import Facts
from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.subscription_list import subscription_list
from app.shared.table import RowTable
from app.shared.tree import RowTree
from domain.agreements.queries import AgreementRow
from domain.language import tr
from domain.reporting.customer_detail import AssetLine, ContactLine, CustomerDetail, OrderLine, SiteRow
from domain.subscriptions.queries import SubscriptionRow

R = TypeVar("R", bound=HasId)


class CustomerRecords(QObject):
    """Makes each table when somebody looks, fills it, and says what was opened in it."""

    chosen_changed = Signal()
    """Another site, contact or asset is current."""
    opened = Signal(str, object)
    """"site", "contact", "asset", "order", "agreement" or "subscription", and the row."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._shown: CustomerDetail | None = None
        self.facts = Facts()
        self.sites_tab = Later(self._make_sites)
        self.contacts_tab = Later(self._make_contacts)
        self.assets_tab = Later(self._make_assets)
        self.orders_tab = Later(self._make_orders)
        self.agreements_tab = Later(self._make_agreements)
        self.subscriptions_tab = Later(self._make_subscriptions)

    @property
    def sites(self) -> RowTree[SiteRow]:
        """The tree of places."""
        return self.sites_tab.content

    @property
    def contacts(self) -> RowTable[ContactLine]:
        """Whom to call."""
        return self.contacts_tab.content

    @property
    def assets(self) -> RowTable[AssetLine]:
        """What stands there."""
        return self.assets_tab.content

    @property
    def orders(self) -> RowTable[OrderLine]:
        """What was done, and is to be done."""
        return self.orders_tab.content

    def widgets(self) -> Sequence[QWidget]:
        """In the order of their tabs."""
        return (
            self.facts,
            self.sites_tab,
            self.contacts_tab,
            self.assets_tab,
            self.orders_tab,
            self.agreements_tab,
            self.subscriptions_tab,
        )

    def show_customer(self, shown: CustomerDetail, *, another: bool) -> None:
        """Fill them; where it is `another` customer than before, nothing in them is news."""
        self._shown = shown
        if (sites := self.sites_tab.made) is not None:
            sites.set_rows(shown.sites)
            if another:
                sites.expandAll()
        _fill(self.contacts_tab, shown.contacts, mark=not another)
        _fill(self.assets_tab, shown.assets, mark=not another)
        _fill(self.orders_tab, shown.orders, mark=not another)
        _fill(self.agreements_tab, shown.agreements, mark=not another)
        _fill(self.subscriptions_tab, shown.subscriptions, mark=not another)

    def _make_sites(self) -> RowTree[SiteRow]:
        sites: RowTree[SiteRow] = RowTree(site_columns(self._kit.times), self._kit, "customer_sites", tr("Sites"))
        sites.set_empty(
            tr("No site yet"), tr("Assets stand at sites, and orders go there: press S to enter the first."), "map-pin"
        )
        sites.row_chosen.connect(self._on_chosen)
        sites.row_opened.connect(partial(self.opened.emit, "site"))
        if self._shown is not None:
            sites.set_rows(self._shown.sites)
            sites.expandAll()
        return sites

    def _make_contacts(self) -> RowTable[ContactLine]:
        contacts: RowTable[ContactLine] = RowTable(contact_columns(), self._kit, "customer_contacts", tr("Contacts"))
        contacts.set_empty(tr("Nobody to call yet"), tr("Press C to enter a contact."), "phone")
        contacts.row_chosen.connect(self._on_chosen)
        contacts.row_opened.connect(partial(self.opened.emit, "contact"))
        contacts.set_rows(self._shown.contacts if self._shown else ())
        return contacts

    def _make_assets(self) -> RowTable[AssetLine]:
        assets: RowTable[AssetLine] = RowTable(asset_columns(), self._kit, "customer_assets", tr("Assets"))
        assets.set_empty(tr("No asset yet"), tr("Press Shift+A to enter one at a site."), "boxes")
        assets.row_chosen.connect(self._on_chosen)
        assets.row_opened.connect(partial(self.opened.emit, "asset"))
        assets.set_rows(self._shown.assets if self._shown else ())
        return assets

    def _make_orders(self) -> RowTable[OrderLine]:
        columns = order_columns(self._kit.times)
        orders: RowTable[OrderLine] = RowTable(columns, self._kit, "customer_orders", tr("Orders"))
        orders.set_empty(tr("No order yet"), tr("Orders of this customer will stand here."), "clipboard-list")
        orders.row_opened.connect(partial(self.opened.emit, "order"))
        orders.set_rows(self._shown.orders if self._shown else ())
        return orders

    def _make_agreements(self) -> RowTable[AgreementRow]:
        columns = agreement_columns()
        agreements: RowTable[AgreementRow] = RowTable(columns, self._kit, "customer_agreements", tr("Agreements"))
        agreements.set_empty(tr("No agreement"), tr("What is agreed will stand here."), "file-text")
        agreements.row_opened.connect(partial(self.opened.emit, "agreement"))
        agreements.set_rows(self._shown.agreements if self._shown else ())
        return agreements

    def _make_subscriptions(self) -> RowTable[SubscriptionRow]:
        subscriptions = subscription_list(self._kit, "customer_subscriptions")
        subscriptions.row_opened.connect(partial(self.opened.emit, "subscription"))
        subscriptions.set_rows(self._shown.subscriptions if self._shown else ())
        return subscriptions

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        self.chosen_changed.emit()


def _fill(tab: Later[RowTable[R]], rows: Sequence[R], *, mark: bool) -> None:
    """A table that nobody has looked at yet is filled when it is made."""
    if tab.made is not None:
        tab.made.set_rows(rows, mark=mark)
