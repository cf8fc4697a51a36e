"""How the comparison is painted: the value, a star for the best one, beside it the difference."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.dispatch.whatif.figure_rows import Cell
from app.dispatch.whatif.table_model import CELL_ROLE, CompareModel
from app.shared.fonts import text_font
from app.shared.icons import tinted_icon
from app.shared.theme import Theme

SIDE, STAR, GAP, BAR = 8, 14, 8, 3
INDENT = 14
EDGE = 16
CHANGE = 0.42
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CompareDelegate(QStyledItemDelegate):
    """Values stand under each other, and so do the differences."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        self._paint_ground(painter, option, index)
        inner = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        beside = QRect(inner)
        beside.setLeft(inner.right() - round(inner.width() * CHANGE))
        self._paint_value(painter, inner.adjusted(0, 0, -beside.width() - GAP, 0), cell)
        painter.setFont(text_font(self._theme.current().sizes.small, tabular=True))
        painter.setPen(QColor(self._theme.current().text_muted))
        painter.drawText(beside, RIGHT, cell.change)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._theme.current().row_height)

    def _paint_value(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        tokens = self._theme.current()
        weight = QFont.Weight.DemiBold if cell.best else QFont.Weight.Normal
        font = text_font(tokens.sizes.font, weight, tabular=True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(area, RIGHT, cell.words)
        if cell.best:
            left = area.right() - QFontMetrics(font).horizontalAdvance(cell.words) - STAR - GAP // 2
            colour = tokens.tone("good").text
            star = tinted_icon("star", colour, disabled=colour, active=colour)
            at = QPoint(max(left, area.left() - SIDE), area.center().y() - STAR // 2)
            star.paint(painter, QRect(at, QSize(STAR, STAR)))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, rect = self._theme.current(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), QColor(tokens.focus))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line_soft))


class FigureHeader(QHeaderView):
    """The names of the figures, those that are parts of another set in; stays while the columns scroll."""

    def __init__(self, theme: Theme, model: CompareModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._theme, self._figures = theme, model

    def sectionSizeFromContents(self, section: int) -> QSize:
        row = self._figures.figures[section]
        wide = QFontMetrics(self._font(part=row.part)).horizontalAdvance(row.title)
        return QSize(wide + EDGE + 2 * SIDE + (INDENT if row.part else 0), self._theme.current().row_height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        row, tokens = self._figures.figures[section], self._theme.current()
        painter.fillRect(rect, QColor(tokens.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line_soft))
        painter.setFont(self._font(part=row.part))
        painter.setPen(QColor(tokens.text_muted if row.part else tokens.text))
        left = EDGE + (INDENT if row.part else 0)
        painter.drawText(rect.adjusted(left, 0, -SIDE, 0), LEFT, row.title)

    def _font(self, *, part: bool) -> QFont:
        return text_font(self._theme.current().sizes.font, QFont.Weight.Normal if part else QFont.Weight.Medium)
