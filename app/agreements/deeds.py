"""What can be done with agreements: entered, changed, suspended, renewed, terminated, each said once more before."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.agreements import forms
from app.agreements.amendment_deeds import AmendmentDeeds
from app.agreements.copy_lines import CopyLines
from app.agreements.cover_deeds import CoverDeeds
from app.agreements.line_deeds import LineDeeds
from app.agreements.new_deeds import NewDeeds
from app.agreements.template_deeds import TemplateDeeds
from app.shared.days import short_day
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, saved, told
from app.shared.kit import Kit
from app.shared.links import Notice
from domain.agreements.detail import AgreementDetail
from domain.agreements.service import (
    change_agreement,
    renew,
    resume,
    suspend,
    terminate,
    withdraw_notice,
)
from domain.language import tr
from domain.reporting.agreement_choices import HeaderChoices, header_choices
from domain.reporting.agreement_overview import AgreementOverview

Values = dict[str, Any]


class AgreementDeeds(QObject):
    """Opens the forms about the agreement that is shown; says what came of them."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._times = kit.times
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)
        self.fresh = NewDeeds(kit, self._entry, pane)
        self.lines = LineDeeds(self._entry)
        self.copies = CopyLines(kit, self._entry, pane)
        self.covers = CoverDeeds(kit, self._entry, pane)
        self.templates = TemplateDeeds(kit, self._entry, pane)
        self.amendments = AmendmentDeeds(kit, self._entry, pane)
        self.overview: AgreementOverview | None = None

    @property
    def shown(self) -> AgreementDetail:
        """The agreement, where an action is possible only with one."""
        assert self.overview is not None, "actions are off without an agreement"
        return self.overview.agreement

    def change(self) -> None:
        shown = self.shown
        self._entry.read(partial(header_choices, customer_id=shown.customer_id), partial(self._ask, shown))

    def suspend_or_resume(self) -> None:
        """Let no order come under it, or let them come again; either can be undone."""
        shown = self.shown
        there, back = (resume, suspend) if shown.suspended else (suspend, resume)
        undo = partial(self._entry.act, Notice(tr("Undone.")), back, shown.id)
        words = tr("{name} holds again.", name=shown.number)
        if not shown.suspended:
            words = tr("{name} is suspended: no orders are opened under it.", name=shown.number)
        self._entry.act(Notice(words, undo=undo), there, shown.id)

    def renew(self) -> None:
        shown = self.shown
        said = tr("It goes on for one more term.")
        if shown.ends_on is not None:
            said = tr("It ends on {day} and goes on for one more term.", day=short_day(shown.ends_on))
        title, verb = tr("Renew {name}?", name=shown.number), tr("Renew")
        self._entry.ask("renew", title, (), verb, partial(self._renew, shown), said=said)

    def terminate(self) -> None:
        shown = self.shown
        today = self._times.local(self._times.now()).date()
        with_terms = shown.draft.initial_months is not None
        fields = forms.notice_fields(with_terms=with_terms)
        title = tr("Give notice for {name}", name=shown.number)
        values = {"given_on": today} if with_terms else {"given_on": today, "last_day": today}
        self._entry.ask("terminate", title, fields, tr("Give notice"), partial(self._terminate, shown), values)

    def withdraw(self) -> None:
        shown = self.shown
        title, verb = tr("Withdraw the notice for {name}?", name=shown.number), tr("Withdraw the notice")
        said = tr("It goes on as if no notice had been given.")
        self._entry.ask("withdraw", title, (), verb, partial(self._withdraw, shown), said=said)

    def _ask(self, shown: AgreementDetail, choices: HeaderChoices) -> None:
        contacts = shown.customer_id is not None
        fields = forms.header_fields(choices, contacts=contacts)
        title, values = tr("Change {name}", name=shown.number), forms.header_values(shown.draft, contacts=contacts)
        self._entry.ask("agreement", title, fields, tr("Save"), partial(self._save, shown), values)

    def _save(self, shown: AgreementDetail, dialog: FormDialog, values: Values) -> None:
        draft = forms.header_draft(values, shown.draft)
        done = partial(saved, draft.name)
        self._entry.keep(dialog, done, change_agreement, shown.id, draft, shown.version)

    def _renew(self, shown: AgreementDetail, dialog: FormDialog, _values: Values) -> None:
        done = partial(told, tr("{name} is renewed.", name=shown.number))
        self._entry.keep(dialog, done, renew, shown.id, shown.version)

    def _terminate(self, shown: AgreementDetail, dialog: FormDialog, values: Values) -> None:
        done = partial(_ends, shown.number)
        given, last = values["given_on"], values.get("last_day")
        self._entry.keep(dialog, done, terminate, shown.id, shown.version, given, last)

    def _withdraw(self, shown: AgreementDetail, dialog: FormDialog, _values: Values) -> None:
        done = partial(told, tr("{name} goes on.", name=shown.number))
        self._entry.keep(dialog, done, withdraw_notice, shown.id, shown.version)


def _ends(name: str, last_day: Any) -> Notice:
    return Notice(tr("{name} ends on {day}.", name=name, day=short_day(last_day)))
