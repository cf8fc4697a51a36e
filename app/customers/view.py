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
from app.shared.kit import Kit
from app.shared.list_page import Empty, ListPage
from app.shared.table import RowTable
from domain.language import tr
from domain.reporting.customer_detail import CustomerDetail
from domain.reporting.customer_list import CustomerPage, CustomerRow


class CustomersPage(ListPage[CustomerRow, bool, CustomerPage, CustomerDetail]):
    """Whom one works for."""

    key = "customers"
    icon = "building-2"
    detail_share = 58
    first_actions = ("customers_new",)
    detail_actions = ("customers_edit", "customers_site", "customers_contact")
    detail: CustomerDetailPane

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, (archived_filter(),), parent)
        self.presenter = CustomersPresenter(kit, desk, False, self)
        self.deeds = CustomerDeeds(kit, desk, self)
        self.table = RowTable(customer_columns(kit.times), kit, self.key, self.title)
        self.detail = CustomerDetailPane(kit)
        self.arrange(
            LEAST,
            Empty(
                tr("No customers here"),
                tr("Press N to enter the first one; “callout demo” shows the program with a whole company."),
            ),
        )
        self._connect()

    @property
    def title(self) -> str:
        return tr("Customers")

    def page_actions(self) -> Sequence[Action]:
        return customer_actions(self)

    def begin_record(self, about_id: int | None) -> None:  # noqa: ARG002  # a customer is about nothing else
        """Enter a new customer."""
        self.new_customer()

    def question(self, chosen: Chosen) -> bool:
        return bool(chosen.get("archived"))

    def page_of(self, listing: CustomerPage) -> CustomerPage:
        return listing

    def show_found(self, found: CustomerDetail | None) -> None:
        self.deeds.customer = found
        if found is not None:
            self.detail.show_customer(found)

    # --- what can be done ---

    def new_customer(self) -> None:
        self.deeds.new()

    def change_customer(self) -> None:
        self.deeds.change()

    def delete_customer(self) -> None:
        self.deeds.delete()

    def change_wishes(self) -> None:
        self.deeds.wishes.change(self.deeds.shown)

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

    def new_agreement(self) -> None:
        self.begin("agreements", self.deeds.shown.id)

    def new_subscription(self) -> None:
        self.begin("subscriptions", self.deeds.shown.id)

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

    def _connect(self) -> None:
        self.table.row_opened.connect(self._on_opened)
        self.deeds.told.connect(self.notice_asked)
        self.deeds.customer_made.connect(self._on_made)
        self.detail.chosen_changed.connect(self.refresh_actions)
        self.detail.opened.connect(self._on_record_opened)

    @Slot(object)
    def _on_opened(self, _row: CustomerRow) -> None:
        self.change_customer()

    @Slot(int)
    def _on_made(self, customer_id: int) -> None:
        """Show it, and where one goes on: its first site."""
        self.show_made(customer_id)
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
