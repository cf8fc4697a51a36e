"""Papers on a printer."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.shared.papers.leaves import DPI, Leaves
from app.shared.papers.pdf import page_layout
from domain.documents.sheets import Sheet
from domain.errors import Unavailable
from domain.language import tr


def print_on(printer: QPrinter, sheet: Sheet) -> None:
    """Print the pages that were asked for. Raises Unavailable when the printer refuses."""
    leaves = Leaves(sheet)
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or leaves.count, leaves.count)
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable(tr("The printer does not take the paper. Is it switched on and connected?"))
    painter.scale(printer.resolution() / DPI, printer.resolution() / DPI)
    for page in range(first - 1, last):
        if page >= first:
            printer.newPage()
        leaves.paint(painter, page)
    painter.end()


class PrintQuestion(QObject):
    """Asks which printer, and prints there."""

    failed = Signal(object)
    """The Unavailable that says why not."""

    def __init__(self, sheet: Sheet, parent: QWidget, folder: Path) -> None:
        """Where there is no printer, it goes to a file in `folder`, unless another is named."""
        super().__init__(parent)
        self._sheet = sheet
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(sheet.title)
        self._printer.setFullPage(True)
        self._printer.setPageLayout(page_layout(sheet))
        if not QPrinterInfo.availablePrinterNames():
            self._printer.setOutputFileName(str(folder / sheet.file_name))
        self.dialog = QPrintDialog(self._printer, parent)
        self.dialog.setObjectName("dialog_print")
        self.dialog.setMinMax(1, max(1, Leaves(sheet).count))
        self.dialog.finished.connect(self._on_finished)
        self.dialog.setModal(True)
        self.dialog.show()

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        self.deleteLater()
        self.dialog.deleteLater()
        if result == QPrintDialog.DialogCode.Accepted:
            try:
                print_on(self._printer, self._sheet)
            except Unavailable as error:
                self.failed.emit(error)
