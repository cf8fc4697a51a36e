"""What would move, line by line, each to be taken or left, or with a choice of what becomes of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.shared.calm import CalmCombo

HEIGHT = 220
FIRST_WIDTH = 130  # with room for the tick


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice in a line: what it is about, in which column it stands, its options, and which is chosen."""

    key: int
    column: int
    title: str
    options: tuple[str, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line; `key` is what is ticked, None where there is nothing to take."""

    words: tuple[str, ...]
    key: int | None = None
    remark: str = ""
    """What is wrong with it, for the tooltip and those who listen to the screen."""
    pick: Pick | None = None


class PreviewTable(QTableWidget):
    """Ticked are those that are taken; the space bar ticks."""

    changed = Signal()
    """Others are ticked."""
    picked = Signal(int, int)
    """The key of a choice, and which option it is now."""

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
        self.setRowCount(0)
        self.setRowCount(len(found))
        for row, line in enumerate(found):
            for column, words in enumerate(line.words):
                item = QTableWidgetItem(words)
                item.setToolTip(line.remark or words)
                if column == 0 and line.key is not None:
                    item.setData(Qt.ItemDataRole.UserRole, line.key)
                    item.setCheckState(Qt.CheckState.Unchecked if line.key in left else Qt.CheckState.Checked)
                self.setItem(row, column, item)
            if line.pick is not None:
                self.setCellWidget(row, line.pick.column, self._combo(line.pick))
        self.blockSignals(False)
        self.resizeRowsToContents()

    def taken(self) -> frozenset[int]:
        """The keys of those that are ticked."""
        return self._keys(Qt.CheckState.Checked)

    def left(self) -> frozenset[int]:
        """The keys of those that are not."""
        return self._keys(Qt.CheckState.Unchecked)

    def _combo(self, pick: Pick) -> CalmCombo:
        made = CalmCombo()
        made.setObjectName(f"pick_{pick.key}")
        made.setAccessibleName(pick.title)
        made.addItems(pick.options)
        made.setCurrentIndex(pick.chosen)
        made.setEnabled(len(pick.options) > 1)
        made.currentIndexChanged.connect(partial(self.picked.emit, pick.key))
        return made

    def _keys(self, state: Qt.CheckState) -> frozenset[int]:
        items = (self.item(row, 0) for row in range(self.rowCount()))
        keyed = ((item.data(Qt.ItemDataRole.UserRole), item) for item in items if item is not None)
        return frozenset(int(key) for key, item in keyed if key is not None and item.checkState() is state)

    @Slot(QTableWidgetItem)
    def _on_changed(self, _item: QTableWidgetItem) -> None:
        self.changed.emit()
