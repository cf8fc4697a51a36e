"""What can be entered and changed on the page of customers, each through a form of its own."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.customers import forms
from app.customers.contact_deeds import ContactDeeds
from app.customers.site_deeds import SiteDeeds
from app.customers.wish_deeds import WishDeeds
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, saved
from app.shared.kit import Kit
from app.shared.links import Notice
from domain.calendars.holidays import countries
from domain.language import tr
from domain.orders.archiving import archive_customer, restore_customer
from domain.orders.party_changes import change_customer
from domain.parameters import service as parameters
from domain.parties.customer_service import CustomerDraft, create_customer, delete_customer
from domain.reporting.customer_detail import CustomerDetail
from domain.sla.queries import slas

Values = dict[str, Any]


class CustomerDeeds(QObject):
    """Opens the forms about the customer that is shown; says what came of them."""

    told = Signal(object)
    """A `Notice`."""
    customer_made = Signal(int)
    """The id of a customer that was just entered."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)
        self.sites = SiteDeeds(self._entry)
        self.contacts = ContactDeeds(self._entry)
        self.wishes = WishDeeds(self._entry, kit, pane)
        self.customer: CustomerDetail | None = None

    @property
    def shown(self) -> CustomerDetail:
        """The customer, where an action is possible only with one."""
        assert self.customer is not None, "actions are off without a customer"
        return self.customer

    def new(self) -> None:
        self._entry.read(_choices, self._ask_new)

    def change(self) -> None:
        self._entry.read(_choices, partial(self._ask, self.shown))

    def archive(self) -> None:
        """Archive it, or bring it back."""
        shown = self.shown
        self._entry.switch(shown.name, shown.id, archive_customer, restore_customer, active=shown.active)

    def delete(self) -> None:
        self._entry.confirm_delete(self.shown.name, delete_customer, self.shown.id)

    def _ask_new(self, choices: tuple[forms.Choices, str]) -> None:
        values = {**forms.customer_values(CustomerDraft("", "")), "country": choices[1]}
        fields = forms.customer_fields(choices[0])
        self._entry.ask("customer", tr("New customer"), fields, tr("Enter the customer"), self._enter, values)

    def _enter(self, dialog: FormDialog, values: Values) -> None:
        draft = forms.customer_draft(values)
        self._entry.keep(dialog, partial(self._on_entered, draft.name), create_customer, draft)

    def _on_entered(self, name: str, customer_id: int) -> Notice:
        self.customer_made.emit(customer_id)
        return Notice(tr("{name} is entered; now its first site.", name=name))

    def _ask(self, shown: CustomerDetail, choices: tuple[forms.Choices, str]) -> None:
        values, fields = forms.customer_values(shown.draft), forms.customer_fields(choices[0])
        title = tr("Change {name}", name=shown.name)
        self._entry.ask("customer", title, fields, tr("Save"), partial(self._save, shown), values)

    def _save(self, shown: CustomerDetail, dialog: FormDialog, values: Values) -> None:
        draft = forms.customer_draft(values)
        self._entry.keep(dialog, partial(saved, draft.name), change_customer, shown.id, shown.draft, draft)


def _choices(session: Session) -> tuple[forms.Choices, str]:
    """The SLAs to choose from, and the country where most customers are."""
    countries()  # looked up here, so that the form has it at once
    offered = [(each.id, each.name) for each in slas(session, with_inactive=False)]
    return offered, parameters.read(session).home_country
