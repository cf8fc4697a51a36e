"""The page of customers: the list, and one customer beside it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.customers.actions import customer_actions
from app.customers.deeds import CustomerDeeds
from app.customers.detail import CustomerDetailPane
from app.customers.presenter import CustomersPresenter
from app.customers.table import LEAST, customer_columns
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.filters import Chosen, Filter
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.more_bar import MoreBar
from app.shared.narrow import NarrowColumns
from app.shared.page import Page
from app.shared.table import RowTable
from domain.language import tr
from domain.reporting.customer_detail import CustomerDetail
from domain.reporting.customer_list import CustomerPage, CustomerRow

DETAIL_SHARE = 58
IN_DETAIL = ("customers_edit", "customers_site", "customers_contact")
"""Buttons under the name; everything is in the menus of the window."""


class CustomersPage(Page):
    """Whom one works for."""

    key = "customers"
    icon = "building-2"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self.presenter = CustomersPresenter(kit, desk, self)
        self.deeds = CustomerDeeds(kit, desk, self)
        self.frame = PageFrame(kit, self.key, self.title, (archived_filter(),))
        self.table: RowTable[CustomerRow] = RowTable(customer_columns(kit.times), kit, self.key, self.title)
        self.more = MoreBar(kit)
        self.detail = CustomerDetailPane(kit)
        self._shown: int | None = None
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return tr("Customers")

    def page_actions(self) -> Sequence[Action]:
        return customer_actions(self)

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)

    def show_record(self, record_id: int) -> None:
        """Show a customer, in the list where the search lets it in, beside it in any case."""
        if not self.table.choose(record_id):
            self.table.clearSelection()
        self._look_at(record_id)

    def begin_record(self, about_id: int | None) -> None:  # noqa: ARG002  # a customer is about nothing else
        """Enter a new customer."""
        self.new_customer()

    def record_shown(self) -> int | None:
        return self._shown

    # --- what can be done ---

    def new_customer(self) -> None:
        self.deeds.new()

    def change_customer(self) -> None:
        self.deeds.change()

    def delete_customer(self) -> None:
        self.deeds.delete()

    def new_site(self) -> None:
        self.detail.show_sites()
        self.deeds.sites.new(self.deeds.shown, self.detail.site())

    def change_site(self) -> None:
        if (site := self.detail.site()) is not None:
            self.deeds.sites.change(self.deeds.shown, site)

    def delete_site(self) -> None:
        if (site := self.detail.site()) is not None:
            self.deeds.sites.delete(site)

    def archive_customer(self) -> None:
        self.deeds.archive()

    def archive_site(self) -> None:
        if (site := self.detail.site()) is not None:
            self.deeds.sites.archive(site)

    def archive_contact(self) -> None:
        if (contact := self.detail.contact()) is not None:
            self.deeds.contacts.archive(contact)

    def new_contact(self) -> None:
        self.detail.show_contacts()
        self.deeds.contacts.new(self.deeds.shown, self.detail.site())

    def change_contact(self) -> None:
        if (contact := self.detail.contact()) is not None:
            self.deeds.contacts.change(self.deeds.shown, contact)

    def delete_contact(self) -> None:
        if (contact := self.detail.contact()) is not None:
            self.deeds.contacts.delete(contact)

    def new_asset(self) -> None:
        """At the chosen site, else at the first one."""
        site = self.detail.site() or next(iter(self.deeds.shown.sites))
        self.begin("assets", site.id)

    def show_assets(self) -> None:
        if (asset := self.detail.asset()) is not None:
            self.go("assets", asset.id)

    def has_one(self) -> bool:
        return self.deeds.customer is not None

    def has_site(self) -> bool:
        return self.has_one() and self.detail.site() is not None

    def has_any_site(self) -> bool:
        return self.deeds.customer is not None and bool(self.deeds.customer.sites)

    def has_contact(self) -> bool:
        return self.has_one() and self.detail.contact() is not None

    def has_asset(self) -> bool:
        return self.has_one() and self.detail.asset() is not None

    # --- how it hangs together ---

    def _arrange(self) -> None:
        place = QWidget()
        self.set_frame(self.frame)
        self.frame.set_list(place)
        self.frame.set_detail(self.detail, DETAIL_SHARE)
        layout = column(place)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.more)
        bound = self.bound_actions()
        self.frame.set_actions([bound["customers_new"]], primary="customers_new")
        self.detail.set_actions([bound[name] for name in IN_DETAIL])
        self.detail.show_nothing()
        NarrowColumns(self.table, LEAST)
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.set_empty(
            tr("No customers here"),
            tr("Press N to enter the first one; “callout demo” shows the program with a whole company."),
            "building-2",
        )
        self.presenter.ask_archived(bool(self.frame.filters.chosen().get("archived")))

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.customer_loaded.connect(self._on_customer)
        self.presenter.loading.connect(self.frame.set_loading)
        self.presenter.failed.connect(self.frame.set_count)
        self.frame.filtered.connect(self._on_filtered)
        self.frame.searched.connect(self.presenter.search)
        self.more.more_asked.connect(self.presenter.more)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)
        self.deeds.told.connect(self.notice_asked)
        self.deeds.customer_made.connect(self._on_made)
        self.detail.chosen_changed.connect(self.refresh_actions)
        self.detail.opened.connect(self._on_record_opened)

    def _look_at(self, customer_id: int | None) -> None:
        self._shown = customer_id
        self.presenter.look_at(customer_id)
        if customer_id is None:
            self._on_customer(None)

    @Slot(object, bool)
    def _on_loaded(self, page: CustomerPage, again: bool) -> None:
        self.table.set_rows(page.rows, mark=again)
        self.more.show_page(page)
        self.frame.set_count(self.more.total_of(page))
        if self._shown is not None:
            self.table.choose(self._shown)
        elif page.rows:
            self.table.choose(page.rows[0].id)

    @Slot(object)
    def _on_customer(self, found: CustomerDetail | None) -> None:
        self.deeds.customer = found
        if found is None:
            self._shown = None
            self.detail.show_nothing()
        else:
            self.detail.show_customer(found)
        self.refresh_actions()

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        self.presenter.ask_archived(bool(chosen.get("archived")))
        self.presenter.load()

    @Slot(object)
    def _on_chosen(self, row: CustomerRow | None) -> None:
        # One that leaves the list, as with another search, stays beside it.
        if row is not None and row.id != self._shown:
            self._look_at(row.id)

    @Slot(object)
    def _on_opened(self, _row: CustomerRow) -> None:
        self.change_customer()

    @Slot(int)
    def _on_made(self, customer_id: int) -> None:
        """Show it, and where one goes on: its first site."""
        self.frame.search.reset()
        self.presenter.load()
        self.show_record(customer_id)
        self.detail.show_sites()

    @Slot(str, object)
    def _on_record_opened(self, kind: str, row: Any) -> None:
        if kind == "site":
            self.change_site()
        elif kind == "contact":
            self.change_contact()
        else:
            self.go(f"{kind}s", row.id)


def archived_filter() -> Filter:
    """Customers in use, unless those that are archived are asked for."""
    return Filter("archived", tr("in use"), (("archived", tr("archived")),), several=False)
