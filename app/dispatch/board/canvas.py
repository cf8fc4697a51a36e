"""Paints an exposed rectangle of the board, and knows which rectangles a change concerns."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app.dispatch.board.areas import held
from app.dispatch.board.geometry import FAR
from app.dispatch.board.paint_bars import BarPainter
from app.dispatch.board.paint_ghost import GhostPainter
from app.dispatch.board.paint_grid import GridPainter
from app.dispatch.board.paint_load import LoadPainter
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.typeface import Faces

FLAG = 8.0
DIM = 0.35  # what is in the hand, where it was


class Canvas:
    """The painters of the board in their order: ground, now-line, bars, due flag, ghost."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self._grid = GridPainter(scene)
        self._bars = BarPainter(scene, faces)
        self._loads = LoadPainter(scene, faces)
        self.ghost = GhostPainter(scene, faces)

    def paint(self, painter: QPainter, exposed: QRectF, area: QRectF) -> None:
        """Paint one exposed rectangle of the viewport `area`."""
        scene = self._scene
        painter.setClipRect(exposed)
        rows = scene.rows.between(exposed.top() + scene.top, exposed.bottom() + scene.top + 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._grid.paint(painter, exposed, rows)
        if scene.scale.per_hour < FAR:
            self._loads.paint(painter, exposed, rows)
        self._grid.now_line(painter, exposed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if scene.scale.per_hour >= FAR:
            self._paint_bars(painter, exposed, rows)
            self._due_flag(painter)
        if scene.proposal is not None:
            self.ghost.paint(painter, scene.proposal, area)

    def forget(self) -> None:
        """The colours changed."""
        self._bars.forget()

    def band(self, row: Row, area: QRectF) -> QRectF:
        """The whole width of a row."""
        return QRectF(area.left(), self._scene.y(row), area.width(), row.height)

    def _paint_bars(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        scene = self._scene
        since, until = scene.seconds(exposed.left() - 6), scene.seconds(exposed.right() + 4)
        lifted = held(scene.proposal)
        for row in rows:
            for bar in row.between(since, until):
                painter.setOpacity(DIM if bar.booking.id in lifted else 1.0)
                self._bars.paint(painter, row, bar)
        painter.setOpacity(1.0)

    def _due_flag(self, painter: QPainter) -> None:
        """Shows when the selected booking is due, in its row."""
        scene = self._scene
        found = scene.rows.bar(scene.selected) if scene.selected is not None else None
        if found is None or found[1].booking.due is None:
            return
        row, bar = found
        assert bar.booking.due is not None
        due = bar.booking.due.timestamp()
        meaning = scene.colours.refuse if bar.finish > due else scene.colours.free
        x, top = scene.x(due), scene.y(row) + 1.0
        painter.setPen(QPen(meaning.fill, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, top), QPointF(x, top + row.height - 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(meaning.fill)
        corners = [QPointF(x, top), QPointF(x + FLAG, top + FLAG / 2), QPointF(x, top + FLAG)]
        painter.drawPolygon(QPolygonF(corners))
