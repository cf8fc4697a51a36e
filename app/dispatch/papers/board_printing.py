"""Makes a file of the board while the window goes on: one page at a time."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.dispatch.papers.board_sheet import BoardSheet
from app.dispatch.papers.shown import Shown
from app.shared.kit import Kit
from app.shared.papers.pdf import with_spaces
from app.shared.saving import save_whole
from domain.errors import Refusal
from domain.language import tr

DPI = 300
MARGIN_MM = 10
A4_LONG, A4_SHORT = 297, 210
MILLIMETRE = DPI / 25.4
TALLEST = 30_000
"""Pixels of a picture; painters reach no farther."""
MARGIN = 16


class BoardPrinting(QObject):
    """One PDF or picture under way."""

    finished = Signal(object)
    """The path of the file."""
    failed = Signal(object)

    def __init__(self, kit: Kit, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._path = path
        self._page = 0
        self._buffer = QBuffer(self)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._stepping = QTimer(self, interval=0)
        self._stepping.timeout.connect(self._on_step)
        self._sheet: BoardSheet
        self._writer: QPdfWriter
        self._painter: QPainter

    def print_pdf(self, shown: Shown) -> None:
        """Begin a PDF on A4, the long side down."""
        wide, high = A4_LONG - 2 * MARGIN_MM, A4_SHORT - 2 * MARGIN_MM
        self._sheet = BoardSheet(self._kit, shown, page_height(shown, wide, high))
        self._writer = QPdfWriter(self._buffer)
        self._writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
        )
        self._writer.setResolution(DPI)
        self._writer.setTitle(tr("Dispatch board"))
        self._writer.setCreator("Callout")
        self._painter = QPainter(self._writer)
        self._painter.translate(MARGIN_MM * MILLIMETRE, MARGIN_MM * MILLIMETRE)
        scale = wide * MILLIMETRE / self._sheet.width
        self._painter.scale(scale, scale)
        self._stepping.start()

    def paint_picture(self, shown: Shown) -> None:
        """Make one picture of all rows. Raises Refusal where that would be endless."""
        sheet = BoardSheet(self._kit, shown)
        if sheet.height > TALLEST:
            sheet.close()
            raise Refusal(tr("So many rows do not fit into one picture; choose some teams, or save a PDF."))
        picture = QImage(sheet.width + 2 * MARGIN, sheet.height + 2 * MARGIN, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        painter.translate(MARGIN, MARGIN)
        sheet.paint(painter, 0)
        painter.end()
        sheet.close()
        self._kit.tasks.run(partial(_save_picture, self._path, picture), self._on_saved, self.failed.emit, owner=self)

    @Slot()
    def _on_step(self) -> None:
        if self._page:
            self._writer.newPage()
        self._sheet.paint(self._painter, self._page)
        self._page += 1
        if self._page < len(self._sheet.pages):
            return
        self._stepping.stop()
        self._painter.end()
        self._sheet.close()
        content = with_spaces(bytes(self._buffer.data().data()))
        work = partial(save_whole, self._path, content)
        self._kit.tasks.run(work, self._on_saved, self.failed.emit, owner=self)

    def _on_saved(self, _result: None) -> None:
        self.finished.emit(self._path)


def page_height(shown: Shown, wide: float, high: float) -> int:
    """That of a page in pixels of the board."""
    return int(BoardSheet.width_of(shown) * high / wide)


def _save_picture(path: Path, picture: QImage) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    save_whole(path, bytes(buffer.data().data()))
