"""Paints when a technician is not there, takes a break, or is on call."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from app.dispatch.board.colours import faint
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.tracks import MINUTE, Breaks, Track, touching
from app.dispatch.board.typeface import Faces
from domain.language import tr

ON_CALL = 4.0
BREAKS_FROM = 12.0  # pixels per hour; from further away breaks would be dust
MARGIN = 6.0


class HoursPainter:
    """Paints over the ground of the rows, under everything else."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self._faces = faces

    def paint(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        scene = self._scene
        since, until = scene.seconds(exposed.left() - 1), scene.seconds(exposed.right() + 1)
        breaks = scene.look.breaks and scene.scale.per_hour >= BREAKS_FROM
        hatch = QBrush(faint(scene.colours.muted, 0.22), Qt.BrushStyle.FDiagPattern)
        for row in rows:
            if row.track is not None:
                self._on_call(painter, row, row.track, since, until)
                if breaks:
                    self._breaks(painter, row, row.track.breaks_between(since, until), hatch)
                self._away(painter, row, row.track, since, until)

    def _breaks(self, painter: QPainter, row: Row, breaks: Breaks, hatch: QBrush) -> None:
        """Somewhere in the hatched time so many minutes must stay free."""
        for start, finish, minutes in breaks:
            box = self._box(row, start, finish)
            painter.fillRect(box, hatch)
            self._words(painter, row, box, tr("Break {minutes} min", minutes=minutes))

    def _away(self, painter: QPainter, row: Row, track: Track, since: float, until: float) -> None:
        """Grey where it is approved, hatched where it is only asked for."""
        colours = self._scene.colours
        for each in track.technician.away:
            start, finish = each.start.timestamp(), each.finish.timestamp()
            if start < until and finish > since:
                box = self._box(row, start, finish)
                asked = QBrush(faint(colours.muted, 0.4), Qt.BrushStyle.BDiagPattern)
                painter.fillRect(box, colours.away if each.approved else asked)
                words = each.words if each.approved else tr("{words} (asked for)", words=each.words)
                self._words(painter, row, box, words)

    def _on_call(self, painter: QPainter, row: Row, track: Track, since: float, until: float) -> None:
        meaning = self._scene.colours.tones["violet"]
        for start, finish in touching(track.on_call, since, until):
            box = self._box(row, start, finish)
            painter.fillRect(box, faint(meaning.fill, 0.10))
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), ON_CALL), meaning.fill)
            self._words(painter, row, box, tr("On call"))

    def _box(self, row: Row, start: float, finish: float) -> QRectF:
        left, right = round(self._scene.x(start)), round(self._scene.x(finish))
        return QRectF(left, self._scene.y(row), right - left, row.height - 1)

    def _words(self, painter: QPainter, row: Row, box: QRectF, words: str) -> None:
        """Where no booking covers them: at the beginning of what is seen of the box, or behind a booking in it."""
        scene, face = self._scene, self._faces.small
        first, width = max(box.left(), 0.0), face.width(words) + 2 * MARGIN
        since, until = scene.seconds(first), scene.seconds(box.right())
        lead = row.track.lead if row.track is not None else 0.0
        bars = [
            (scene.x(bar.start - bar.booking.travel * MINUTE), scene.x(bar.finish))
            for bar in row.between(since, until + lead)
        ]
        for left in (first, *(finish for _, finish in bars)):
            covered = any(start < left + width and finish > left for start, finish in bars)
            if not covered and left + width <= box.right():
                painter.setPen(scene.colours.muted)
                face.write(painter, left + MARGIN, box.center().y() + 4, words)
                return
