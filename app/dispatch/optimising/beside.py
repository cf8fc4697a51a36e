"""Two things beside each other where there is room, else under each other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.shared.layout import row


class Beside(QWidget):
    """The first takes what the second leaves; `least` is the width from which on they stand beside each other."""

    def __init__(self, first: QWidget, second: QWidget, least: int, shares: tuple[int, int]) -> None:
        super().__init__()
        self._least = least
        self._line = row(self)
        self._line.addWidget(first, shares[0])
        self._line.addWidget(second, shares[1])

    def minimumSizeHint(self) -> QSize:
        """None, so that it can always become narrow enough for them to stand under each other."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = event.size().width() >= self._least
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)
