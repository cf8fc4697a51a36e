"""Paints the load of each day instead of bars, when the board is seen from so far that bars would say nothing."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.dispatch.board.calendar import Day, days
from app.dispatch.board.colours import Meaning
from app.dispatch.board.load import Load, load
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.typeface import Faces
from domain.language import figure

FULL = 0.85
WORDED = 24.0


class LoadPainter:
    """Fills a cell per technician and day as high as the day is booked, with the hours in it."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self._faces = faces

    def paint(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        scene = self._scene
        shown = list(days(scene.seconds(exposed.left() - 1), scene.seconds(exposed.right() + 1), scene.zone))
        for row in rows:
            if row.technician is not None:
                for day in shown:
                    self._cell(painter, row, day)

    def _cell(self, painter: QPainter, row: Row, day: Day) -> None:
        scene, full = self._scene, load(row, day)
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
            painter.setPen(scene.colours.text)
            painter.setFont(self._faces.small.font)
            text = figure(full.booked / 3600, 1)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _meaning(self, full: Load) -> Meaning:
        colours = self._scene.colours
        if full.share > 1:
            return colours.refuse
        return colours.warn if full.share > FULL else colours.free
