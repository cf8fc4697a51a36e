"""Paints the bars: priority, number, asset, site, stage, lateness, and where the order came from."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.dispatch.board.colours import faint
from app.dispatch.board.geometry import HOUR
from app.dispatch.board.pictures import Pictures
from app.dispatch.board.rows import Bar, Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.typeface import Face, Faces
from domain.language import tr
from domain.words import Priority

STRIPE = 4
KEPT = 1600.0  # wider bars are not worth a picture
SOLID = 24.0  # narrower bars are all colour
LABELLED = 34.0  # narrower bars carry no text
TAGGED = 146.0  # narrower bars show lateness by the line alone
SPOKEN = 58.0  # narrower bars have no second line
WORDED = 24.0
TWO_LINES = 34.0
ALERT_GLYPH = ((0, 6), (3, 6), (5, 1), (8, 11), (10, 6), (13, 6))


class BarPainter:
    """Paints one bar at a time."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self._faces = faces
        self._pictures = Pictures()

    def forget(self) -> None:
        """Draw every bar anew: the colours are others now."""
        self._pictures.clear()

    def paint(self, painter: QPainter, row: Row, bar: Bar) -> None:
        rect, scene = self._scene.rect(row, bar), self._scene
        if SOLID <= rect.width() <= KEPT:
            size = (int(rect.width()), int(rect.height()))
            ratio = painter.device().devicePixelRatio()
            picture = self._pictures.picture(bar.booking, size, ratio, partial(self._whole, bar=bar))
            painter.drawPixmap(rect.topLeft(), picture)
        else:
            self._whole(painter, rect, bar)
        if (strength := scene.fresh.get(bar.booking.id)) is not None:
            painter.fillRect(rect, faint(scene.colours.accent, 0.45 * strength))
        if bar.booking.id == scene.selected or bar.booking.id in scene.chosen:
            self._frame(painter, rect)

    def _whole(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        self._body(painter, rect, bar)
        if rect.width() >= LABELLED:
            self._label(painter, rect, bar)
        self._lateness(painter, rect, bar)

    def _body(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        meaning = self._scene.colours.priorities[bar.booking.priority]
        painter.setPen(Qt.PenStyle.NoPen)
        if rect.width() < SOLID:
            painter.fillRect(rect, meaning.fill)
            return
        painter.setBrush(meaning.fill)
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), 3 * STRIPE, rect.height()), 4, 4)
        painter.setBrush(meaning.soft)
        painter.setPen(meaning.edge)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        stripe = QRectF(rect.left() + 1, rect.top() + 1, STRIPE, rect.height() - 2)
        painter.fillRect(stripe, meaning.fill)

    def _label(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        booking, colours, faces = bar.booking, self._scene.colours, self._faces
        left, right = rect.left() + STRIPE + 5, rect.right() - 3
        two = rect.height() >= TWO_LINES
        base = rect.top() + (15 if two else rect.height() / 2 + 4)
        number = fitting(booking.number, faces.strong, right - left)
        needed = faces.strong.width(number)
        if needed > right - left:
            self._badge(painter, left, base, booking.priority)
            return
        if right - left >= needed + 20:
            self._badge(painter, left, base, booking.priority)
            left += 20
        if booking.from_alert and right - left >= needed + 18:
            self._alert(painter, left, base)
            left += 18
        left += self._text(painter, left, base, right, number, colours.text, strong=True) + 7
        if right - left > WORDED:
            painter.setPen(colours.text)
            faces.plain.write(painter, left, base, faces.plain.cut(booking.asset or booking.title, right - left))
        if two and rect.width() >= SPOKEN:
            self._second_line(painter, rect, bar)

    def _text(
        self,
        painter: QPainter,
        left: float,
        base: float,
        right: float,
        text: str,
        colour: QColor,
        *,
        strong: bool = False,
    ) -> int:
        face = self._faces.strong if strong else self._faces.small
        shown = face.cut(text, right - left)
        painter.setPen(colour)
        face.write(painter, left, base, shown)
        return face.width(shown)

    def _second_line(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        booking, colours = bar.booking, self._scene.colours
        left, right, base = rect.left() + STRIPE + 5, rect.right() - 5, rect.top() + 31
        stage = self._faces.small.width(booking.stage)
        if right - left > 2.2 * stage + 30:
            self._text(painter, right - stage, base, right, booking.stage, colours.muted)
            right -= stage + 10
        place = f"{booking.site} · {booking.customer}" if booking.site else booking.customer
        self._text(painter, left, base, right, place, colours.muted)

    def _badge(self, painter: QPainter, left: float, base: float, priority: Priority) -> None:
        rect = QRectF(left, base - 11.5, 14, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        meaning = self._scene.colours.priorities[priority]
        painter.setBrush(meaning.fill)
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(meaning.on_fill)
        label = self._faces.label
        label.write(painter, left + 7 - label.width(priority.letter) / 2, base - 1, priority.letter)

    def _alert(self, painter: QPainter, left: float, base: float) -> None:
        painter.setPen(QPen(self._scene.colours.accent, 1.6))
        points = [QPointF(left + x, base - 10.5 + y) for x, y in ALERT_GLYPH]
        painter.drawPolyline(QPolygonF(points))

    def _lateness(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        due = bar.booking.due
        if due is None or bar.finish <= due.timestamp():
            return
        colours = self._scene.colours
        over = (bar.finish - due.timestamp()) * self._scene.scale.per_hour / HOUR
        left = max(rect.left() + STRIPE, rect.right() - over)
        painter.fillRect(QRectF(left, rect.bottom() - 3, rect.right() - left, 3), colours.refuse.fill)
        word = tr("late")
        width = self._faces.label.width(word) + 8
        if rect.width() > TAGGED + width:
            tag = QRectF(rect.right() - width - 4, rect.top() + 4, width, 14)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.refuse.fill)
            painter.drawRoundedRect(tag, 3, 3)
            painter.setPen(colours.refuse.on_fill)
            painter.setFont(self._faces.label.font)
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, word)

    def _frame(self, painter: QPainter, rect: QRectF) -> None:
        colours = self._scene.colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.accent if self._scene.focused else colours.muted, 2))
        painter.drawRoundedRect(rect, 5, 5)


def fitting(number: str, face: Face, room: float) -> str:
    """The number of an order, or at least its last part, which tells it from its neighbours."""
    return number if face.width(number) <= room else number.rpartition("-")[2]
