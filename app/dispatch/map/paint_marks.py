"""Paints technicians, jobs and the ways between them: shape and letter beside colour."""

from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.dispatch.board.colours import faint
from app.dispatch.board.typeface import Face
from app.dispatch.map.clusters import Cluster
from app.dispatch.map.colours import MapColours
from app.dispatch.map.marks import Job, JobState, Stand, Way
from app.dispatch.map.mercator import View
from domain.words import Priority

JOB = 11.0
STAND = 13.0
CLUSTER = 14.0
SPREAD = 4.0
"""How much larger a cluster is for each digit of its number."""
LINE, STRONG = 2.0, 4.0
QUIET = 0.35
RING = 5.0
HALF = 16
CROWD = 32
"""Half the size of the pictures that jobs and crowds are painted from."""
DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DashDotLine)


class MarkPainter:
    """Paints what stands in a view."""

    def __init__(self, colours: MapColours) -> None:
        self._colours = colours
        self._figures = Face(11, strong=True)
        self._stamps: dict[tuple[Hashable, float], QPixmap] = {}

    def dress(self, colours: MapColours) -> None:
        """The theme changed."""
        self._colours = colours
        self._stamps.clear()

    def ways(self, painter: QPainter, view: View, ways: tuple[Way, ...], strong: int | None) -> None:
        """The ways of the day; that of the technician `strong` stands out, the others step back."""
        for way in ways:
            if way.technician.id != strong:
                self._way(painter, view, way, LINE, 1.0 if strong is None else QUIET)
        for way in ways:
            if way.technician.id == strong:
                self._way(painter, view, way, STRONG, 1.0)

    def clusters(self, painter: QPainter, clusters: tuple[Cluster, ...], chosen: int | None) -> None:
        """Jobs alone by their state, several as one with their number."""
        ratio = painter.device().devicePixelRatioF()
        for cluster in clusters:
            left, top = round(cluster.left), round(cluster.top)
            job = cluster.alone
            if job is not None and job.order_id == chosen:
                painter.setPen(QPen(self._colours.accent, 3))
                painter.setBrush(self._colours.halo)
                painter.drawEllipse(QPointF(left, top), JOB + RING, JOB + RING)
            if job is not None:
                painter.drawPixmap(left - HALF, top - HALF, self.stamp(job.state, sign(job), ratio))
            else:
                picture = self._crowd(len(cluster.jobs), ratio, some_wait=cluster.waiting > 0)
                painter.drawPixmap(left - CROWD, top - CROWD, picture)

    def stands(self, painter: QPainter, view: View, stands: tuple[Stand, ...], strong: int | None) -> None:
        """Technicians by their initials; a dotted edge where it is only known where the day begins."""
        colours = self._colours
        for stand in stands:
            left, top = view.pixel(*stand.at)
            if not (-STAND < left < view.width + STAND and -STAND < top < view.height + STAND):
                continue
            is_strong = stand.technician.id == strong
            style = Qt.PenStyle.DotLine if stand.heard is None else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colours.accent if is_strong else colours.text, 3 if is_strong else 1.5, style))
            painter.setBrush(colours.halo)
            painter.drawRoundedRect(QRectF(left - STAND, top - STAND, 2 * STAND, 2 * STAND), 6, 6)
            self._middle(painter, left, top, initials(stand.technician.name), colours.text)

    def stamp(self, state: JobState, words: str, ratio: float) -> QPixmap:
        """The picture of a job."""
        return self._picture(HALF, ratio, (state, words), partial(self._paint_job, state=state, words=words))

    def _crowd(self, count: int, ratio: float, *, some_wait: bool) -> QPixmap:
        paint = partial(self._paint_crowd, words=str(count), some_wait=some_wait)
        return self._picture(CROWD, ratio, (count, some_wait), paint)

    def _picture(self, half: int, ratio: float, key: Hashable, paint: Callable[[QPainter], None]) -> QPixmap:
        """Painted once: to copy a picture takes a tenth of the time of painting a shape with its letters."""
        whole = (key, ratio)
        if whole not in self._stamps:
            picture = QPixmap(round(2 * half * ratio), round(2 * half * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter)
            painter.end()
            self._stamps[whole] = picture
        return self._stamps[whole]

    def _paint_job(self, painter: QPainter, state: JobState, words: str) -> None:
        tone = self._colours.states[state]
        painter.setPen(QPen(self._colours.halo, 2))
        painter.setBrush(QColor(tone.fill))
        painter.drawPath(shape(state, HALF, HALF))
        self._middle(painter, HALF, HALF, words, QColor(tone.on_fill))

    def _paint_crowd(self, painter: QPainter, words: str, *, some_wait: bool) -> None:
        """The edge is that of jobs that wait, where some do."""
        colours = self._colours
        painter.setPen(QPen(QColor(colours.states[JobState.WAITING].fill) if some_wait else colours.halo, 3))
        painter.setBrush(QColor(colours.neutral.fill))
        reach = CLUSTER + SPREAD * (len(words) - 1)
        painter.drawEllipse(QPointF(CROWD, CROWD), reach, reach)
        self._middle(painter, CROWD, CROWD, words, QColor(colours.neutral.on_fill))

    def _way(self, painter: QPainter, view: View, way: Way, width: float, strength: float) -> None:
        ways = self._colours.ways
        pen = QPen(faint(ways[way.tint % len(ways)], strength), width, DASHES[way.tint // len(ways) % len(DASHES)])
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(*view.pixel(*point)) for point in way.points]))

    def _middle(self, painter: QPainter, left: float, top: float, words: str, ink: QColor) -> None:
        painter.setPen(ink)
        self._figures.write(
            painter, left - self._figures.width(words) / 2, top + self._figures.metrics.capHeight() / 2, words
        )


def shape(state: JobState, left: float, top: float) -> QPainterPath:
    """A job without its colour: a triangle waits, a circle is planned, a diamond is under way, a square is done."""
    path = QPainterPath()
    at = QPointF(left, top)
    if state is JobState.WAITING:
        corners = [at + QPointF(0, -JOB), at + QPointF(JOB, JOB * 0.8), at + QPointF(-JOB, JOB * 0.8)]
        path.addPolygon(QPolygonF([*corners, corners[0]]))
    elif state is JobState.ON_THE_WAY:
        reach = JOB + 2
        corners = [at + QPointF(0, -reach), at + QPointF(reach, 0), at + QPointF(0, reach), at + QPointF(-reach, 0)]
        path.addPolygon(QPolygonF([*corners, corners[0]]))
    elif state is JobState.DONE:
        path.addRoundedRect(QRectF(left - JOB, top - JOB, 2 * JOB, 2 * JOB).adjusted(1, 1, -1, -1), 3, 3)
    else:
        path.addEllipse(at, JOB, JOB)
    return path


def sign(job: Job) -> str:
    """What stands in the mark of a job: its place in the day, or that it waits and is critical."""
    if job.order is not None:
        return "!" if job.order.priority is Priority.CRITICAL else ""
    return str(job.number)


def initials(name: str) -> str:
    """At most two letters for a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
