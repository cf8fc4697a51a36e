"""How a cell looks: calm ground, short fade after a change, chip or text."""

from collections.abc import Sequence
from typing import Any, Protocol

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

from app.shared.chips import chip_width, paint_chip
from app.shared.columns import Column
from app.shared.fonts import text_font
from app.shared.laid_out import laid_out, put_down
from app.shared.theme import Theme

SIDE = 8
EDGE = 16
BAR = 3
#: As numbers: Python's flags take longer to compare than a cell to fill.
SELECTED = QStyle.StateFlag.State_Selected.value
UNDER_MOUSE = QStyle.StateFlag.State_MouseOver.value
Index = QModelIndex | QPersistentModelIndex


class Cells(Protocol):
    """What the delegate asks a model; through an index each question would cross into Qt and back."""

    @property
    def columns(self) -> Sequence[Column[Any]]: ...

    def row_at(self, index: Index) -> Any: ...

    def freshness(self, row_id: int) -> float: ...


class RowDelegate(QStyledItemDelegate):
    """Paints every cell of a row table from the theme's tokens. It is called for hundreds of cells per picture."""

    def __init__(self, theme: Theme, view: QTableView | QTreeView, cells: Cells) -> None:
        super().__init__(view)
        self._view = view
        self._header = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
        self._first_left = EDGE if isinstance(view, QTableView) else SIDE
        self._theme = theme
        self._cells = cells
        self._shares = [_share(column.align) for column in cells.columns]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = self._cells.columns[index.column()]
        row = self._cells.row_at(index)
        rect = option.rect
        self._paint_ground(painter, rect, option.state.value, index, self._cells.freshness(row.id))
        inner = rect.adjusted(self._left(index), 0, -SIDE, 0)
        chip = column.chip(row) if column.chip else None
        if chip is not None:
            size = self._theme.current().sizes
            font = text_font(size.small if chip.soft else size.font)
            paint_chip(painter, QRectF(inner), chip, self._theme.current(), font)
        else:
            self._paint_text(painter, inner, column, row, self._shares[index.column()])

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

    def _paint_ground(self, painter: QPainter, rect: QRect, state: int, index: Index, fresh: float) -> None:
        tokens = self._theme.current()
        if state & SELECTED:
            painter.fillRect(rect, QColor(tokens.selection))
        elif state & UNDER_MOUSE:
            painter.fillRect(rect, QColor(tokens.hover))
        if fresh > 0:
            painter.fillRect(rect, tokens.faded(tokens.accent, 0.16 * fresh))
        if self._view.hasFocus() and self._is_first(index) and self._is_current(index):
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), QColor(tokens.focus))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line_soft))

    def _left(self, index: Index) -> int:
        """The first column stands under the title of the page."""
        return self._first_left if self._is_first(index) else SIDE

    def _is_current(self, index: Index) -> bool:
        current = self._view.currentIndex()
        return index.row() == current.row() and index.parent() == current.parent()

    def _is_first(self, index: Index) -> bool:
        return self._header.visualIndex(index.column()) == 0

    def _paint_text(self, painter: QPainter, inner: QRect, column: Column[Any], row: Any, share: float) -> None:
        tokens = self._theme.current()
        tone = column.tone(row) if column.tone else ""
        colour = tokens.text_muted if column.muted else tokens.text
        font = self.font_of(column)
        painter.setFont(font)
        painter.setPen(QColor(tokens.tone(tone).text if tone else colour))
        words = laid_out(column.text(row), tokens.sizes.font, inner.width(), strong=column.strong, tabular=True)
        put_down(painter, inner, words, share)

    def font_of(self, column: Column[Any]) -> QFont:
        """The font of a column; digits stand under each other."""
        return _font(self._theme.current().sizes.font, strong=column.strong)

    def _words(self, index: Index) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")

    def _is_cut(self, width: int, index: Index) -> bool:
        column = self._cells.columns[index.column()]
        font = self.font_of(column)
        chip = column.chip(self._cells.row_at(index)) if column.chip else None
        if chip is not None:
            return chip_width(chip, font) > width
        return QFontMetrics(font).horizontalAdvance(self._words(index)) > width


def _font(pixels: int, *, strong: bool) -> QFont:
    return text_font(pixels, QFont.Weight.Medium if strong else QFont.Weight.Normal, tabular=True)


def _share(align: Qt.AlignmentFlag) -> float:
    """How much of the width that is left over comes before the words."""
    if align & Qt.AlignmentFlag.AlignRight:
        return 1.0
    return 0.5 if align & Qt.AlignmentFlag.AlignHCenter else 0.0


def _plain(index: Index) -> QModelIndex:
    return index.model().index(index.row(), index.column(), index.parent())
