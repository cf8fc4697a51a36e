"""A layout that puts widgets beside each other, and goes on in the next line where there is no room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Words in a paragraph, but widgets."""

    def __init__(self, owner: QWidget | None = None, across: int = 6, down: int = 4) -> None:
        super().__init__(owner)
        self._across = across
        self._down = down
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Kept until something changes: layouts around this one ask dozens of times while they find their place."""
        if width not in self._heights:
            edges = self.contentsMargins()
            room = QRect(0, 0, width - edges.left() - edges.right(), 0)
            self._heights[width] = self._arrange(room, move=False) + edges.top() + edges.bottom()
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        edges = self.contentsMargins()
        return size + QSize(edges.left() + edges.right(), edges.top() + edges.bottom())

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area.marginsRemoved(self.contentsMargins()), move=True)

    def _arrange(self, area: QRect, *, move: bool) -> int:
        """Place the items, or only reckon; returns the height taken."""
        x, y, tallest = area.x(), area.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint()
            if x > area.x() and x + wanted.width() > area.right() + 1:
                x, y, tallest = area.x(), y + tallest + self._down, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(min(wanted.width(), area.width()), wanted.height())))
            x, tallest = x + wanted.width() + self._across, max(tallest, wanted.height())
        return y + tallest - area.y()
