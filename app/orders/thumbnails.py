"""Small pictures of the photos on orders: made off the window's thread, made once."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

from app.shared.kit import Kit
from domain.errors import Unavailable
from domain.store.files import FileStore

#: Pixels of the longer side; shown at half of it, so that it is sharp on fine screens as well.
SMALL, LARGE = 192, 1600
MOST_KEPT = 400


class Thumbnails(QObject):
    """Gives pictures by the hash of their content; one that cannot be drawn comes as an empty picture."""

    ready = Signal(str, QImage)
    large_ready = Signal(str, QImage)

    def __init__(self, kit: Kit, files: FileStore, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._files = files
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()

    def ask(self, sha256: str) -> None:
        """Say `ready` with the small picture, at once if it was made before."""
        if sha256 in self._kept:
            self._kept.move_to_end(sha256)
            self.ready.emit(sha256, self._kept[sha256])
        elif sha256 not in self._asked:
            self._asked.add(sha256)
            self._tasks.run(partial(self._made, sha256, SMALL), partial(self._on_made, sha256), owner=self)

    def ask_large(self, sha256: str) -> None:
        """Say `large_ready` with the picture as large as screens are."""
        self._tasks.run(partial(self._made, sha256, LARGE), partial(self._on_large, sha256), owner=self)

    def _made(self, sha256: str, side: int) -> QImage:
        try:
            return drawn(str(self._files.path(sha256)), side)
        except Unavailable:
            return QImage()

    @Slot(object)
    def _on_made(self, sha256: str, image: QImage) -> None:
        self._asked.discard(sha256)
        self._kept[sha256] = image
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(sha256, image)

    def _on_large(self, sha256: str, image: QImage) -> None:
        self.large_ready.emit(sha256, image)


def drawn(path: str, side: int) -> QImage:
    """The picture in a file, upright, no larger than `side`; empty where the file holds none that can be read."""
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid() and max(whole.width(), whole.height()) > side:
        reader.setScaledSize(whole.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
