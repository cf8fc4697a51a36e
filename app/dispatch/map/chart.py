"""The map without hands: painted, fitted to what it shows, asked what lies at a place."""

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.dispatch.map.clusters import Cluster, Group, clusters, groups
from app.dispatch.map.colours import map_colours
from app.dispatch.map.marks import Job, Marks, Stand
from app.dispatch.map.mercator import View, most
from app.dispatch.map.paint_ground import GroundPainter
from app.dispatch.map.paint_marks import JOB, STAND, MarkPainter
from app.dispatch.map.telling import told_of_cluster, told_of_job, told_of_stand
from app.shared.theme import Theme
from app.shared.times import Times
from app.shared.tokens import Tokens
from domain.language import tr

REACH = 4.0
"""How far beside a mark still means it."""


class MapChart(QWidget):
    """Shows marks over the ground."""

    looked_at = Signal()
    """Another part of the world is in view."""

    def __init__(self, theme: Theme, times: Times, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = View()
        self.ground = GroundPainter()
        self.marks = Marks()
        self._colours = map_colours(theme.current())
        self._times = times
        self._painter = MarkPainter(self._colours)
        self._groups: tuple[Group, ...] | None = None
        self._clusters: tuple[Cluster, ...] | None = None
        self._order: int | None = None
        self._technician: int | None = None
        self._first: View | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Map of technicians and jobs"))
        theme.changed.connect(self._on_theme)

    def show_marks(self, marks: Marks) -> None:
        """Show these; where most of the first jobs are is brought into view."""
        if marks == self.marks:
            return
        self.marks = marks
        self._anew()
        if self._first is None:
            self._look_first()

    def select(self, order_id: int | None, technician_id: int | None) -> None:
        """Let a job and the way of a technician stand out."""
        if (order_id, technician_id) != (self._order, self._technician):
            self._order, self._technician = order_id, technician_id
            self._anew()

    def reveal(self, order_id: int) -> None:
        """Bring a job into view, if it is outside."""
        at = next((job.at for job in self.marks.jobs if job.order_id == order_id), None)
        if at is None:
            return
        left, top = self.view.pixel(*at)
        if not (0 <= left <= self.width() and 0 <= top <= self.height()):
            self.look(self.view.centred(*at))

    @Slot()
    def fit(self) -> None:
        """Bring everything that is shown into view."""
        self.look(self.view.fitting(self.marks.points))

    def zoom(self, factor: float) -> None:
        """Closer by a factor, about the middle."""
        self.look(self.view.zoomed(factor, self.width() / 2, self.height() / 2))

    def job_at(self, at: QPointF) -> Job | None:
        """The job under a place, where it is alone."""
        found = self.cluster_at(at)
        return None if found is None else found.alone

    def shown_clusters(self) -> tuple[Cluster, ...]:
        """What stands in view, put together where it crowds."""
        if self._groups is None:
            chosen = frozenset() if self._order is None else frozenset({self._order})
            self._groups = groups(self.marks.jobs, self.view.scale, chosen)
        if self._clusters is None:
            self._clusters = clusters(self._groups, self.view)
        return self._clusters

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.ground.paint(painter, self.view, self._colours)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.ways(painter, self.view, self.marks.ways, self._technician)
        self._painter.stands(painter, self.view, self.marks.stands, self._technician)
        self._painter.clusters(painter, self.shown_clusters(), self._order)
        self.ground.scale_bar(painter, self.view, self._colours)
        if self.hasFocus():
            painter.setPen(self._colours.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        untouched = self.view == self._first
        self.look(self.view.resized(self.width(), self.height()))
        if untouched:
            self._look_first()

    def told(self, at: QPointF) -> str:
        """What lies under a place, in words."""
        found = self.cluster_at(at)
        if found is not None:
            job = found.alone
            return told_of_cluster(found) if job is None else told_of_job(job, self._name(job), self._times)
        stand = self._stand_at(at)
        return "" if stand is None else told_of_stand(stand, self._times)

    def cluster_at(self, at: QPointF) -> Cluster | None:
        """The one on top whose mark reaches there."""
        reach = JOB + REACH
        for cluster in reversed(self.shown_clusters()):
            if (at.x() - cluster.left) ** 2 + (at.y() - cluster.top) ** 2 <= reach**2:
                return cluster
        return None

    def _stand_at(self, at: QPointF) -> Stand | None:
        for stand in reversed(self.marks.stands):
            left, top = self.view.pixel(*stand.at)
            if abs(at.x() - left) <= STAND and abs(at.y() - top) <= STAND:
                return stand
        return None

    def _name(self, job: Job) -> str:
        if job.booking is None:
            return ""
        ways = self.marks.ways
        return next((way.technician.name for way in ways if way.technician.id == job.booking.technician_id), "")

    def look(self, view: View) -> None:
        """Show another part of the world."""
        if view != self.view:
            if view.scale != self.view.scale:
                self._groups = None
            self._clusters = None
            self.view = view
            self.update()
            self.looked_at.emit()

    def _look_first(self) -> None:
        """Look at first where most of the work is; one job far away would make all others a heap."""
        if self.marks.points:
            self.look(self.view.fitting(most([job.at for job in self.marks.jobs]) or self.marks.points))
            self._first = self.view

    def _anew(self) -> None:
        self._groups = self._clusters = None
        self.update()

    @Slot(object)
    def _on_theme(self, tokens: Tokens) -> None:
        self._colours = map_colours(tokens)
        self._painter.dress(self._colours)
        self.update()
