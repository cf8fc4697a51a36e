"""The time line of a try: a lane for each asset, in it the alerts of each version, and troubles across."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from app.shared.kit import Kit
from app.shared.trials.scale import Scale
from app.shared.trials.timeline_painter import AXIS, LANE, NAMES, TimelinePainter
from app.shared.trials.tracks import Tracks
from app.shared.trials.values import Found, Happening
from app.shared.trials.words import tip
from domain.language import tr

REACH = 9
WHEEL = 1.25
NOTCH = 120


class Timeline(QAbstractScrollArea):
    """Arrows go from one to the next, + and - look closer and farther, Ctrl and the wheel too."""

    chosen = Signal(object)
    """The `Happening` that was chosen."""
    opened = Signal(object)
    """The one on which Enter was pressed, or that was double-clicked."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._found: Found | None = None
        self._tracks = Tracks(None)
        self._chosen: Happening | None = None
        self.scale = Scale(0, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("Time line of alerts and troubles"))
        self.setMinimumHeight(AXIS + 2 * LANE)
        self.viewport().setMouseTracking(True)
        kit.theme.changed.connect(self._repaint)

    def show_found(self, found: Found | None) -> None:
        """Draw what a try found, the whole time of it."""
        self._found, self._tracks, self._chosen = found, Tracks(found), None
        if found is not None:
            self.scale = Scale(found.period.since, found.period.until, self._room())
        self._fit()

    def choose(self, happening: Happening | None) -> None:
        """Mark something and bring it into view, without a signal."""
        self._chosen = happening
        if happening is not None and self._found is not None:
            self.setAccessibleDescription(tip(self._found, happening, self._kit.times))
            self._bring_into_view(happening)
        self.viewport().update()

    def place_of(self, happening: Happening) -> QPointF:
        """Where something is drawn."""
        row = happening.lane * LANE + AXIS - self.verticalScrollBar().value()
        return QPointF(self._x(happening.at), row + self._painter().middle(happening.version))

    def at(self, point: QPointF) -> Happening | None:
        """What is drawn at a point, or so near that it is meant."""
        lane = int((point.y() - AXIS + self.verticalScrollBar().value()) // LANE)
        if self._found is None or point.y() < AXIS or not 0 <= lane < self._tracks.count:
            return None
        ends = (self.scale.moment(point.x() - NAMES + self._left() + by) for by in (-REACH, REACH))
        near = self._tracks.within(lane, *ends)
        return min(near, key=lambda each: (self.place_of(each) - point).manhattanLength(), default=None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        lanes = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        zooms = {Qt.Key.Key_Plus: WHEEL, Qt.Key.Key_Minus: 1 / WHEEL}
        key, current = Qt.Key(event.key()), self._chosen or self._tracks.first()
        if key in zooms:
            middle = self.viewport().width() / 2 if self._chosen is None else self._x(self._chosen.at)
            self._zoom(zooms[key], middle)
        elif current is None or key not in {*steps, *lanes, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif self._chosen is None:
            self._tell(current)
        elif key in steps:
            self._tell(self._tracks.beside(current, steps[key]))
        elif key in lanes:
            self._tell(self._tracks.across(current, lanes[key]))
        else:
            self.opened.emit(current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        happening = self.at(event.position())
        if happening is not None:
            self._tell(happening)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        happening = self.at(event.position())
        if happening is not None:
            self.opened.emit(happening)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(WHEEL ** (event.angleDelta().y() / NOTCH), event.position().x())
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._found is not None:
            top = self.verticalScrollBar().value()
            self._painter().paint(self.viewport(), self._found, self._tracks, top, self._chosen, self.hasFocus())

    def _painter(self) -> TimelinePainter:
        versions = len(self._found.results) if self._found else 1
        return TimelinePainter(self._kit, self.scale, self._left(), versions)

    def _tip_at(self, point: QPointF) -> str:
        happening = self.at(point)
        if happening is not None and self._found is not None:
            return tip(self._found, happening, self._kit.times)
        lane = int((point.y() - AXIS + self.verticalScrollBar().value()) // LANE)
        named = self._found is not None and point.x() < NAMES and point.y() >= AXIS and lane < self._tracks.count
        return self._found.assets[lane].title if self._found is not None and named else ""

    def _tell(self, happening: Happening) -> None:
        self.choose(happening)
        self.chosen.emit(happening)

    def _x(self, at: float) -> float:
        return NAMES - self._left() + self.scale.x(at)

    def _left(self) -> int:
        return self.horizontalScrollBar().value()

    def _room(self) -> int:
        return max(1, self.viewport().width() - NAMES - REACH)

    def _zoom(self, factor: float, at: float) -> None:
        """Look closer, with what is drawn `at` staying where it is."""
        moment = self.scale.moment(at - NAMES + self._left())
        self.scale = self.scale.zoomed(factor, self._room())
        self._fit()
        self.horizontalScrollBar().setValue(round(self.scale.x(moment) - at + NAMES))

    def _fit(self) -> None:
        self.scale = self.scale.zoomed(1, self._room())
        height = self.viewport().height() - AXIS
        self.verticalScrollBar().setRange(0, max(0, self._tracks.count * LANE - height))
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setSingleStep(LANE)
        self.horizontalScrollBar().setRange(0, max(0, self.scale.width - self._room()))
        self.horizontalScrollBar().setPageStep(self._room())
        self.horizontalScrollBar().setSingleStep(LANE)
        self.viewport().update()

    def _bring_into_view(self, happening: Happening) -> None:
        point, left = self.place_of(happening), self._left()
        if not NAMES + REACH <= point.x() <= self.viewport().width() - REACH:
            self.horizontalScrollBar().setValue(round(left + point.x() - NAMES - self._room() / 2))
        up, height = self.verticalScrollBar(), self.viewport().height() - AXIS
        top = happening.lane * LANE
        up.setValue(min(top, max(up.value(), top + LANE - height)))

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()
