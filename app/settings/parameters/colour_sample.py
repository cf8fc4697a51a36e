"""How something looks in a colour, on a light and on a dark ground side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.shared.chips import Chip, paint_chip
from app.shared.fonts import text_font
from app.shared.tokens import Tokens

WIDTH, HEIGHT = 140, 28
PAD = 6


class ColourSample(QWidget):
    """Paints a chip once on each ground."""

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self._chip = chip
        self._grounds: Sequence[Tokens] = ()
        self.setFixedSize(2 * WIDTH, HEIGHT)

    def show_on(self, grounds: Sequence[Tokens]) -> None:
        """The themes to show it in, with its colour in them."""
        self._grounds = grounds
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at, tokens in enumerate(self._grounds):
            there = QRectF(at * WIDTH, 0, WIDTH, HEIGHT)
            painter.fillRect(there, QColor(tokens.surface))
            paint_chip(painter, there.adjusted(PAD, 0, -PAD, 0), self._chip, tokens, text_font(tokens.sizes.small))
        painter.end()
