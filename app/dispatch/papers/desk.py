"""What the menu "Print and export" of the dispatch page does: asks, makes the file, says where it is."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.dispatch.papers.asking import whose
from app.dispatch.papers.board_printing import BoardPrinting
from app.dispatch.papers.shown import Shown
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.papers.preview import PreviewDialog, open_preview
from app.shared.saving import save_whole
from domain.documents.sheets import Sheet, week_sheet
from domain.documents.week_calendar import calendar_name, week_calendar
from domain.documents.week_loading import load_week, week_of
from domain.errors import Refusal
from domain.language import tr
from domain.parameters import service as parameters

FOLDER = "dispatch/papers_folder"


class PaperDesk(Entry):
    """`shown` tells what the board shows at present, `chosen` the technician of the selected booking, or 0."""

    def __init__(
        self, kit: Kit, desk: Desk, pane: QWidget, shown: Callable[[], Shown], chosen: Callable[[], int]
    ) -> None:
        super().__init__(kit, desk, pane)
        self._shown = shown
        self._chosen = chosen
        self.paper: PreviewDialog | None = None
        self.dialog: QFileDialog | None = None

    def has_rows(self) -> bool:
        """Whether the board shows anybody."""
        return bool(self._shown().technicians)

    def print_board(self) -> None:
        """Ask where the PDF of the board goes."""
        self._ask_file(self._board_name("pdf"), tr("PDF (*.pdf)"), self.print_board_to)

    def print_board_to(self, path: Path) -> None:
        """Make the PDF of what the board shows, all rows."""
        self._printing(path).print_pdf(self._shown())

    def picture_board(self) -> None:
        """Ask where the picture of the board goes."""
        self._ask_file(self._board_name("png"), tr("Picture (*.png)"), self.picture_board_to)

    def picture_board_to(self, path: Path) -> None:
        """Make a picture of what the board shows, all rows."""
        try:
            self._printing(path).paint_picture(self._shown())
        except Refusal as refusal:
            self._on_failed(refusal)

    def ask_week(self) -> None:
        """Ask whose week, then show it."""
        self._ask_technician("week", tr("Week of a technician"), tr("Preview"), self._lay_out)

    def ask_calendar(self) -> None:
        """Ask whose week, then where its calendar file goes."""
        self._ask_technician("calendar", tr("Calendar file of a technician"), tr("Save…"), self._make_calendar)

    def _ask_technician(
        self, name: str, title: str, verb: str, submit: Callable[[FormDialog, dict[str, Any]], None]
    ) -> None:
        fields, values = whose(self._shown(), self._chosen(), self._kit.times, tr("A day of the week"))
        self.ask(name, title, fields, verb, submit, values)

    def _lay_out(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        work = partial(self._sheet, values["technician"], *week_of(values["day"]))
        self._kit.tasks.run(work, partial(self._on_laid_out, dialog), partial(self._on_refused, dialog), owner=self)

    def _sheet(self, technician_id: int, first: date, last: date) -> Sheet:
        with self._desk.store.read() as session:
            return week_sheet(session, technician_id, first, last)

    def _on_laid_out(self, dialog: FormDialog, sheet: Sheet) -> None:
        dialog.finish()
        self.paper = open_preview(self._pane, self._kit, sheet)

    def _make_calendar(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        work = partial(self._calendar, values["technician"], *week_of(values["day"]))
        self._kit.tasks.run(work, partial(self._on_calendar, dialog), partial(self._on_refused, dialog), owner=self)

    def _calendar(self, technician_id: int, first: date, last: date) -> tuple[str, bytes]:
        with self._desk.store.read() as session:
            week = load_week(session, technician_id, first, last, parameters.read(session), cancelled=True)
        return calendar_name(week), week_calendar(week, self._desk.store.clock.now())

    def _on_calendar(self, dialog: FormDialog, made: tuple[str, bytes]) -> None:
        dialog.finish()
        name, content = made
        self._ask_file(name, tr("Calendar (*.ics)"), partial(self._save, content))

    def _save(self, content: bytes, path: Path) -> None:
        work = partial(save_whole, path, content)
        self._kit.tasks.run(work, partial(self._on_saved, path), self._on_failed, owner=self)

    def _printing(self, path: Path) -> BoardPrinting:
        printing = BoardPrinting(self._kit, path, self)
        printing.finished.connect(self._on_printed)
        printing.failed.connect(self._on_failed)
        printing.finished.connect(printing.deleteLater)
        printing.failed.connect(printing.deleteLater)
        return printing

    def _on_printed(self, path: Path) -> None:
        self._on_saved(path, None)

    def _on_saved(self, path: Path, _result: None) -> None:
        self.told.emit(Notice(tr("Saved as {file}.", file=path), Mood.DONE))

    def _board_name(self, end: str) -> str:
        day = self._kit.times.local(self._shown().since).date().isoformat()
        return f"{tr('Dispatch board')} {day}.{end}"

    def _ask_file(self, name: str, kind: str, then: Callable[[Path], None]) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(self._kit.memory.text(FOLDER, documents))
        dialog = QFileDialog(self._pane, tr("Save as"), str(folder / name), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(name.rpartition(".")[2])
        dialog.fileSelected.connect(partial(self._on_file, then))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_file(self, then: Callable[[Path], None], name: str) -> None:
        path = Path(name)
        self._kit.memory.keep(FOLDER, str(path.parent))
        then(path)
