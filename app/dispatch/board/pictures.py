"""Keeps bars as pictures: writing the words of a bar costs ten times as much as copying it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.dispatch.board.tracks import Bar
from domain.scheduling.board_rows import BoardBooking

MOST = 4_000_000  # pixels kept, 16 MB
AT_ONCE = 48
"""So many pictures are made in one frame; a screenful of new ones would make the window stumble."""


class Pictures:
    """Pictures by booking and size; one that shows an older state of its booking is drawn anew."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, bool, int, int, float], tuple[BoardBooking, QPixmap]] = {}
        self._pixels = 0
        self._left = AT_ONCE

    def begin(self) -> None:
        """Another frame: some more may be made."""
        self._left = AT_ONCE

    def clear(self) -> None:
        """Forget all, such as when the theme changed."""
        self._kept.clear()
        self._pixels = 0

    def picture(
        self, bar: Bar, size: tuple[int, int], ratio: float, draw: Callable[[QPainter, QRectF], None]
    ) -> QPixmap | None:
        """The picture of a bar; `draw` makes it if there is none yet. None: in one of the next frames."""
        key = (bar.id, bar.clash, *size, ratio)
        kept = self._kept.get(key)
        if kept is not None and kept[0] is bar.booking:
            return kept[1]
        if not self._left:
            return None
        self._left -= 1
        pixels = int(size[0] * size[1] * ratio * ratio)
        if self._pixels + pixels > MOST:
            self.clear()
        made = drawn(size, ratio, draw)
        self._kept[key] = (bar.booking, made)
        self._pixels += pixels
        return made


def drawn(size: tuple[int, int], ratio: float, draw: Callable[[QPainter, QRectF], None]) -> QPixmap:
    """A picture of this size, for a screen of this many dots to the pixel."""
    pixmap = QPixmap(round(size[0] * ratio), round(size[1] * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, QRectF(0, 0, *size))
    painter.end()
    return pixmap
