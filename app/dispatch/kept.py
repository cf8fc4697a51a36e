"""The border between the board and the waiting orders, where the user left it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from app.shared.memory import Memory

KEY = "dispatch/splitter"
SIZES = [1000, 300]


class KeptSplitter(QSplitter):
    """Two parts side by side; the right one keeps its width when the window grows."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._memory = memory
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._on_moved)

    def hold(self, left: QWidget, right: QWidget) -> None:
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(0, 1)
        kept = self._memory.data(KEY)
        usable = isinstance(kept, list) and len(kept) == len(SIZES)
        self.setSizes([int(size) for size in kept] if usable else SIZES)

    @Slot()
    def _on_moved(self) -> None:
        self._memory.keep_data(KEY, self.sizes())
