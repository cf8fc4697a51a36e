"""Paints what is promised: when each booking is due, and the promised window as a bracket over its bar."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app.dispatch.board.measures import PADDING
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import NEAR, Scene
from app.dispatch.board.tracks import Bar

FLAG = 8.0
MARK = 3.5
TICK = 5.0


class PromisePainter:
    """Late ones are red and point down; those kept are quiet and point up."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def paint(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        scene = self._scene
        if scene.scale.per_hour >= NEAR:
            since, until = scene.seconds(exposed.left() - FLAG), scene.seconds(exposed.right() + FLAG)
            for row in rows:
                if row.track is not None:
                    self._windows(painter, row, row.track.windows_between(since, until))
                    for due, bar in scene.dues(row, since, until):
                        self._due(painter, row, due, bar)
        self._flag(painter)

    def _due(self, painter: QPainter, row: Row, due: float, bar: Bar) -> None:
        late = bar.finish > due
        x = self._scene.x(due)
        base = self._scene.y(row) + PADDING + (bar.lane + 1) * row.lane_height
        tip, foot = (base, base - 2 * MARK) if late else (base - 2 * MARK, base)
        painter.setPen(QPen(self._scene.colours.surface, 1))
        painter.setBrush(self._scene.colours.refuse.fill if late else self._scene.colours.muted)
        painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x + MARK, foot), QPointF(x - MARK, foot)]))

    def _windows(self, painter: QPainter, row: Row, windows: list[tuple[float, float, Bar]]) -> None:
        if not windows:
            return
        scene = self._scene
        lines = []
        for start, finish, bar in windows:
            top = scene.y(row) + 1.5 + bar.lane * row.lane_height
            left, right = scene.x(start), scene.x(finish)
            lines += [
                QLineF(left, top, right, top),
                QLineF(left, top, left, top + TICK),
                QLineF(right, top, right, top + TICK),
            ]
        painter.setPen(QPen(scene.colours.accent, 1.5))
        painter.drawLines(lines)

    def _flag(self, painter: QPainter) -> None:
        """Shows when the selected booking is due, as tall as its row."""
        scene = self._scene
        for row, bar in scene.rows.bars(scene.selected) if scene.selected is not None else ():
            if bar.booking.due is None:
                continue
            due = bar.booking.due.timestamp()
            meaning = scene.colours.refuse if bar.finish > due else scene.colours.free
            x, top = scene.x(due), scene.y(row) + 1.0
            painter.setPen(QPen(meaning.fill, 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, top), QPointF(x, top + row.height - 3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(meaning.fill)
            corners = [QPointF(x, top), QPointF(x + FLAG, top + FLAG / 2), QPointF(x, top + FLAG)]
            painter.drawPolygon(QPolygonF(corners))
