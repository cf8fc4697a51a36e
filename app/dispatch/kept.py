"""A border between two parts, where the user left it."""

from typing import TypeGuard

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from app.shared.memory import Memory


class KeptSplitter(QSplitter):
    """The second part keeps its size when the window grows; it opens as a share of the whole at first."""

    def __init__(
        self, memory: Memory, key: str, orientation: Qt.Orientation, sizes: tuple[int, int], share: float = 0.0
    ) -> None:
        super().__init__(orientation)
        self._memory = memory
        self._key = key
        self._sizes = list(sizes)
        self._share = share
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._on_moved)

    def hold(self, first: QWidget, second: QWidget) -> None:
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        kept = self._memory.data(self._key)
        self.setSizes(kept if _usable(kept) else self._sizes)

    def open_second(self) -> None:
        """Give the second part the size it had before it was closed."""
        kept, whole = self._memory.data(self._key), sum(self.sizes())
        second = min(kept[1] if _usable(kept) else max(self._sizes[1], round(whole * self._share)), whole * 2 // 3)
        self.setSizes([whole - second, second])

    def close_second(self) -> None:
        """Give all room to the first part; the second one keeps the little that it cannot do without."""
        self.setSizes([sum(self.sizes()) or sum(self._sizes), 0])

    @Slot()
    def _on_moved(self) -> None:
        self._memory.keep_data(self._key, self.sizes())


def _usable(kept: object) -> TypeGuard[list[int]]:
    return isinstance(kept, list) and [type(size) for size in kept] == [int, int]
