"""Draws an order that waits as a card: what it is, where, when it is due, how long it takes, what it asks for."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.dispatch.board.glyphs import paint_alert
from app.dispatch.board.typeface import Face, Faces
from app.dispatch.waiting.model import ORDER, due_words, length_words
from app.shared.chips import paint_mark, priority_chip
from app.shared.theme import Theme
from app.shared.times import Times
from domain.scheduling.board_rows import UnassignedOrder

HEIGHT = 68
EDGE = 12
TEXT = 38
Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints one card from the theme's tokens."""

    def __init__(self, theme: Theme, times: Times, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._times = times
        self._faces = Faces()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        order = index.data(ORDER)
        if not isinstance(order, UnassignedOrder):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        state = option.state
        self._ground(painter, rect, state)
        self._first_line(painter, rect, order)
        self._lines(painter, rect, order)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        tokens = self._theme.current()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(tokens.focus))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.hover))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(tokens.line_soft))

    def _first_line(self, painter: QPainter, rect: QRectF, order: UnassignedOrder) -> None:
        tokens, strong = self._theme.current(), self._faces.strong
        mark = QRectF(rect.left() + EDGE, rect.top() + 9, 16, 16)
        paint_mark(painter, mark, priority_chip(order.priority), tokens)
        left, right, base = rect.left() + TEXT, rect.right() - EDGE, rect.top() + 21
        words, late = due_words(order, self._times)
        colour = tokens.tone("critical").text if late else tokens.text_muted
        width = self._faces.small.width(words)
        self._write(painter, self._faces.small, QPointF(right - width, base), words, colour, width + 1)
        if order.from_alert:
            paint_alert(painter, QPointF(left, base - 10.5), QColor(tokens.accent_text))
            left += 18
        room = right - width - 10 - left
        self._write(painter, strong, QPointF(left, base), order.number, tokens.text, room)
        left += strong.width(order.number) + 7
        if order.asset:
            room = right - width - 10 - left
            self._write(painter, self._faces.plain, QPointF(left, base), order.asset, tokens.text_muted, room)

    def _lines(self, painter: QPainter, rect: QRectF, order: UnassignedOrder) -> None:
        tokens, faces = self._theme.current(), self._faces
        left, right = rect.left() + TEXT, rect.right() - EDGE
        at = QPointF(left, rect.top() + 39)
        self._write(painter, faces.plain, at, order.title, tokens.text, right - left)
        length = length_words(order)
        width = faces.small.width(length)
        base = rect.top() + 56
        self._write(painter, faces.small, QPointF(right - width, base), length, tokens.text_muted, width + 1)
        place = order.site or order.customer
        told = " · ".join(part for part in (order.requirement, place, *sorted(order.skills)) if part)
        room = right - width - 10 - left
        self._write(painter, faces.small, QPointF(left, base), told, tokens.text_muted, room)

    def _write(self, painter: QPainter, face: Face, at: QPointF, text: str, colour: str, room: float) -> None:
        if room > 0:
            painter.setFont(face.font)
            painter.setPen(QColor(colour))
            painter.drawText(at, face.cut(text, room))
