"""Column widths, order and sorting come back after a restart."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QHeaderView

from app.shared.header_titles import HeaderTitles
from app.shared.memory import Memory

WRITE_MS = 400
NARROWEST = 40
SORT_SPACE = 22
FIRST_EDGE = 8


class HeaderColumn(Protocol):
    """What a header asks of a column."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def stretch(self) -> bool: ...


class HeaderMemory(QObject):
    """Restores a header from memory, and keeps what the user does to it."""

    def __init__(self, header: QHeaderView, columns: Sequence[HeaderColumn], memory: Memory, key: str) -> None:
        super().__init__(header)
        self._header = header
        self._names = [column.name for column in columns]
        self._memory = memory
        self._key = key
        self._timer = QTimer(self, interval=WRITE_MS, singleShot=True)
        self._timer.timeout.connect(self._write)
        self._titles = HeaderTitles(header)
        self._lay_out(columns)
        self._restore()
        if any(column.stretch for column in columns):  # else a tree gives half of the room to its last column
            header.setStretchLastSection(False)
        header.sectionResized.connect(self._on_changed)
        header.sectionMoved.connect(self._on_changed)
        header.sortIndicatorChanged.connect(self._on_changed)

    def _lay_out(self, columns: Sequence[HeaderColumn]) -> None:
        self._header.setHighlightSections(False)
        self._header.setSectionsMovable(True)
        self._header.setMinimumSectionSize(NARROWEST)
        self._header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for at, column in enumerate(columns):
            title = self._header.fontMetrics().horizontalAdvance(column.title) + SORT_SPACE
            edge = 0 if at else FIRST_EDGE
            self._header.resizeSection(at, max(column.width, title) + edge)
            if column.stretch:
                self._header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _restore(self) -> None:
        state = self._memory.blob(f"{self._key}/header")
        if state is not None and self._memory.data(f"{self._key}/columns") == self._names:
            self._header.restoreState(state)

    @Slot()
    def _on_changed(self) -> None:
        self._timer.start()

    @Slot()
    def _write(self) -> None:
        self._memory.keep(f"{self._key}/header", self._header.saveState())
        self._memory.keep_data(f"{self._key}/columns", self._names)
