"""A card over the dimmed window, gone with Esc or a click beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.shared.theme import Theme

DIM_LIGHT = 0.22
DIM_DARK = 0.55
EDGE = 24


class Overlay(QWidget):
    """Covers its window while open; gives the focus back where it was."""

    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget, width: int, top: int) -> None:
        super().__init__(window)
        self._theme = theme
        self._over = window
        self._width = width
        self._top = top
        self._came_from: QWidget | None = None
        self.card = QFrame(self)
        self.card.setProperty("role", "overlay")
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it covers the window now."""
        return not self.isHidden()

    def open(self) -> None:
        self._came_from = self._over.focusWidget()
        self.place()
        self.show()
        self.raise_()

    def close_card(self) -> None:
        if self.is_open:
            self.hide()
            if self._came_from is not None:
                self._came_from.setFocus()
            self.closed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_card()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.faded(tokens.scrim, DIM_DARK if tokens.dark else DIM_LIGHT))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(1, 9):
            painter.setBrush(QColor(0, 0, 0, 5))
            painter.drawRoundedRect(self.card.geometry().adjusted(-step, 2 - step, step, step + 4), 14, 14)
        painter.end()

    def place(self) -> None:
        """Fit the window, whose size has changed."""
        self.setGeometry(self._over.rect())
        width = min(self._width, self.width() - 2 * EDGE)
        self.card.setFixedWidth(width)
        self.card.adjustSize()
        height = min(self.card.sizeHint().height(), self.height() - self._top - EDGE)
        self.card.setGeometry((self.width() - width) // 2, self._top, width, height)
