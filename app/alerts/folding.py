"""The list of alerts: a head unfolds what stands under it, by the mouse on its mark or the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.alerts.folds import Folds
from app.alerts.table import alert_columns
from app.shared.columns import Column
from app.shared.kit import Kit
from app.shared.row_delegate import EDGE, RowDelegate
from app.shared.row_model import RowModel
from app.shared.table import RowTable
from domain.monitoring.alert_rows import AlertPage, AlertRow

MARK = 12
INDENT = 18
Index = QModelIndex | QPersistentModelIndex


class FoldedModel(RowModel[AlertRow]):
    """However the list is sorted, a head is followed by what stands under it."""

    def __init__(self, columns: Sequence[Column[AlertRow]], folds: Folds, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._folds = folds

    def _sorted(self, rows: Sequence[AlertRow]) -> list[AlertRow]:
        return self._folds.arranged(super()._sorted(rows))


class FoldDelegate(RowDelegate):
    """Heads have a mark at the edge; the names of those under them are indented."""

    def __init__(self, kit: Kit, table: "AlertTable") -> None:
        super().__init__(kit.theme, table, table.row_model())
        self._folds = table.folds

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row = self._cells.row_at(index)
        if self._is_first(index) and self._folds.is_head(row.id):
            icon = self._theme.icon("chevron-down" if self._folds.is_open(row.id) else "chevron-right")
            middle = option.rect.center().y()
            icon.paint(painter, QRect(option.rect.left() + EDGE - MARK - 1, middle - MARK // 2 + 1, MARK, MARK))

    def _left(self, index: Index) -> int:
        column, row = self._cells.columns[index.column()], self._cells.row_at(index)
        inward = INDENT if column.name == "rule" and self._folds.above(row.id) is not None else 0
        return super()._left(index) + inward


class AlertTable(RowTable[AlertRow]):
    """Shows an `AlertPage`; says which heads are unfolded, so that what stands under them is read."""

    unfolded = Signal(object)
    """A frozen set of ids."""

    def __init__(self, kit: Kit, name: str, title: str) -> None:
        self.folds = Folds()
        super().__init__(alert_columns(kit.times, self.folds), kit, name, title)
        self.setItemDelegate(FoldDelegate(kit, self))

    def make_model(self, columns: Sequence[Column[AlertRow]]) -> RowModel[AlertRow]:
        return FoldedModel(columns, self.folds, self)

    def show_page(self, page: AlertPage) -> None:
        """Show what was read; heads that are unfolded stay so."""
        self.set_rows(self.folds.take(page))
        self.viewport().update()

    def turn(self, head: int) -> None:
        """Unfold a head, or fold it again; a row that is folded away gives way to its head."""
        current = self.chosen()
        if current is not None and self.folds.above(current.id) == head:
            self.choose(head)
        self.folds.turn(head)
        self.unfolded.emit(self.folds.unfolded)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        head = self._marked(event.position().toPoint())
        if head is not None and event.button() is Qt.MouseButton.LeftButton:
            self.turn(head)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a mark are two clicks."""
        if self._marked(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.chosen()
        if row is None or event.modifiers() or not self._step(row, event.key()):
            super().keyPressEvent(event)

    def _step(self, row: AlertRow, key: int) -> bool:
        """Go into a head or out of it; says whether the key meant that."""
        into, out = key == Qt.Key.Key_Right, key == Qt.Key.Key_Left
        head, is_open = self.folds.above(row.id), self.folds.is_open(row.id)
        if out and head is not None:
            self.choose(head)
        elif (into and self.folds.is_head(row.id) and not is_open) or (out and is_open):
            self.turn(row.id)
        elif into and self.folds.shown(row.id):
            self.setCurrentIndex(self.currentIndex().siblingAtRow(self.currentIndex().row() + 1))
        else:
            return False
        return True

    def _marked(self, at: QPoint) -> int | None:
        """The head whose mark is there."""
        index = self.indexAt(at)
        if not index.isValid() or at.x() - self.visualRect(index).left() >= EDGE:
            return None
        row = self.row_model().row_at(index)
        first = self.horizontalHeader().visualIndex(index.column()) == 0
        return row.id if first and self.folds.is_head(row.id) else None
