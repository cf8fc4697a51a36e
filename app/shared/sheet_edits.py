"""What is typed into a sheet is kept one cell after the other, each with what the one before left behind."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.links import Mood, Notice
from app.shared.sheet_model import NEW
from app.shared.tasks import Tasks
from domain.errors import CalloutError, Overtaken, Refusal
from domain.language import tr


@dataclass(frozen=True, slots=True)
class Edit:
    """One wish: `before` is what stood in the cell when it was typed into."""

    owner_id: int
    row_id: int
    name: str
    value: Any = None
    before: Any = None


class SheetEdits(QObject):
    """Does one edit at a time, and says what became of it."""

    kept = Signal(int, str)
    """What was typed for the row in the field is kept."""
    added = Signal(int)
    """The id of a new row."""
    refused = Signal(int, str, str)
    """Row (0 for a new one), field, and the sentence why not."""
    changed = Signal()
    """Something is different in the store."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: deque[tuple[Edit, Callable[[], Any]]] = deque()
        self._running: Edit | None = None

    def line_up(self, edit: Edit, work: Callable[[], Any]) -> None:
        """Do `work` for an edit when all before it are done."""
        self._waiting.append((edit, work))
        self._next()

    def _next(self) -> None:
        if self._running is None and self._waiting:
            self._running, work = self._waiting.popleft()
            self._tasks.run(work, self._on_kept, self._on_refused, owner=self)

    @Slot(object)
    def _on_kept(self, result: Any) -> None:
        edit = self._running
        self._running = None
        if edit is not None:
            self.kept.emit(edit.row_id, edit.name)
            if edit.row_id == NEW:
                self.added.emit(result)
            self.changed.emit()
        self._next()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        edit = self._running
        self._running = None
        if edit is not None:
            field = (error.field if isinstance(error, Refusal) else None) or edit.name
            self.refused.emit(edit.row_id, field, str(error))
            if not isinstance(error, CalloutError):
                self.told.emit(Notice(str(error), Mood.ERROR))
            self.changed.emit()
        self._next()


def check_before(edit: Edit, present: Any, wanted: Any) -> None:
    """Refuse a cell that somebody else has changed since it was typed into."""
    if present not in (edit.before, wanted):
        raise Overtaken(tr("Somebody else has changed this meanwhile; look again."), field=edit.name)
