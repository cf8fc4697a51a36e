"""The same bookings as a plain QGraphicsView shows them: a rectangle and a text for each."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsScene, QGraphicsSimpleTextItem, QGraphicsView

from app.dispatch.plan import Plan
from domain.scheduling.board_rows import BoardBooking

ROW = 46
PER_HOUR = 116.0
HOUR = 3600.0
CLOSER = 1.22
COLOURS = (QColor("#dcf2ea"), QColor("#e0eff8"), QColor("#fcf0d6"), QColor("#fdebe0"))


class PlainBoard:
    """No shading, no travel, no marks: the least that can be called a board."""

    def __init__(self) -> None:
        self._scene = QGraphicsScene()
        self.area = QGraphicsView(self._scene)
        self._per_hour = PER_HOUR
        self._begin = 0.0
        self._rows: dict[int, int] = {}
        self._items: dict[int, QGraphicsRectItem] = {}
        self._shown: dict[int, BoardBooking] = {}

    def show_plan(self, plan: Plan) -> None:
        first = not self._rows
        if first:
            begin, end = plan.worked or (plan.since, plan.until)
            self._begin = begin.timestamp()
            self._rows = {one.id: number for number, one in enumerate(plan.technicians)}
            self._scene.setSceneRect(0, 0, self._x(end.timestamp()), ROW * len(self._rows))
        for key in plan.news.gone if plan.news is not None else ():
            self._scene.removeItem(self._items.pop(key))
            del self._shown[key]
        for booking in plan.bookings if plan.news is None else plan.news.come.values():
            self._shown[booking.id] = booking
            self._show(booking)
        if first:
            self.area.horizontalScrollBar().setValue(round(7 * 24 * PER_HOUR))

    @property
    def finished(self) -> bool:
        return True

    def zoom(self, step: int) -> None:
        """Everything moves; words must not be stretched, so the view cannot be scaled."""
        self._per_hour *= CLOSER if step % 12 < 6 else 1 / CLOSER
        for booking in self._shown.values():
            self._show(booking)

    def grip(self) -> QPoint:
        for item in self._items.values():
            at = self.area.mapFromScene(item.sceneBoundingRect().center())
            if 300 < at.x() < 900 and 0 < at.y() < 700:
                return at
        return QPoint()

    def _show(self, booking: BoardBooking) -> None:
        item = self._items.get(booking.id) or self._made(booking)
        start, finish = self._x(booking.start.timestamp()), self._x(booking.finish.timestamp())
        item.setPos(start, ROW * self._rows[booking.technician_id] + 4)
        item.setRect(QRectF(0, 0, max(3.0, finish - start - 2), ROW - 8))
        item.childItems()[0].setVisible(finish - start > ROW)

    def _made(self, booking: BoardBooking) -> QGraphicsRectItem:
        made = QGraphicsRectItem()
        made.setBrush(QBrush(COLOURS[booking.id % len(COLOURS)]))
        made.setPen(QPen(Qt.GlobalColor.gray))
        made.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable)
        made.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape)
        words = QGraphicsSimpleTextItem(f"{booking.number} {booking.asset}", made)
        words.setPos(6, 4)
        self._scene.addItem(made)
        self._items[booking.id] = made
        return made

    def _x(self, seconds: float) -> float:
        return (seconds - self._begin) * self._per_hour / HOUR
