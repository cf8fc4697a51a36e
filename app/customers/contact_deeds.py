"""Contacts of a customer: entered, changed, archived, deleted, each through a form of its own."""

from functools import partial
from typing import Any

from app.customers import forms
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, entered, saved
from domain.language import tr
from domain.orders.archiving import archive_contact, restore_contact
from domain.parties.contact_service import ContactDraft, change_contact, create_contact, delete_contact
from domain.reporting.customer_detail import ContactLine, CustomerDetail, SiteRow

Values = dict[str, Any]


class ContactDeeds:
    """What can be done with those whom one calls."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def new(self, customer: CustomerDetail, site: SiteRow | None) -> None:
        """Somebody to call, at `site` or at all."""
        values = forms.contact_values(ContactDraft("", site_id=site.id if site else None))
        title = tr("New contact of {name}", name=customer.name)
        fields = forms.contact_fields(customer.sites)
        self._entry.ask("contact", title, fields, tr("Enter the contact"), partial(self._enter, customer), values)

    def change(self, customer: CustomerDetail, contact: ContactLine) -> None:
        fields = forms.contact_fields(customer.sites)
        title = tr("Change {name}", name=contact.draft.name)
        values = forms.contact_values(contact.draft)
        self._entry.ask("contact", title, fields, tr("Save"), partial(self._save, contact), values)

    def archive(self, contact: ContactLine) -> None:
        """Archive it, or bring it back."""
        self._entry.switch(contact.draft.name, contact.id, archive_contact, restore_contact, active=contact.active)

    def delete(self, contact: ContactLine) -> None:
        self._entry.confirm_delete(contact.draft.name, delete_contact, contact.id)

    def _enter(self, customer: CustomerDetail, dialog: FormDialog, values: Values) -> None:
        draft = forms.contact_draft(values)
        self._entry.keep(dialog, partial(entered, draft.name), create_contact, customer.id, draft)

    def _save(self, contact: ContactLine, dialog: FormDialog, values: Values) -> None:
        draft = forms.contact_draft(values)
        self._entry.keep(dialog, partial(saved, draft.name), change_contact, contact.id, contact.draft, draft)
