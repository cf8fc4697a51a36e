"""Outline icons from `resources/icons`, tinted and sharp at every scale."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.shared.files import resource

SIZES = (16, 20, 32, 40)


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
    icon = QIcon()
    for pixels in SIZES:
        icon.addPixmap(tinted(name, normal, pixels), QIcon.Mode.Normal, QIcon.State.Off)
        icon.addPixmap(tinted(name, active, pixels), QIcon.Mode.Normal, QIcon.State.On)
        icon.addPixmap(tinted(name, disabled, pixels), QIcon.Mode.Disabled, QIcon.State.Off)
    return icon


@lru_cache(maxsize=256)
def _source(path: Path) -> bytes:
    return path.read_bytes()
