"""Cover of an agreement: entered, changed, ended, taken away."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.agreements.cover_forms import CoverShape, cover_draft, cover_fields, cover_values, first_cover
from app.agreements.table import CoverLine
from app.shared.date_fields import DateField
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, saved, told
from app.shared.kit import Kit
from app.shared.links import Notice
from domain.agreements.cover_service import CoverDraft
from domain.agreements.detail import AgreementDetail
from domain.language import tr
from domain.orders.cover_changes import add_cover, change_cover, end_cover, remove_cover
from domain.reporting.agreement_choices import LineChoices, line_choices

Values = dict[str, Any]


class CoverDeeds(QObject):
    """What can be done with what the customer pays for."""

    def __init__(self, kit: Kit, entry: Entry, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._entry = kit, entry

    def new(self, shown: AgreementDetail) -> None:
        self._entry.read(partial(line_choices, customer_id=shown.customer_id), partial(self._ask_new, shown))

    def change(self, shown: AgreementDetail, line: CoverLine) -> None:
        self._entry.read(partial(line_choices, customer_id=shown.customer_id), partial(self._ask, line))

    def end(self, line: CoverLine) -> None:
        """Nothing is covered by it after a day."""
        cover = line.cover
        today = self._kit.times.local(self._kit.times.now()).date()
        fields = (DateField("ends_on", tr("Last day")),)
        title, submit = tr("End {name}", name=cover.draft.name), partial(self._end, line)
        self._entry.ask("cover_end", title, fields, tr("End the cover"), submit, {"ends_on": today})

    def remove(self, line: CoverLine) -> None:
        """Take away what was entered by mistake."""
        name = line.cover.draft.name
        said = tr("What orders were charged by stays, and is given an end instead.")
        submit = partial(self._remove, line)
        self._entry.ask("cover_remove", tr("Take away {name}?", name=name), (), tr("Take away"), submit, said=said)

    def _ask_new(self, shown: AgreementDetail, choices: LineChoices) -> None:
        title, submit = tr("New cover of {name}", name=shown.number), partial(self._enter, shown)
        self._open(title, choices, tr("Enter the cover"), submit, first_cover())

    def _ask(self, line: CoverLine, choices: LineChoices) -> None:
        draft = line.cover.draft
        self._open(tr("Change {name}", name=draft.name), choices, tr("Save"), partial(self._save, line), draft)

    def _open(self, title: str, choices: LineChoices, verb: str, submit: Any, draft: CoverDraft) -> None:
        fields, values = cover_fields(choices), cover_values(draft)
        CoverShape(self._entry.ask("cover", title, fields, verb, submit, values).form)

    def _enter(self, shown: AgreementDetail, dialog: FormDialog, values: Values) -> None:
        draft = cover_draft(values)
        self._entry.keep(dialog, partial(_entered, draft.name), add_cover, shown.id, draft)

    def _save(self, line: CoverLine, dialog: FormDialog, values: Values) -> None:
        draft = cover_draft(values)
        self._entry.keep(dialog, partial(saved, draft.name), change_cover, line.id, draft, line.cover.version)

    def _end(self, line: CoverLine, dialog: FormDialog, values: Values) -> None:
        done = partial(told, tr("{name} is ended.", name=line.cover.draft.name))
        self._entry.keep(dialog, done, end_cover, line.id, line.cover.version, values["ends_on"])

    def _remove(self, line: CoverLine, dialog: FormDialog, _values: Values) -> None:
        done = partial(told, tr("{name} is taken away.", name=line.cover.draft.name))
        self._entry.keep(dialog, done, remove_cover, line.id, line.cover.version)


def _entered(name: str, _cover_id: int) -> Notice:
    return Notice(tr("{name} is covered; open orders are counted anew.", name=name))
