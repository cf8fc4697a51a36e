"""Agreements that begin: with the assistant, from a template, as a copy, or with the header alone."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.agreements import forms
from app.agreements.customer_field import CustomerField, as_found
from app.agreements.wizard.dialog import AgreementWizard
from app.shared.date_fields import DateField
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Notice
from domain.agreements.detail import AgreementDetail
from domain.agreements.service import create_agreement
from domain.agreements.templates import TemplateNode, template_tree
from domain.errors import Refusal
from domain.language import tr
from domain.reporting.agreement_choices import CustomerFound, HeaderChoices, customer_found, header_choices
from domain.visits.copying import copy_agreement

Values = dict[str, Any]


class NewDeeds(QObject):
    """Opens what a new agreement is entered with."""

    made = Signal(int)
    """The id of an agreement that was just made."""

    def __init__(self, kit: Kit, entry: Entry, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._entry, self._pane = kit, entry, pane

    def ask(self, customer_id: int | None, template_id: int | None = None) -> None:
        """Open the assistant, with customer and template where they are known."""
        read = partial(_read_tree, customer_id=customer_id)
        self._entry.read(read, partial(self._open_wizard, template_id))

    def ask_header(self) -> None:
        """Enter the header of an agreement alone; its lines come later."""
        self._entry.read(partial(header_choices, customer_id=None), self._ask_header)

    def copy(self, shown: AgreementDetail) -> None:
        """Make another agreement like this one, for its customer or another."""
        self._entry.read(partial(customer_found, customer_id=shown.customer_id), partial(self._ask_copy, shown))

    def _today(self) -> date:
        return self._kit.times.local(self._kit.times.now()).date()

    def _open_wizard(
        self, template_id: int | None, found: tuple[CustomerFound | None, tuple[TemplateNode, ...]]
    ) -> None:
        customer, tree = found
        chosen = None if customer is None else as_found(customer)
        wizard = AgreementWizard(self._kit, self._entry, tree, chosen, template_id, self._today(), self._pane)
        wizard.made.connect(self.made)
        wizard.begin()

    def _ask_header(self, choices: HeaderChoices) -> None:
        values = forms.header_values(forms.first_draft(self._today()), contacts=False)
        fields, title = forms.new_fields(CustomerField(self._entry.read), choices), tr("New agreement")
        self._entry.ask("agreement", title, fields, tr("Enter the agreement"), self._enter, values)

    def _enter(self, dialog: FormDialog, values: Values) -> None:
        customer_id, draft = _customer(values), forms.header_draft(values)
        self._entry.keep(dialog, partial(self._on_entered, draft.name), create_agreement, customer_id, draft)

    def _on_entered(self, name: str, agreement_id: int) -> Notice:
        self.made.emit(agreement_id)
        return Notice(tr("{name} is entered; now what is promised.", name=name))

    def _ask_copy(self, shown: AgreementDetail, customer: CustomerFound | None) -> None:
        fields = (CustomerField(self._entry.read), DateField("starts_on", tr("Begins")))
        said = tr("Lines, visits and cover come along; for another customer those of single assets and sites do not.")
        values = {"customer": None if customer is None else as_found(customer), "starts_on": self._today()}
        title, submit = tr("Copy {name}", name=shown.number), partial(self._copy, shown)
        self._entry.ask("copy", title, fields, tr("Make the copy"), submit, values, said)

    def _copy(self, shown: AgreementDetail, dialog: FormDialog, values: Values) -> None:
        done = partial(self._on_copied, shown.draft.name)
        self._entry.keep(dialog, done, copy_agreement, shown.id, _customer(values), values["starts_on"])

    def _on_copied(self, name: str, agreement_id: int) -> Notice:
        self.made.emit(agreement_id)
        return Notice(tr("{name} is copied.", name=name))


def _customer(values: Values) -> int:
    found = values["customer"]
    if found is None:
        raise Refusal(tr("Choose the customer first."), field="customer")
    return int(found.value)


def _read_tree(session: Session, customer_id: int | None) -> tuple[CustomerFound | None, tuple[TemplateNode, ...]]:
    return customer_found(session, customer_id), template_tree(session)
