"""What would move, line by line, each to be taken or left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

HEIGHT = 220
FIRST_WIDTH = 130  # with room for the tick


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line; `key` is what is ticked, None where there is nothing to take."""

    words: tuple[str, ...]
    key: int | None = None
    remark: str = ""
    """What is wrong with it, for the tooltip and those who listen to the screen."""


class PreviewTable(QTableWidget):
    """Ticked are those that are taken; the space bar ticks."""

    changed = Signal()
    """Others are ticked."""

    def __init__(self, title: str, columns: Sequence[str]) -> None:
        super().__init__(0, len(columns))
        self.setObjectName("preview")
        self.setAccessibleName(title)
        self.setHorizontalHeaderLabels(list(columns))
        self.setMinimumHeight(HEIGHT)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, FIRST_WIDTH)
        self.horizontalHeader().setStretchLastSection(True)
        self.itemChanged.connect(self._on_changed)

    def show_lines(self, lines: Iterable[Line], left: frozenset[int] = frozenset()) -> None:
        """These lines, all of them ticked but those that were left."""
        self.blockSignals(True)
        found = list(lines)
        self.setRowCount(len(found))
        for row, line in enumerate(found):
            for column, words in enumerate(line.words):
                item = QTableWidgetItem(words)
                item.setToolTip(line.remark or words)
                if column == 0 and line.key is not None:
                    item.setData(Qt.ItemDataRole.UserRole, line.key)
                    item.setCheckState(Qt.CheckState.Unchecked if line.key in left else Qt.CheckState.Checked)
                self.setItem(row, column, item)
        self.blockSignals(False)
        self.resizeRowsToContents()

    def taken(self) -> frozenset[int]:
        """The keys of those that are ticked."""
        return self._keys(Qt.CheckState.Checked)

    def left(self) -> frozenset[int]:
        """The keys of those that are not."""
        return self._keys(Qt.CheckState.Unchecked)

    def _keys(self, state: Qt.CheckState) -> frozenset[int]:
        items = (self.item(row, 0) for row in range(self.rowCount()))
        keyed = ((item.data(Qt.ItemDataRole.UserRole), item) for item in items if item is not None)
        return frozenset(int(key) for key, item in keyed if key is not None and item.checkState() is state)

    @Slot(QTableWidgetItem)
    def _on_changed(self, _item: QTableWidgetItem) -> None:
        self.changed.emit()
