"""The photos of an order in a row, and one of them large."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QListView, QListWidget, QListWidgetItem, QWidget

from app.orders.thumbnails import Thumbnails
from app.shared.kit import Kit
from app.shared.layout import column
from domain.language import tr
from domain.orders.attachments import AttachmentRow
from domain.store.file_types import is_image

SIDE = 96
GAP = 8
BAR = 14
ROOM = 0.85
KEY = Qt.ItemDataRole.UserRole


class PictureStrip(QListWidget):
    """Shows the pictures among the files; hidden where there are none."""

    picked = Signal(int)
    """The id of the file whose picture is current."""

    def __init__(self, kit: Kit, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._kit = kit
        self._thumbnails = thumbnails
        self._rows: tuple[AttachmentRow, ...] = ()
        self.setObjectName("strip_pictures")
        self.setAccessibleName(tr("Photos"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setGridSize(QSize(SIDE + 2 * GAP, SIDE + 2 * GAP))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(SIDE + 2 * GAP + BAR)
        self.setViewportMargins(GAP, 0, 0, 0)
        self.hide()
        thumbnails.ready.connect(self._on_ready)
        thumbnails.large_ready.connect(self._on_large)
        self.itemDoubleClicked.connect(self._open)
        self.currentItemChanged.connect(self._on_current)

    def show_files(self, rows: Sequence[AttachmentRow]) -> None:
        """Show the pictures among these files."""
        pictures = tuple(row for row in rows if is_image(row.media_type))
        if pictures == self._rows:
            return
        self._rows = pictures
        self.clear()
        for row in pictures:
            item = QListWidgetItem(self._kit.theme.icon("hourglass"), "", self)
            item.setData(KEY, row.sha256)
            item.setToolTip(tr("{name}: double-click or Enter shows it large", name=row.name))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.name)
        self.setVisible(bool(pictures))
        for row in pictures:
            self._thumbnails.ask(row.sha256)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _open(self) -> None:
        if self.currentItem() is not None:
            self._thumbnails.ask_large(self.currentItem().data(KEY))

    @Slot()
    def _on_current(self) -> None:
        if 0 <= self.currentRow() < len(self._rows):
            self.picked.emit(self._rows[self.currentRow()].id)

    @Slot(str, QImage)
    def _on_ready(self, sha256: str, image: QImage) -> None:
        icon = self._kit.theme.icon("file-text") if image.isNull() else QIcon(QPixmap.fromImage(image))
        for item in self._items(sha256):
            item.setIcon(icon)

    @Slot(str, QImage)
    def _on_large(self, sha256: str, image: QImage) -> None:
        named = [row.name for row in self._rows if row.sha256 == sha256]
        if named and not image.isNull():
            PictureDialog(named[0], image, self).open()

    def _items(self, sha256: str) -> list[QListWidgetItem]:
        items = [self.item(at) for at in range(self.count())]
        return [item for item in items if item.data(KEY) == sha256]


class PictureDialog(QDialog):
    """One picture, as large as the screen lets it be."""

    def __init__(self, name: str, image: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_picture")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        shown = QLabel()
        shown.setAccessibleName(name)
        screen = parent.screen() or QGuiApplication.primaryScreen()
        room = screen.availableSize() * ROOM
        pixmap = QPixmap.fromImage(image)
        if pixmap.width() > room.width() or pixmap.height() > room.height():
            pixmap = pixmap.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        shown.setPixmap(pixmap)
        column(self).addWidget(shown)
