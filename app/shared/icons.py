"""Outline icons from `resources/icons`, tinted and sharp at every scale."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.shared.files import resource


@lru_cache(maxsize=2048)
def tinted(name: str, colour: str, pixels: int) -> QPixmap:
    """The icon `name` as a square picture in one colour."""
    source = _source(resource("icons", f"{name}.svg")).replace(b"currentColor", colour.encode())
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def tinted_icon(name: str, normal: str, *, disabled: str, active: str) -> QIcon:
    """The icon `name` with its colours for an idle, a disabled and a checked control."""
    return QIcon(TintedEngine(name, normal, disabled, active))


class TintedEngine(QIconEngine):
    """Draws an icon in the sizes and colours that are really seen: a start with all of all takes half a second more."""

    def __init__(self, name: str, normal: str, disabled: str, active: str) -> None:
        super().__init__()
        self._name = name
        self._normal, self._disabled, self._active = normal, disabled, active

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        picture = tinted(self._name, self._colour(mode, state), round(side * painter.device().devicePixelRatio()))
        painter.drawPixmap(QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Qt's own would paint on whatever lies in memory. What is wider than high leaves a gap at the right."""
        picture = tinted(self._name, self._colour(mode, state), min(size.width(), size.height()))
        if size.width() <= size.height():
            return picture
        whole = QPixmap(size)
        whole.fill(Qt.GlobalColor.transparent)
        painter = QPainter(whole)
        painter.drawPixmap(0, 0, picture)
        painter.end()
        return whole

    def clone(self) -> QIconEngine:
        return TintedEngine(self._name, self._normal, self._disabled, self._active)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return self._disabled
        return self._active if state is QIcon.State.On else self._normal


@lru_cache(maxsize=256)
def _source(path: Path) -> bytes:
    return path.read_bytes()
