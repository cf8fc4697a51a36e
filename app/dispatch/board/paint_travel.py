"""Paints the way to a booking: a hatched block before it, with its minutes where there is room."""

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap

from app.dispatch.board.colours import faint
from app.dispatch.board.measures import PADDING
from app.dispatch.board.pictures import drawn
from app.dispatch.board.rows import Row
from app.dispatch.board.scene import Scene
from app.dispatch.board.tracks import MINUTE, Bar
from app.dispatch.board.typeface import Faces
from domain.language import tr

THICKNESS = 14
WIDEST_KEPT, MOST_KEPT = 400, 1_000
NARROWEST = 2.0
MARGIN = 12.0


class TravelPainter:
    """Paints the ways of the rows in view, under their bars."""

    def __init__(self, scene: Scene, faces: Faces) -> None:
        self._scene = scene
        self._faces = faces
        self._kept: dict[tuple[int, float, int, bool], QPixmap] = {}
        """Ways of one length look alike, and there are few lengths: by width, dots to the pixel, minutes, in time."""

    def forget(self) -> None:
        """The colours changed."""
        self._kept.clear()

    def paint(self, painter: QPainter, exposed: QRectF, rows: list[Row]) -> None:
        scene = self._scene
        since, until = scene.seconds(exposed.left() - 2), scene.seconds(exposed.right() + 2)
        for row in rows:
            lead = row.track.lead if row.track is not None else 0.0
            finished: dict[int, float] = {}
            for bar in row.between(since, until + lead) if lead else ():
                begun = bar.start - bar.booking.travel * MINUTE
                free = max(begun, finished.get(bar.lane, begun))
                finished[bar.lane] = bar.finish
                if bar.booking.travel:
                    self._way(painter, row, bar, free, in_time=free <= begun)

    def _way(self, painter: QPainter, row: Row, bar: Bar, begun: float, *, in_time: bool) -> None:
        """A way that does not fit between two bookings is red as far as it is seen."""
        scene = self._scene
        left, right = round(scene.x(begun)), round(scene.x(bar.start))
        if right - left < NARROWEST:
            return
        top = scene.y(row) + PADDING + bar.lane * row.lane_height + (row.lane_height - THICKNESS) / 2
        block, minutes = QRectF(left, round(top), right - left, THICKNESS), bar.booking.travel
        if scene.on_paper or right - left > WIDEST_KEPT:
            self._block(painter, block, minutes, in_time=in_time)
        else:
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(block.topLeft(), self._picture(right - left, ratio, minutes, in_time=in_time))

    def _picture(self, width: int, ratio: float, minutes: int, *, in_time: bool) -> QPixmap:
        key = (width, ratio, minutes, in_time)
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            draw = partial(self._block, minutes=minutes, in_time=in_time)
            self._kept[key] = drawn((width, THICKNESS), ratio, draw)
        return self._kept[key]

    def _block(self, painter: QPainter, block: QRectF, minutes: int, *, in_time: bool) -> None:
        colours = self._scene.colours
        colour = colours.muted if in_time else colours.refuse.fill
        painter.fillRect(block, faint(colour, 0.14))
        painter.fillRect(block, QBrush(faint(colour, 0.55), Qt.BrushStyle.BDiagPattern))
        self._words(painter, block, minutes)

    def _words(self, painter: QPainter, block: QRectF, minutes: int) -> None:
        colours, face = self._scene.colours, self._faces.small
        words = next(
            (t for t in (tr("{minutes} min", minutes=minutes), str(minutes)) if _fits(face.width(t), block)), ""
        )
        if words:
            width = face.width(words) + 4
            painter.fillRect(QRectF(block.center().x() - width / 2, block.top(), width, THICKNESS), colours.surface)
            painter.setPen(colours.muted)
            face.write(painter, block.center().x() - width / 2 + 2, block.bottom() - 3, words)


def _fits(width: int, block: QRectF) -> bool:
    return width + MARGIN <= block.width()
