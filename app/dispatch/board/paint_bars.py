"""Paints the bars: what it is about, how far it got, what is locked, lateness, and where the order came from."""

from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.dispatch.board.bar_style import ink_on, style
from app.dispatch.board.colouring import Colour, Colouring
from app.dispatch.board.colours import Meaning, faint
from app.dispatch.board.geometry import HOUR
from app.dispatch.board.glyphs import STATUSES, WIDTH, paint_alert, paint_lock, paint_status
from app.dispatch.board.pictures import Pictures
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.tracks import Bar
from app.dispatch.board.typeface import Face, Faces
from domain.language import tr
from domain.scheduling.model import BookingStatus, Lock

STRIPE = 4
KEPT = 1600.0  # wider bars are not worth a picture
SOLID = 24.0  # narrower bars are all colour
LABELLED = 34.0  # narrower bars carry their number upright
UPRIGHT = 8.0  # narrower bars carry no text
CAPITAL = 7.0  # how tall its digits are
TAGGED = 146.0  # narrower bars show lateness by the line alone
WORDED = 24.0
TWO_LINES = 34.0
SIGN = WIDTH + 5.0
LEAST_DIGITS = 3  # of a number; fewer tell nothing


class BarPainter:
    """Paints one bar at a time."""

    def __init__(self, scene: Scene, faces: Faces, colouring: Colouring) -> None:
        self._scene = scene
        self._faces = faces
        self._colouring = colouring
        self._pictures = Pictures()
        self.unfinished: set[int] = set()
        """The bookings that are only sketched so far."""

    def begin(self) -> None:
        """Another frame begins."""
        self._pictures.begin()
        self.unfinished.clear()

    def forget(self) -> None:
        """Draw every bar anew: the colours are others now."""
        self._pictures.clear()

    def paint(self, painter: QPainter, row: Row, bar: Bar) -> None:
        rect, scene = self._scene.rect(row, bar), self._scene
        if scene.moving:
            self._sketch(painter, rect, bar)
        elif UPRIGHT <= rect.width() <= KEPT and not scene.on_paper:
            size = (int(rect.width()), int(rect.height()))
            ratio = painter.device().devicePixelRatio()
            picture = self._pictures.picture(bar, size, ratio, partial(self._whole, bar=bar))
            if picture is not None:
                painter.drawPixmap(rect.topLeft(), picture)
            else:
                self._sketch(painter, rect, bar)
                self.unfinished.add(bar.id)
        else:
            self._whole(painter, rect, bar)
        if (strength := scene.fresh.get(bar.id)) is not None:
            painter.fillRect(rect, faint(scene.colours.accent, 0.45 * strength))
        if bar.id == scene.selected or bar.id in scene.chosen:
            self._frame(painter, rect)

    def _sketch(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        """While the zoom changes, and until there is a picture: the colours and the number."""
        meaning = self._colouring.of(bar.booking).meaning
        dress = style(bar.booking.status, meaning, self._scene.colours)
        if rect.width() < SOLID:
            painter.fillRect(rect, dress.small)
            return
        painter.fillRect(rect, dress.ground)
        painter.fillRect(QRectF(rect.left(), rect.top(), STRIPE, rect.height()), meaning.fill)
        room = rect.width() - STRIPE - 8
        if (number := fitting(bar.booking.number, self._faces.strong, room)) and room > LABELLED:
            painter.setPen(self._scene.colours.text)
            self._faces.strong.write(painter, rect.left() + STRIPE + 5, rect.center().y() + 4, number)

    def _whole(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        colour = self._colouring.of(bar.booking)
        self._body(painter, rect, bar, colour.meaning)
        if rect.width() >= LABELLED:
            self._label(painter, rect, bar, colour)
        elif rect.width() >= UPRIGHT:
            self._upright(painter, rect, bar, colour.meaning)
        self._lateness(painter, rect, bar)
        if bar.clash:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._scene.colours.refuse.fill, 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)

    def _body(self, painter: QPainter, rect: QRectF, bar: Bar, meaning: Meaning) -> None:
        dress = style(bar.booking.status, meaning, self._scene.colours)
        if rect.width() < SOLID:
            painter.fillRect(rect, dress.small)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(meaning.fill)
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), 3 * STRIPE, rect.height()), 4, 4)
        painter.setBrush(dress.ground)
        painter.setPen(QPen(dress.edge, 1, dress.line))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillRect(QRectF(rect.left() + 1, rect.top() + 1, STRIPE, rect.height() - 2), meaning.fill)

    def _label(self, painter: QPainter, rect: QRectF, bar: Bar, colour: Colour) -> None:
        booking, faces = bar.booking, self._faces
        ink = style(booking.status, colour.meaning, self._scene.colours).text
        left, right = rect.left() + STRIPE + 5, rect.right() - 3 - self._tag_width(rect, bar)
        two = rect.height() >= TWO_LINES
        base = rect.top() + (15 if two else rect.height() / 2 + 4)
        number = fitting(booking.number, faces.strong, right - left)
        needed = faces.strong.width(number)
        if needed > right - left:
            self._badge(painter, left, base, colour)
            return
        if right - left >= needed + 20:
            self._badge(painter, left, base, colour)
            left += 20
        left = self._signs(painter, left, base, right - needed, bar)
        begun = left
        left += self._text(painter, left, base, right, number, ink, strong=True) + 7
        if right - left > WORDED:
            painter.setPen(ink)
            shown = faces.plain.cut(booking.asset or booking.title, right - left)
            faces.plain.write(painter, left, base, shown)
            left += faces.plain.width(shown)
        if booking.status is BookingStatus.CANCELLED:
            painter.setPen(QPen(ink, 1.2))
            painter.drawLine(QLineF(begun, base - 4, min(left, right), base - 4))
        if two:
            self._second_line(painter, rect, bar)

    def _upright(self, painter: QPainter, rect: QRectF, bar: Bar, meaning: Meaning) -> None:
        """The number from the bottom to the top, where there is no room beside it."""
        face, dress = self._faces.label, style(bar.booking.status, meaning, self._scene.colours)
        solid = rect.width() < SOLID
        text = fitting(bar.booking.number, face, rect.height() - 4)
        if (length := face.width(text)) > rect.height() - 2:
            return
        left = rect.left() if solid else rect.left() + STRIPE
        painter.save()
        painter.translate((left + rect.right() + CAPITAL) / 2, rect.center().y() + length / 2)
        painter.rotate(-90)
        painter.setPen(ink_on(dress.small) if solid else dress.text)
        face.write(painter, 0, 0, text)
        painter.restore()

    def _signs(self, painter: QPainter, left: float, base: float, right: float, bar: Bar) -> float:
        """How far it got, what is locked, and the alert it came from, as far as there is room."""
        booking, colours = bar.booking, self._scene.colours
        wanted = (
            (bool(STATUSES[booking.status]), partial(paint_status, status=booking.status, colour=colours.text)),
            (booking.lock is not Lock.NONE, partial(paint_lock, colour=colours.text)),
            (booking.from_alert, partial(paint_alert, colour=colours.accent)),
        )
        for shown, paint in wanted:
            if shown and left + SIGN <= right:
                paint(painter, QPointF(left, base - 10.5))
                left += SIGN
        return left

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

    def _badge(self, painter: QPainter, left: float, base: float, colour: Colour) -> None:
        rect = QRectF(left, base - 11.5, 14, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour.meaning.fill)
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(colour.meaning.on_fill)
        label = self._faces.label
        label.write(painter, left + 7 - label.width(colour.letter) / 2, base - 1, colour.letter)

    def _lateness(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        """A line under what lies after the due date, and the word where there is room."""
        due = bar.booking.due
        if due is None or not _is_late(bar):
            return
        colours, label = self._scene.colours, self._faces.label
        over = (bar.finish - due.timestamp()) * self._scene.scale.per_hour / HOUR
        left = max(rect.left() + STRIPE, rect.right() - over)
        painter.fillRect(QRectF(left, rect.bottom() - 3, rect.right() - left, 3), colours.refuse.fill)
        if width := self._tag_width(rect, bar):
            tag = QRectF(rect.right() - width, rect.top() + 4, width - 4, 14)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.refuse.fill)
            painter.drawRoundedRect(tag, 3, 3)
            painter.setPen(colours.refuse.on_fill)
            label.write(painter, tag.left() + 4, tag.bottom() - 3, tr("late"))

    def _tag_width(self, rect: QRectF, bar: Bar) -> float:
        """How much room the word takes that says it is late."""
        width = self._faces.label.width(tr("late")) + 12
        return width if _is_late(bar) and rect.width() > TAGGED + width else 0.0

    def _frame(self, painter: QPainter, rect: QRectF) -> None:
        colours = self._scene.colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.accent if self._scene.focused else colours.muted, 2))
        painter.drawRoundedRect(rect, 5, 5)


def _is_late(bar: Bar) -> bool:
    due = bar.booking.due
    return due is not None and bar.counts and bar.booking.finish > due


def fitting(number: str, face: Face, room: float) -> str:
    """The number of an order, or as much of its end as there is room for: that tells it from its neighbours."""
    tail = number.rpartition("-")[2]
    for shown in (number, tail, tail.lstrip("0")):
        if face.width(shown) <= room:
            return shown
    return tail[-LEAST_DIGITS:]
