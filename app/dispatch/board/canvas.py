"""Paints an exposed rectangle of the board, and knows which rectangles a change concerns."""

from collections.abc import Collection

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen, QRegion

from app.dispatch.board.areas import held
from app.dispatch.board.colouring import Colouring
from app.dispatch.board.colours import faint
from app.dispatch.board.geometry import FAR
from app.dispatch.board.paint_bars import BarPainter
from app.dispatch.board.paint_changes import ChangePainter
from app.dispatch.board.paint_ghost import GhostPainter
from app.dispatch.board.paint_grid import GridPainter
from app.dispatch.board.paint_guests import GuestPainter
from app.dispatch.board.paint_hours import HoursPainter
from app.dispatch.board.paint_load import LoadPainter
from app.dispatch.board.paint_promises import PromisePainter
from app.dispatch.board.paint_travel import TravelPainter
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.typeface import Faces

DIM = 0.35  # what is in the hand, where it was
GREYED = 0.5  # everything, while a proposed plan lies over it


class Canvas:
    """The painters of the board in their order, from the ground up to what is in the hand."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self.colouring = Colouring(scene)
        self._grid = GridPainter(scene)
        self._hours = HoursPainter(scene, faces)
        self._travel = TravelPainter(scene, faces)
        self._bars = BarPainter(scene, faces, self.colouring)
        self._promises = PromisePainter(scene)
        self._loads = LoadPainter(scene, faces)
        self.guests = GuestPainter(scene, faces)
        self.changes = ChangePainter(scene, faces)
        self.ghost = GhostPainter(scene, faces)

    @property
    def unfinished(self) -> Collection[int]:
        """The bookings that want to be painted once more, in the next frame."""
        return self._bars.unfinished

    def begin(self) -> None:
        """Another frame begins."""
        self._bars.begin()

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint one exposed rectangle of the plan."""
        scene = self._scene
        painter.setClipRect(exposed)
        rows = scene.rows.between(exposed.top() + scene.top, exposed.bottom() + scene.top + 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._grid.paint(painter, exposed, rows)
        if scene.scale.per_hour < FAR:
            self._loads.paint_cells(painter, exposed, rows)
            self._grid.now_line(painter, exposed)
        else:
            self._paint_near(painter, exposed, rows)

    def paint_above(self, painter: QPainter, exposed: QRegion, area: QRectF) -> None:
        """Paint, once for all that is exposed of the viewport `area`, what lies above the plan."""
        scene = self._scene
        painter.setClipRegion(exposed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QRectF(exposed.boundingRect())
        self.changes.paint(painter, around)
        self.guests.paint(painter, around)
        self._grid.heading(painter, around)
        if scene.proposal is not None:
            self.ghost.paint(painter, scene.proposal, area)
        if scene.band is not None:
            self._paint_band(painter, scene.band)

    def forget(self) -> None:
        """The colours changed."""
        self._bars.forget()
        self._travel.forget()

    def band(self, row: Row, area: QRectF) -> QRectF:
        """The whole width of a row."""
        return QRectF(area.left(), self._scene.y(row), area.width(), row.height)

    def _paint_near(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        look = self._scene.look
        self._hours.paint(painter, exposed, rows)
        if look.heat:
            self._loads.paint_strips(painter, exposed, rows)
        self._grid.now_line(painter, exposed)
        if look.travel:
            self._travel.paint(painter, exposed, rows)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bars(painter, exposed, rows)
        if not self._scene.moving:
            self._promises.paint(painter, exposed, rows)

    def _paint_bars(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        scene = self._scene
        since, until = scene.seconds(exposed.left() - 6), scene.seconds(exposed.right() + 4)
        lifted = held(scene.proposal)
        plain = GREYED if scene.changes else 1.0
        for row in rows:
            for bar in row.between(since, until):
                painter.setOpacity(DIM if bar.id in lifted else plain)
                self._bars.paint(painter, row, bar)
        painter.setOpacity(1.0)

    def _paint_band(self, painter: QPainter, band: QRectF) -> None:
        colours = self._scene.colours
        painter.setBrush(faint(colours.accent, 0.12))
        painter.setPen(QPen(colours.accent, 1))
        painter.drawRect(band.translated(-self._scene.left, -self._scene.top))
