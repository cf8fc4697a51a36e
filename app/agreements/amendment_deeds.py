"""Amendments of an agreement: what is agreed otherwise from a day on."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.agreements.amendment_dialog import AmendmentDialog
from app.agreements.amendment_parts import amendment, pieces_of
from app.shared.days import short_day
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Notice
from domain.agreements.detail import AgreementDetail
from domain.language import tr
from domain.reporting.agreement_choices import LineChoices, line_choices
from domain.visits.amending import amend

Values = dict[str, Any]


class AmendmentDeeds(QObject):
    """Opens the form of an amendment; says what came of it."""

    def __init__(self, kit: Kit, entry: Entry, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._entry, self._pane = kit, entry, pane

    def new(self, shown: AgreementDetail) -> None:
        """Ask what is agreed otherwise; `shown` has all lines and cover there ever were."""
        self._entry.read(partial(line_choices, customer_id=shown.customer_id), partial(self._ask, shown))

    def _ask(self, shown: AgreementDetail, choices: LineChoices) -> None:
        today = self._kit.times.local(self._kit.times.now()).date()
        title = tr("Amend {name}", name=shown.number)
        dialog = AmendmentDialog(title, choices, pieces_of(shown), self._pane)
        values = {"effective_on": today, "text": ""}
        self._entry.show("amendment", dialog, partial(self._enter, shown, dialog), values)

    def _enter(self, shown: AgreementDetail, dialog: AmendmentDialog, _form: FormDialog, values: Values) -> None:
        draft = amendment(values["effective_on"], values["text"], dialog.editor.pieces)
        done = partial(_agreed, shown.number, short_day(draft.effective_on))
        self._entry.keep(dialog, done, amend, shown.id, shown.version, draft)


def _agreed(name: str, day: str, _amendment_id: int) -> Notice:
    return Notice(tr("{name} is agreed otherwise from {day} on.", name=name, day=day))
