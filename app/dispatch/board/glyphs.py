"""The small signs of the board, drawn as lines: shapes beside every colour."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.dispatch.board.colours import BoardColours
from domain.scheduling.model import BookingStatus
from domain.scheduling.rules.checks import Level

Points = Sequence[tuple[float, float]]

WIDTH = 12.0
"""Every sign of a booking fits into a square of this side."""
ALERT: Points = ((0, 6), (2.5, 6), (4.5, 1), (7, 11), (9, 6), (12, 6))
LEVELS: dict[Level | None, Points] = {
    None: ((0, 5), (3.5, 8.5), (9, 1)),
    Level.WARNING: ((4.5, 0), (9.5, 9), (-0.5, 9), (4.5, 0)),
    Level.REFUSAL: ((0, 0), (9, 9), (4.5, 4.5), (9, 0), (0, 9)),
}
STATUSES: dict[BookingStatus, tuple[Points, ...]] = {
    BookingStatus.PLANNED: (),
    BookingStatus.DISPATCHED: (((1, 6), (11, 1), (8, 11), (5.5, 7.5), (1, 6)), ((5.5, 7.5), (11, 1))),
    BookingStatus.ACCEPTED: (((1, 6.5), (4.5, 10), (11, 2)),),
    BookingStatus.TRAVELLING: (((0, 6), (11, 6)), ((7, 2), (11, 6), (7, 10))),
    BookingStatus.ON_SITE: (((6, 11.5), (2, 5.5), (2.5, 2.5), (6, 0.5), (9.5, 2.5), (10, 5.5), (6, 11.5)),),
    BookingStatus.DONE: (((0, 6.5), (3, 9.5), (8, 3)), ((5, 9), (6, 9.5), (11.5, 3))),
    BookingStatus.PARTLY_DONE: (((1, 1), (11, 1), (11, 11), (1, 11), (1, 1)), ((1, 6), (11, 6))),
    BookingStatus.CANCELLED: (((1, 1), (11, 11)), ((11, 1), (1, 11))),
}


def paint_level(painter: QPainter, at: QPointF, level: Level | None, colours: BoardColours) -> None:
    """A tick, a triangle or a cross."""
    _lines(painter, at, (LEVELS[level],), colours.level(level).fill, 1.8)


def paint_alert(painter: QPainter, at: QPointF, colour: QColor) -> None:
    """The pulse of a machine: the order came from an alert."""
    _lines(painter, at, (ALERT,), colour, 1.6)


def paint_status(painter: QPainter, at: QPointF, status: BookingStatus, colour: QColor) -> None:
    """How far a booking got."""
    _lines(painter, at, STATUSES[status], colour, 1.5)


def paint_lock(painter: QPainter, at: QPointF, colour: QColor) -> None:
    """A padlock."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.4))
    painter.drawArc(int(at.x() + 3), int(at.y()), 6, 9, 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(at.x() + 1.5, at.y() + 5, 9, 6.5), 1.5, 1.5)


def _lines(painter: QPainter, at: QPointF, lines: Sequence[Points], colour: QColor, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    for points in lines:
        painter.drawPolyline(QPolygonF([at + QPointF(x, y) for x, y in points]))
