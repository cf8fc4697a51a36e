"""The tables about one customer: places, whom to call, what there is, what was done and agreed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.customers.table import agreement_columns, asset_columns, contact_columns, order_columns, site_columns
from app.shared.detail import Facts
from app.shared.kit import Kit
from app.shared.table import RowTable
from app.shared.tree import RowTree
from domain.agreements.queries import AgreementRow
from domain.language import tr
from domain.reporting.customer_detail import AssetLine, ContactLine, CustomerDetail, OrderLine, SiteRow


class CustomerRecords(QObject):
    """Makes the tables, fills them, and says what was opened in them."""

    chosen_changed = Signal()
    """Another site, contact or asset is current."""
    opened = Signal(str, object)
    """"site", "contact", "asset" or "order", and the row."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self.facts = Facts()
        self.sites: RowTree[SiteRow] = RowTree(site_columns(kit.times), kit, "customer_sites", tr("Sites"))
        self.contacts: RowTable[ContactLine] = RowTable(contact_columns(), kit, "customer_contacts", tr("Contacts"))
        self.assets: RowTable[AssetLine] = RowTable(asset_columns(), kit, "customer_assets", tr("Assets"))
        self.orders: RowTable[OrderLine] = RowTable(order_columns(kit.times), kit, "customer_orders", tr("Orders"))
        self.agreements: RowTable[AgreementRow] = RowTable(
            agreement_columns(), kit, "customer_agreements", tr("Agreements")
        )
        self._tell_empty()
        self._connect()

    def widgets(self) -> Sequence[QWidget]:
        """In the order of their tabs."""
        return self.facts, self.sites, self.contacts, self.assets, self.orders, self.agreements

    def show_customer(self, shown: CustomerDetail, *, another: bool) -> None:
        """Fill them; where it is `another` customer than before, nothing in them is news."""
        self.sites.set_rows(shown.sites)
        if another:
            self.sites.expandAll()
        self.contacts.set_rows(shown.contacts, mark=not another)
        self.assets.set_rows(shown.assets, mark=not another)
        self.orders.set_rows(shown.orders, mark=not another)
        self.agreements.set_rows(shown.agreements, mark=not another)

    def _tell_empty(self) -> None:
        self.sites.set_empty(
            tr("No site yet"), tr("Assets stand at sites, and orders go there: press S to enter the first."), "map-pin"
        )
        self.contacts.set_empty(tr("Nobody to call yet"), tr("Press C to enter a contact."), "phone")
        self.assets.set_empty(tr("No asset yet"), tr("Press Shift+A to enter one at a site."), "boxes")
        self.orders.set_empty(tr("No order yet"), tr("Orders of this customer will stand here."), "clipboard-list")
        self.agreements.set_empty(tr("No agreement"), tr("What is agreed will stand here."), "file-text")

    def _connect(self) -> None:
        for chosen in (self.sites.row_chosen, self.contacts.row_chosen, self.assets.row_chosen):
            chosen.connect(self._on_chosen)
        self.sites.row_opened.connect(partial(self.opened.emit, "site"))
        self.contacts.row_opened.connect(partial(self.opened.emit, "contact"))
        self.assets.row_opened.connect(partial(self.opened.emit, "asset"))
        self.orders.row_opened.connect(partial(self.opened.emit, "order"))

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        self.chosen_changed.emit()
