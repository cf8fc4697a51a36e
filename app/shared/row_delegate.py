"""How a cell looks: calm ground, short fade after a change, chip or text."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QTreeView,
)

from app.shared.chips import Chip, chip_width, paint_chip
from app.shared.columns import Column, HasId
from app.shared.fonts import text_font
from app.shared.row_model import Role
from app.shared.theme import Theme

SIDE = 8
EDGE = 16
BAR = 3
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints every cell of a row table from the theme's tokens."""

    def __init__(self, theme: Theme, view: QTableView | QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._paint_ground(painter, option.rect, option.state, index)
        inner = option.rect.adjusted(self._left(index), 0, -SIDE, 0)
        # Each question to the model crosses into Qt and back: row and column answer the rest by themselves.
        column: Column[HasId] = index.data(Role.COLUMN)
        row: HasId = index.data(Role.ROW)
        chip = column.chip(row) if column.chip else None
        if chip is not None:
            size = self._theme.current().sizes
            font = text_font(size.small if chip.soft else size.font)
            paint_chip(painter, QRectF(inner), chip, self._theme.current(), font)
        else:
            self._paint_text(painter, inner, column, row)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._theme.current().row_height)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The declared tooltip, or the whole text where it was cut."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        words = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if not words and self._is_cut(view.visualRect(_plain(index)).width() - self._left(index) - SIDE, index):
            words = self._words(index)
        QToolTip.showText(event.globalPos(), words, view)
        return bool(words)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: Index) -> None:
        tokens = self._theme.current()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.hover))
        fresh = float(index.data(Role.FRESH) or 0.0)
        if fresh > 0:
            painter.fillRect(rect, tokens.faded(tokens.accent, 0.16 * fresh))
        if self._view.hasFocus() and self._is_first(index) and self._is_current(index):
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), QColor(tokens.focus))
        painter.setPen(QColor(tokens.line_soft))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _left(self, index: Index) -> int:
        """The first column stands under the title of the page."""
        return EDGE if isinstance(self._view, QTableView) and self._is_first(index) else SIDE

    def _is_current(self, index: Index) -> bool:
        current = self._view.currentIndex()
        return index.row() == current.row() and index.parent() == current.parent()

    def _is_first(self, index: Index) -> bool:
        view = self._view
        header = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
        return header.visualIndex(index.column()) == 0

    def _paint_text(self, painter: QPainter, inner: QRect, column: Column[HasId], row: HasId) -> None:
        tokens = self._theme.current()
        tone = column.tone(row) if column.tone else ""
        colour = tokens.text_muted if column.muted else tokens.text
        font = self.font_of(column)
        painter.setFont(font)
        painter.setPen(QColor(tokens.tone(tone).text if tone else colour))
        words = QFontMetrics(font).elidedText(column.text(row), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, column.align, words)

    def font_of(self, column: Column[HasId]) -> QFont:
        """The font of a column; digits stand under each other."""
        weight = QFont.Weight.Medium if column.strong else QFont.Weight.Normal
        return text_font(self._theme.current().sizes.font, weight, tabular=True)

    def _words(self, index: Index) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")

    def _is_cut(self, width: int, index: Index) -> bool:
        chip = index.data(Role.CHIP)
        font = self.font_of(index.data(Role.COLUMN))
        if isinstance(chip, Chip):
            return chip_width(chip, font) > width
        return QFontMetrics(font).horizontalAdvance(self._words(index)) > width


def _plain(index: Index) -> QModelIndex:
    return index.model().index(index.row(), index.column(), index.parent())
