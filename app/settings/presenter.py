"""Loads one section of the settings, follows it live, saves and deletes; holds no widgets."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.settings.source import Loaded, Source
from app.shared.changes import Follower, Touched
from app.shared.columns import HasId
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.errors import Overtaken
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork

R = TypeVar("R", bound=HasId)


class SectionPresenter(QObject, Generic[R]):
    """What one section knows and decides."""

    loaded = Signal(object)
    """A `Loaded`."""
    saved = Signal(object, int)
    """The row it began from, or None, and the id of the row."""
    removed = Signal(int)
    refused = Signal(object, object)
    """The id of the row (None for a new one), and the refusal."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, source: Source[R], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._desk = desk
        self._source = source
        self._loading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, source.subjects, self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Only a section that somebody sees does any work."""
        self._follower.set_visible(visible)
        if visible:
            self.load()

    @Slot()
    def load(self) -> None:
        self._loading.run(self._read, self.loaded.emit)

    def save(self, before: R | None, values: Mapping[str, Any], name: str) -> None:
        """Keep a new or changed row; `name` is what it is called in the notice."""
        work = partial(self._desk.do, self._source.save, before, values)
        row_id = None if before is None else before.id
        self._tasks.run(work, partial(self._on_saved, before, name), partial(self._on_refused, row_id), owner=self)

    def remove(self, row: R, name: str, again: Mapping[str, Any]) -> None:
        """Delete a row; undo makes it once more from the values `again`."""
        if self._source.remove is None:
            return
        work = partial(self._desk.do, self._source.remove, row)
        done = partial(self._on_removed, row.id, name, again)
        self._tasks.run(work, done, partial(self._on_refused, row.id), owner=self)

    def do(self, deed: Callable[[UnitOfWork, R], str | None], row: R) -> None:
        """Do something else with a row."""
        work = partial(self._desk.do, deed, row)
        self._tasks.run(work, self._on_done, partial(self._on_refused, row.id), owner=self)

    def _read(self) -> Loaded[R]:
        with self._desk.store.read() as session:
            return self._source.read(session)

    def _on_saved(self, before: R | None, name: str, row_id: int) -> None:
        self.saved.emit(before, row_id)
        self.told.emit(Notice(tr("{name} saved.", name=name)))
        self.load()

    def _on_removed(self, row_id: int, name: str, again: Mapping[str, Any], _result: None) -> None:
        self.removed.emit(row_id)
        undo = partial(self.save, None, again, name)
        self.told.emit(Notice(tr("{name} deleted.", name=name), undo=undo))
        self.load()

    def _on_refused(self, row_id: int | None, error: Exception) -> None:
        self.refused.emit(row_id, error)
        if isinstance(error, Overtaken):
            self.load()

    def _on_done(self, warning: str | None) -> None:
        if warning:
            self.told.emit(Notice(warning, Mood.WARNING))
        self.load()

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
