"""Reckons reports, writes them to files and lays them out; holds no widgets."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from sqlalchemy.orm import Session

from app.reports.report import Asked, Kind, Loaded, Report
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.documents.sheets import Sheet
from domain.language import tr
from domain.reporting.exporting import Table, write
from domain.reporting.report_paper import report_sheet

SUBJECTS = ("order", "order line", "posting", "fee", "fee accrual", "agreement")
PATIENCE_MS = 2000


class ReportsPresenter(QObject):
    """What the reports know and decide."""

    loaded = Signal(object)
    """A `Loaded`."""
    loading = Signal(bool)
    sheet_made = Signal(object)
    """A `Sheet` to look at."""
    told = Signal(object)

    def __init__(self, kit: Kit, desk: Desk, reports: Mapping[Kind, Report], parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._reports = reports
        self._asked: Asked | None = None
        self._latest = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self, interval_ms=PATIENCE_MS)

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        self._follower.set_visible(visible)
        if visible:
            self.load()

    def ask(self, asked: Asked) -> None:
        """Show what is asked for from now on."""
        self._asked = asked
        self.load()

    @Slot()
    def load(self) -> None:
        if self._asked is not None:
            self.loading.emit(True)
            self._latest.run(partial(self._read, self._asked), self._on_loaded, self._on_failed)

    def export(self, path: Path, *, lines: bool) -> None:
        """Write the report, or the lines it is made of, to a file."""
        if (table := self._table(lines=lines)) is not None:
            self.told.emit(Notice(tr("Writing {file}…", file=path.name), Mood.INFO))
            work = partial(self._write, table, path)
            self._kit.tasks.run(work, partial(self._on_written, path), self._on_failed, owner=self)

    def lay_out(self, below: str) -> None:
        """Make a paper of the report; `below` stands under its title."""
        if (table := self._table(lines=False)) is not None:
            self._kit.tasks.run(partial(self._sheet, table, below), self._on_sheet, self._on_failed, owner=self)

    def _table(self, *, lines: bool) -> Callable[[Session], Table] | None:
        """What makes the table of the report that is asked for."""
        if self._asked is None:
            return None
        report, asked = self._reports[self._asked.kind], self._asked
        made = report.lines if lines and report.lines is not None else report.table
        return partial(_made, made, asked)

    def _read(self, asked: Asked) -> Loaded:
        with self._desk.store.read() as session:
            return self._reports[asked.kind].read(session, asked)

    def _write(self, table: Callable[[Session], Table], path: Path) -> None:
        with self._desk.store.read() as session:
            write(table(session), path)

    def _sheet(self, table: Callable[[Session], Table], below: str) -> Sheet:
        with self._desk.store.read() as session:
            return report_sheet(session, table(session), below)

    def _on_loaded(self, loaded: Loaded) -> None:
        self.loading.emit(False)
        self.loaded.emit(loaded)

    def _on_written(self, path: Path, _result: None) -> None:
        self.told.emit(Notice(tr("Written to {file}", file=path)))

    def _on_sheet(self, sheet: Sheet) -> None:
        self.sheet_made.emit(sheet)

    def _on_failed(self, error: Exception) -> None:
        self.loading.emit(False)
        self.told.emit(Notice(str(error), Mood.ERROR))

    def _on_touched(self, _touched: Touched) -> None:
        self.load()


def _made(make: Callable[[Session, Asked], Table], asked: Asked, session: Session) -> Table:
    return make(session, asked)
