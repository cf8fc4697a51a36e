"""Paints what lies under the bars: rows, hours not worked, this moment, and the lines of the hours and days."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter

from app.dispatch.board.calendar import Day, days, tick_minutes, ticks
from app.dispatch.board.colours import faint
from app.dispatch.board.geometry import FAR
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene

HOVERED = 0.2
TINTED = 0.1


class GridPainter:
    """Paints the ground of one exposed rectangle."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def paint(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        scene = self._scene
        painter.fillRect(exposed, scene.colours.raised)
        shown = list(days(scene.seconds(exposed.left() - 1), scene.seconds(exposed.right() + 1), scene.zone))
        for row in rows:
            self._ground(painter, exposed, row)
        self._hours(painter, exposed, shown)
        for row in rows:
            self._row_line(painter, exposed, row)

    def now_line(self, painter: QPainter, exposed: QRectF) -> None:
        """The line of this moment, under the bars so that it strikes out no words."""
        x = self._scene.x(self._scene.now)
        if exposed.left() - 2 <= x <= exposed.right() + 2:
            line = QRectF(round(x) - 1, exposed.top(), 2, exposed.height())
            painter.fillRect(line, self._scene.colours.refuse.fill)

    def heading(self, painter: QPainter, exposed: QRectF) -> None:
        """The heading that stays at the top."""
        found = self._scene.rows.heading(self._scene.top)
        if found is not None:
            row, at = found
            band = QRectF(exposed.left(), at - self._scene.top, exposed.width(), row.height)
            if band.intersects(exposed):
                painter.fillRect(band, self._scene.colours.raised)
                painter.fillRect(QRectF(band.left(), band.bottom() - 1, band.width(), 1), self._scene.colours.grid)

    def _ground(self, painter: QPainter, exposed: QRectF, row: Row) -> None:
        scene, colours = self._scene, self._scene.colours
        top, height = scene.y(row), row.height
        if row.technician is None:
            painter.fillRect(QRectF(exposed.left(), top, exposed.width(), height), colours.raised)
            return
        painter.fillRect(QRectF(exposed.left(), top, exposed.width(), height), colours.non_working)
        since, until = scene.seconds(exposed.left()), scene.seconds(exposed.right() + 1)
        near = scene.scale.per_hour >= FAR
        for start, finish in row.working_between(since, until) if near else ():
            left = max(scene.x(start), exposed.left())
            right = min(scene.x(finish), exposed.right() + 1)
            painter.fillRect(QRectF(left, top, right - left, height), colours.surface)
        if (tint := self._tint(row.technician.id)) is not None:
            painter.fillRect(QRectF(exposed.left(), top, exposed.width(), height), tint)

    def _tint(self, technician_id: int) -> QColor | None:
        """What is said of the row for what is in the hand: strongest where it hangs."""
        scene, colours = self._scene, self._scene.colours
        if scene.proposal is not None and scene.proposal.technician.id == technician_id:
            return faint(colours.level(scene.proposal.level).fill, HOVERED)
        if technician_id in scene.tints:
            return faint(colours.level(scene.tints[technician_id]).fill, TINTED)
        return None

    def _hours(self, painter: QPainter, exposed: QRectF, shown: list[Day]) -> None:
        scene = self._scene
        step = tick_minutes(scene.scale.per_hour)
        top, bottom = exposed.top(), exposed.bottom() + 1
        if step is not None:
            since, until = scene.seconds(exposed.left() - 1), scene.seconds(exposed.right() + 1)
            places = [round(scene.x(each)) for day in shown for each in ticks(day, step, since, until)]
            painter.setPen(scene.colours.grid)
            painter.drawLines([QLineF(x, top, x, bottom) for x in places])
        painter.setPen(scene.colours.day_line)
        painter.drawLines([QLineF(round(scene.x(d.start)), top, round(scene.x(d.start)), bottom) for d in shown])

    def _row_line(self, painter: QPainter, exposed: QRectF, row: Row) -> None:
        y = self._scene.y(row) + row.height - 1
        painter.fillRect(QRectF(exposed.left(), y, exposed.width(), 1), self._scene.colours.grid)
