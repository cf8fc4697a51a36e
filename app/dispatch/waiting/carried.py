"""The card under the pointer while an order is carried from the list to the board."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.shared.layout import column, label
from domain.language import trn
from domain.scheduling.board_rows import UnassignedOrder

BESIDE = QPoint(14, 12)
WIDTH = 220


class CarriedCard(QFrame):
    """Number and title, out of the way of the mouse; gives way to the ghost over the board."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._number = label("", "strong")
        self._title = label("", "muted")
        self.setProperty("role", "overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = column(self, margins=(12, 8, 12, 8), spacing=2)
        inside.addWidget(self._number)
        inside.addWidget(self._title)
        self.setMaximumWidth(WIDTH)
        self.hide()

    def carry(self, orders: Sequence[UnassignedOrder]) -> None:
        """These are in the hand."""
        first, further = orders[0], len(orders) - 1
        more = trn("and {count} more order", "and {count} more orders", further) if further else ""
        self._number.setText(" ".join(part for part in (first.number, more) if part))
        self._title.setText(first.title)
        self.adjustSize()

    def follow(self, at: QPoint, *, shown: bool) -> None:
        """Go where the pointer is on the screen."""
        self.move(self._page.mapFromGlobal(at) + BESIDE)
        self.setVisible(shown)
        self.raise_()
