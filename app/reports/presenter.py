"""Reckons the margin report and writes it to files; holds no widgets."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.reports.rows import GroupIds
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.language import tr
from domain.reporting.exporting import write
from domain.reporting.money_tables import margin_of_groups, margin_of_lines
from domain.reporting.order_margin import Grouping, MarginRow, MarginSearch, order_margin

SUBJECTS = ("order", "order line", "posting")
PATIENCE_MS = 2000


class ReportsPresenter(QObject):
    """What the report knows and decides."""

    loaded = Signal(object, object)
    """The `Group` rows, and the `Grouping` that they are made by."""
    loading = Signal(bool)
    told = Signal(object)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._search = MarginSearch()
        self._ids = GroupIds()
        self._latest = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self, interval_ms=PATIENCE_MS)

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        self._follower.set_visible(visible)
        if visible:
            self.load()

    def ask(self, search: MarginSearch) -> None:
        """Show what `search` asks for from now on."""
        self._search = search
        self.load()

    @Slot()
    def load(self) -> None:
        self.loading.emit(True)
        self._latest.run(partial(self._read, self._search), partial(self._on_loaded, self._search.by), self._on_failed)

    def export(self, path: Path, *, lines: bool) -> None:
        """Write the groups, or the lines they are made of, to a file."""
        self.told.emit(Notice(tr("Writing {file}…", file=path.name), Mood.INFO))
        work = partial(self._write, self._search, path, lines=lines)
        self._kit.tasks.run(work, partial(self._on_written, path), self._on_failed, owner=self)

    def _read(self, search: MarginSearch) -> list[MarginRow]:
        with self._desk.store.read() as session:
            return order_margin(session, search)

    def _write(self, search: MarginSearch, path: Path, *, lines: bool) -> None:
        with self._desk.store.read() as session:
            table = margin_of_lines(session, search) if lines else margin_of_groups(session, search)
            write(table, path)

    def _on_loaded(self, by: Grouping, rows: Sequence[MarginRow]) -> None:
        self.loading.emit(False)
        self.loaded.emit(self._ids.named(rows, by), by)

    def _on_written(self, path: Path, _result: None) -> None:
        self.told.emit(Notice(tr("Written to {file}", file=path)))

    def _on_failed(self, error: Exception) -> None:
        self.loading.emit(False)
        self.told.emit(Notice(str(error), Mood.ERROR))

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
