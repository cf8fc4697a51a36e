"""Paints how full days are: as a strip under the bars, and instead of bars from so far that they would say nothing."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from app.dispatch.board.calendar import Day, days
from app.dispatch.board.colours import Meaning
from app.dispatch.board.load import FULL, Load, load
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.tracks import Track
from app.dispatch.board.typeface import Faces
from app.shared.contrast import mixed
from domain.language import figure

WORDED = 24.0
LINE = 15.0
CORNER = 9.0
LEAST, STRONGEST = 0.08, 0.5


class LoadPainter:
    """A cell or a piece of strip per technician and day, as full as the day is booked."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self._faces = faces

    def paint_cells(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        """The load of each day, as tall as its row."""
        shown = self._days(exposed)
        for row in rows:
            if row.track is not None:
                for day in shown:
                    self._cell(painter, row, row.track, day)

    def paint_strips(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        """The load of each day, along the bottom of its row."""
        scene = self._scene
        shown = [(day, scene.x(day.start) + 1, scene.x(day.finish) - 1) for day in self._days(exposed)]
        for row in rows:
            if row.track is not None:
                top = scene.y(row) + row.height - 1 - scene.heat
                for day, left, right in shown:
                    full = load(row.track, day)
                    if full.booked or full.working:
                        painter.fillRect(QRectF(left, top, right - left, scene.heat), self._heat(full))

    def _days(self, exposed: QRectF) -> list[Day]:
        scene = self._scene
        return list(days(scene.seconds(exposed.left() - 1), scene.seconds(exposed.right() + 1), scene.zone))

    def _cell(self, painter: QPainter, row: Row, track: Track, day: Day) -> None:
        scene, full = self._scene, load(track, day)
        left, right = scene.x(day.start), scene.x(day.finish)
        cell = QRectF(left + 1, scene.y(row) + 2, right - left - 2, row.height - 5)
        if full.working:
            painter.fillRect(cell, scene.colours.surface)
        if not full.booked:
            return
        meaning = self._meaning(full)
        height = cell.height() * min(full.share, 1.0)
        filled = QRectF(cell.left(), cell.bottom() - height, cell.width(), height)
        painter.fillRect(filled, meaning.soft)
        painter.fillRect(QRectF(filled.left(), filled.top(), filled.width(), 2), meaning.fill)
        if cell.width() >= WORDED:
            above = filled.top() - cell.top() >= LINE
            self._words(painter, cell, filled.top() - 4 if above else filled.top() + LINE, full)
        if full.over and cell.width() >= CORNER:
            corner = cell.topRight()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(meaning.fill)
            painter.drawPolygon(QPolygonF([corner, corner - QPointF(CORNER, 0), corner + QPointF(0, CORNER)]))

    def _words(self, painter: QPainter, cell: QRectF, base: float, full: Load) -> None:
        face = self._faces.small
        words = figure(full.booked / 3600, 1)
        painter.setPen(self._scene.colours.text)
        face.write(painter, cell.center().x() - face.width(words) / 2, base, words)

    def _heat(self, full: Load) -> QColor:
        """The fuller the stronger; what is more than full stands out."""
        colours = self._scene.colours
        if full.over:
            return colours.refuse.fill
        return mixed(colours.free.fill, colours.surface, LEAST + STRONGEST * full.share)

    def _meaning(self, full: Load) -> Meaning:
        colours = self._scene.colours
        if full.over:
            return colours.refuse
        return colours.warn if full.share > FULL else colours.free
