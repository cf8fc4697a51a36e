"""The map with hands: zoomed under the pointer, moved, clicked, jobs that wait carried away to the board."""

from math import exp2

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.dispatch.map.chart import MapChart
from app.dispatch.map.marks import Job, JobState
from app.shared.theme import Theme
from app.shared.times import Times

NOTCH = 120.0
KEY_ZOOM = 1.5
STEP = 80
DISTANCE = 6
#: How far an arrow key moves the view, in steps.
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
CLOSER = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Equal})


class MapView(MapChart):
    """Tells what is chosen, and when a job that waits is carried away."""

    job_chosen = Signal(object)
    """The `Job` that was clicked."""
    carry_began = Signal(object)
    """The orders in the hand, as a tuple."""
    carried = Signal(QPoint, bool)
    carry_dropped = Signal()
    carry_cancelled = Signal()

    def __init__(self, theme: Theme, times: Times, parent: QWidget | None = None) -> None:
        super().__init__(theme, times, parent)
        self._pressed: tuple[QPointF, Job | None] | None = None
        self._moving = self._carrying = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def cancel(self) -> bool:
        """Put back what is carried; says whether there was anything."""
        had = self._carrying
        self._let_go()
        if had:
            self.carry_cancelled.emit()
        return had

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / NOTCH
        self.look(self.view.zoomed(exp2(turned / 2), event.position().x(), event.position().y()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = (event.position(), self.job_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            over = self.cluster_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.OpenHandCursor)
            return
        at, job = self._pressed
        moved = event.position() - at
        if not (self._moving or self._carrying) and moved.manhattanLength() >= DISTANCE:
            self._begin(job)
        if self._carrying:
            free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.carried.emit(event.globalPosition().toPoint(), free)
        elif self._moving:
            self._pressed = (event.position(), job)
            self.look(self.view.moved(-moved.x(), -moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        was_carrying, was_moving = self._carrying, self._moving
        self._let_go()
        if was_carrying:
            self.carry_dropped.emit()
        elif not was_moving:
            self._click(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            across, down = ARROWS[key]
            self.look(self.view.moved(across * STEP, down * STEP))
        elif key in CLOSER:
            self.zoom(KEY_ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / KEY_ZOOM)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key != Qt.Key.Key_Escape or not self.cancel():
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = "" if self._pressed else self.told(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _click(self, at: QPointF) -> None:
        found = self.cluster_at(at)
        if found is None:
            return
        job = found.alone
        if job is not None:
            self.job_chosen.emit(job)
            return
        points = [each.at for each in found.jobs]
        if len(set(points)) > 1:
            self.look(self.view.fitting(points))
        else:
            self.job_chosen.emit(next((each for each in found.jobs if each.state is JobState.WAITING), found.jobs[0]))

    def _begin(self, job: Job | None) -> None:
        """A job that waits is taken into the hand; from anywhere else the map itself is moved."""
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if job is not None and job.order is not None:
            self._carrying = True
            self.select(job.order_id, None)
            self.carry_began.emit((job.order,))
        else:
            self._moving = True

    def _let_go(self) -> None:
        self._pressed, self._moving, self._carrying = None, False, False
        self.unsetCursor()
