"""Lines of an agreement: entered, changed, stopped and let go on."""

from functools import partial
from typing import Any

from app.agreements import forms
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, saved
from app.shared.links import Notice
from domain.agreements.detail import AgreementDetail, LineDetail
from domain.agreements.line_service import AgreementLineDraft, add_line, change_line, stop_line
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.reporting.agreement_choices import LineChoices, line_choices

Values = dict[str, Any]


class LineDeeds:
    """What can be done with what is promised."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def new(self, shown: AgreementDetail) -> None:
        self._entry.read(partial(line_choices, customer_id=shown.customer_id), partial(self._ask_new, shown))

    def change(self, shown: AgreementDetail, line: LineDetail) -> None:
        self._entry.read(partial(line_choices, customer_id=shown.customer_id), partial(self._ask, line))

    def stop_or_resume(self, line: LineDetail) -> None:
        """Let no further order come from it, or let them come again; either can be undone."""
        there, back = partial(stop_line, stopped=not line.stopped), partial(stop_line, stopped=line.stopped)
        undo = partial(self._entry.act, Notice(tr("Undone.")), back, line.id)
        words = tr("{name} goes on.", name=line.draft.text)
        if not line.stopped:
            words = tr("{name} is stopped: no further orders come from it.", name=line.draft.text)
        self._entry.act(Notice(words, undo=undo), there, line.id)

    def _ask_new(self, shown: AgreementDetail, choices: LineChoices) -> None:
        title, values = (
            tr("New line of {name}", name=shown.number),
            forms.line_values(AgreementLineDraft(LineKind.HOUR)),
        )
        submit = partial(self._enter, shown)
        self._entry.ask("line", title, forms.line_fields(choices), tr("Enter the line"), submit, values)

    def _enter(self, shown: AgreementDetail, dialog: FormDialog, values: Values) -> None:
        self._entry.keep(dialog, _entered, add_line, shown.id, forms.line_draft(values))

    def _ask(self, line: LineDetail, choices: LineChoices) -> None:
        title, values = tr("Change {name}", name=line.draft.text), forms.line_values(line.draft)
        self._entry.ask("line", title, forms.line_fields(choices), tr("Save"), partial(self._save, line), values)

    def _save(self, line: LineDetail, dialog: FormDialog, values: Values) -> None:
        draft = forms.line_draft(values, line.draft)
        done = partial(saved, draft.text or line.draft.text)
        self._entry.keep(dialog, done, change_line, line.id, draft, line.version)


def _entered(_line_id: int) -> Notice:
    return Notice(tr("The line is entered."))
