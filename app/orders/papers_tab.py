"""The papers of an order, ready to print, and the files on it: dropped here or chosen."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QPushButton, QWidget

from app.orders.files_table import file_columns
from app.orders.papers_presenter import PapersPresenter
from app.orders.picture_strip import PictureStrip
from app.orders.reading import OrderView
from app.orders.thumbnails import Thumbnails
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.papers.preview import open_preview
from app.shared.table import RowTable
from domain.documents.papers import OF_ORDER, Paper
from domain.documents.sheets import Sheet
from domain.language import tr
from domain.orders.attachments import AttachmentRow

EDGE = 16
KEY = Qt.ItemDataRole.UserRole


class PaperList(QListWidget):
    """Enter opens the paper on which the cursor is."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class FileTable(RowTable[AttachmentRow]):
    """Del takes the chosen file off."""

    struck = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.chosen() is not None:
            self.struck.emit()
        else:
            super().keyPressEvent(event)


class PapersTab(QWidget):
    """Papers above, files below; everything of it from the keyboard."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self._kit = kit
        self._order_id = 0
        self.presenter = PapersPresenter(kit, desk, self)
        self.papers = PaperList()
        self.files = FileTable(file_columns(kit.times), kit, "order_files", tr("Files"))
        self.pictures = PictureStrip(kit, Thumbnails(kit, desk.files, self))
        self.open_button = QPushButton(tr("Open the paper"))
        self.open_button.setToolTip(tr("To look at it, print it or save it as PDF"))
        self.attach_button = QPushButton(tr("Attach files…"))
        self.save_button = QPushButton(tr("Save as…"))
        self.remove_button = QPushButton(tr("Take off"))
        self.wrong = label("", "wrong", wrap=True)
        self._arrange()
        self._connect()

    def show_order(self, view: OrderView) -> None:
        """Show what there is for an order."""
        if view.detail.id != self._order_id:
            self._order_id = view.detail.id
            self._on_refused("")
        self._fill_papers(view)
        self.files.set_rows(view.files)
        self.pictures.show_files(view.files)
        self._show_buttons()

    def open_paper(self, paper: Paper) -> None:
        """Show a paper of the order as it would be printed."""
        self.presenter.compose(self._order_id, paper)

    def open_bill(self, invoice_id: int) -> None:
        """Show an invoice as it would be printed."""
        self.presenter.compose_bill(invoice_id)

    def attach(self, paths: Sequence[Path]) -> None:
        """Put files on the order."""
        self.presenter.attach(self._order_id, paths)

    @Slot()
    def ask_files(self) -> None:
        """Ask which files."""
        dialog = QFileDialog(self, tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.attach([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _arrange(self) -> None:
        self.setAcceptDrops(True)
        self.papers.setObjectName("list_papers")
        self.papers.setIconSize(QSize(16, 16))
        self.papers.setAccessibleName(tr("Papers"))
        self.setFocusProxy(self.papers)
        self.wrong.hide()
        told = tr("Drop photos and documents here, or attach them with the button.")
        self.files.set_empty(tr("No files on this order"), told, "upload")
        buttons = row(margins=(EDGE, 4, EDGE, 6), spacing=6)
        for button in (self.attach_button, self.save_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        titles = [label(tr("Papers"), "section"), label(tr("Files"), "section")]
        for each in (*titles, self.wrong):
            each.setContentsMargins(EDGE, 10, EDGE, 4)
        opening = row(margins=(EDGE, 4, EDGE, 6))
        opening.addWidget(self.open_button)
        opening.addStretch(1)
        whole = column(self)
        whole.addWidget(titles[0])
        whole.addWidget(self.papers)
        whole.addLayout(opening)
        whole.addWidget(titles[1])
        whole.addLayout(buttons)
        whole.addWidget(self.wrong)
        whole.addWidget(self.pictures)
        whole.addWidget(self.files, 1)

    def _connect(self) -> None:
        self._kit.theme.changed.connect(self._fit_papers)
        self.presenter.composed.connect(self._on_composed)
        self.presenter.refused.connect(self._on_refused)
        self.open_button.clicked.connect(self._on_opened)
        self.papers.opened.connect(self._on_opened)
        self.papers.itemDoubleClicked.connect(self._on_opened)
        self.files.selection_changed.connect(self._show_buttons)
        self.pictures.picked.connect(self.files.choose)
        self.files.struck.connect(self._on_remove)
        self.attach_button.clicked.connect(self.ask_files)
        self.save_button.clicked.connect(self._on_save)
        self.remove_button.clicked.connect(self._on_remove)

    def _fill_papers(self, view: OrderView) -> None:
        wanted: list[tuple[str, Paper | int]] = [(paper.label, paper) for paper in OF_ORDER]
        wanted += [(f"{bill.kind.label} {bill.number or bill.status.label}", bill.id) for bill in view.header.bills]
        if [self.papers.item(at).text() for at in range(self.papers.count())] == [text for text, _ in wanted]:
            return
        self.papers.clear()
        for text, key in wanted:
            item = QListWidgetItem(self._kit.theme.icon("file-text"), text)
            item.setData(KEY, key)
            self.papers.addItem(item)
        self.papers.setCurrentRow(0)
        self._fit_papers()

    @Slot()
    def _fit_papers(self) -> None:
        """As high as its rows are, in any density."""
        self.papers.setFixedHeight(self._kit.theme.current().row_height * self.papers.count() + 4)

    @Slot()
    def _show_buttons(self) -> None:
        one = self.files.chosen() is not None
        self.save_button.setEnabled(one)
        self.remove_button.setEnabled(one)

    @Slot()
    def _on_opened(self) -> None:
        item = self.papers.currentItem()
        if item is None:
            return
        key = item.data(KEY)
        if isinstance(key, int):
            self.open_bill(key)
        else:
            self.open_paper(Paper(key))

    @Slot(object)
    def _on_composed(self, sheet: Sheet) -> None:
        open_preview(self, self._kit, sheet)

    @Slot(str)
    def _on_refused(self, sentences: str) -> None:
        self.wrong.setText(sentences)
        self.wrong.setVisible(bool(sentences))

    @Slot(list)
    def _on_files(self, names: list[str]) -> None:
        self.attach([Path(name) for name in names])

    @Slot()
    def _on_save(self) -> None:
        chosen = self.files.chosen()
        if chosen is not None:
            dialog = QFileDialog(self, tr("Save as"))
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(chosen.name)
            dialog.fileSelected.connect(partial(self._on_target, chosen))
            dialog.open()

    def _on_target(self, row: AttachmentRow, name: str) -> None:
        self.presenter.save_as(row, Path(name))

    @Slot()
    def _on_remove(self) -> None:
        chosen = self.files.chosen()
        if chosen is not None:
            self.presenter.remove(self._order_id, chosen)
