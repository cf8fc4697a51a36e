"""Plans agreements anew: the difference is read, shown, and then made exactly so."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.shared.desk import Desk
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.visits.replan_dialog import ReplanDialog
from domain.errors import Refusal
from domain.language import tr, trn
from domain.visits.choosing import Choice, planned_agreements
from domain.visits.replan import Action
from domain.visits.replan_rows import ReplanRow
from domain.visits.replan_service import Replanned, preview_replan, replan

MOST = 200
"""More agreements than that are not looked through before one agrees."""
Found = tuple[tuple[int, ...], list[ReplanRow]]


class Replanning(QObject):
    """One look at a time; what is agreed to is done in one transaction."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._desk, self._pane = kit, desk, pane
        self._busy = False
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)

    def begin(self, choice: Choice) -> None:
        """Show what would become of the visits of some agreements."""
        if not self._busy:
            self._busy = True
            self._kit.tasks.run(partial(self._read, choice), self._on_read, self._on_failed, owner=self)

    def _read(self, choice: Choice) -> Found:
        with self._desk.store.read() as session:
            chosen = planned_agreements(session, choice)
            if len(chosen) > MOST:
                raise Refusal(tr("At most {most} agreements are planned anew at once; choose fewer.", most=MOST))
            return chosen, preview_replan(session, self._desk.store.clock.now(), chosen)

    def _on_read(self, found: Found) -> None:
        self._busy = False
        chosen, rows = found
        dialog = ReplanDialog(self._kit, rows, self._pane)
        dialog.submitted.connect(partial(self._on_submitted, dialog, chosen))
        dialog.open()
        dialog.table.setFocus()

    def _on_submitted(self, dialog: ReplanDialog, chosen: tuple[int, ...], _values: dict[str, Any]) -> None:
        self._entry.keep(dialog, _told, replan, chosen, dialog.rows)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self.told.emit(Notice(str(error), Mood.ERROR))


def _told(done: Replanned) -> Notice:
    moved = trn("{count} moved", "{count} moved", done.actions[Action.MOVE])
    made = trn("{count} new", "{count} new", done.actions[Action.ADD])
    removed = trn("{count} removed", "{count} removed", done.actions[Action.REMOVE])
    words = tr("Planned anew: {moved}, {made}, {removed}.", moved=moved, made=made, removed=removed)
    if not done.troubles:
        return Notice(words)
    left = trn("{count} could not be made", "{count} could not be made", done.troubles)
    return Notice(f"{words} {left}.", Mood.WARNING)
