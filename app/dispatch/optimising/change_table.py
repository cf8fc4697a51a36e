"""The table of a proposed plan: each change with a box to tick."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QStyleOptionViewItem

from app.dispatch.optimising.table import TICK, columns
from app.dispatch.optimising.values import Line
from app.shared.columns import Column
from app.shared.kit import Kit
from app.shared.row_delegate import Index, RowDelegate
from app.shared.row_model import RowModel
from app.shared.table import RowTable
from domain.language import tr

BOX = 16


class ChangeModel(RowModel[Line]):
    """Tells which changes are ticked, and which can be."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid() and self.columns[index.column()].name == TICK:
            row = self.row_at(index)
            return (Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked) if row.acceptable else None
        return super().data(index, role)


class TickDelegate(RowDelegate):
    """Paints the boxes as boxes look everywhere."""

    def __init__(self, kit: Kit, view: RowTable[Line], model: ChangeModel) -> None:
        super().__init__(kit.theme, view, model)
        self._model = model
        self._box = QCheckBox(view)
        self._box.hide()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self._model.columns[index.column()].name != TICK:
            super().paint(painter, option, index)
            return
        row = self._model.row_at(index)
        self._paint_ground(painter, option.rect, option.state.value, index, self._model.freshness(row.id))
        if row.acceptable:
            box = QStyleOptionButton()
            box.initFrom(self._box)
            box.state = QStyle.StateFlag.State_Enabled
            box.state |= QStyle.StateFlag.State_On if row.ticked else QStyle.StateFlag.State_Off
            top = option.rect.center().y() - BOX // 2
            box.rect = QRect(option.rect.left() + self._left(index), top, BOX, BOX)
            indicator = QStyle.PrimitiveElement.PE_IndicatorCheckBox
            self._box.style().drawPrimitive(indicator, box, painter, self._box)


class ChangeTable(RowTable[Line]):
    """A click on a box ticks its change, space those that are selected."""

    tick_asked = Signal(object, bool)
    """The ids of changes, and whether they shall be ticked."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(columns(kit.times), kit, "optimising_changes", tr("Proposed changes"))
        self.setItemDelegate(TickDelegate(kit, self, self._changes))
        self.let_go()

    def make_model(self, columns: Sequence[Column[Line]]) -> RowModel[Line]:
        self._changes = ChangeModel(columns, self)
        return self._changes

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            row = self._changes.row_at(index)
            if self._changes.columns[index.column()].name == TICK and row.acceptable:
                self.tick_asked.emit(frozenset((row.id,)), not row.ticked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = [row for row in self.selected() if row.acceptable]
        if event.key() == Qt.Key.Key_Space and rows:
            self.tick_asked.emit(frozenset(row.id for row in rows), not all(row.ticked for row in rows))
        else:
            super().keyPressEvent(event)
