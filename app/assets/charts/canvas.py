"""The chart itself: panels over one time, moved and pointed at with mouse and keys."""

from collections.abc import Sequence
from functools import partial

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QResizeEvent

from app.assets.charts.panels import Panel, StripPanel, UnitPanel
from app.assets.charts.pin_lane import PinLane
from app.assets.charts.values import Line, Loaded
from app.assets.charts.window import Window
from app.shared.kit import Kit
from app.shared.plot import AXIS_WIDTH, Limit
from domain.language import tr
from domain.monitoring import device_queries
from domain.reporting.asset_charts import Pin

PAN, ZOOM = 0.25, 0.5
MOVES = {Qt.Key.Key_Left: -PAN, Qt.Key.Key_Right: PAN}
ZOOMS = {
    Qt.Key.Key_Plus: ZOOM,
    Qt.Key.Key_Equal: ZOOM,
    Qt.Key.Key_Up: ZOOM,
    Qt.Key.Key_Minus: 1 / ZOOM,
    Qt.Key.Key_Down: 1 / ZOOM,
}
PINS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
#: A pin as near to what is pointed at as this share of the window is meant.
REACH = 0.01


class ChartCanvas(pg.GraphicsLayoutWidget):  # type: ignore[misc]
    """Draws what it is given over a window of time, and tells when somebody moves that."""

    moved = Signal(object)
    """Another `Window` is looked at."""
    pointed = Signal(object)
    """The moment (ms) that is pointed at, or None."""
    pin_opened = Signal(object)
    sized = Signal()
    newest_asked = Signal()
    first_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._limits: tuple[device_queries.Limit, ...] = ()
        self._loaded: Loaded | None = None
        self._shape: object = None
        self._placing = False
        self._window = Window(0, 1000)
        self._pointer: float | None = None
        self.lane = PinLane(kit)
        self.panels: list[Panel] = []
        self.setObjectName("chart")
        self.setAccessibleName(tr("Chart"))
        self.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.ci.setSpacing(0)
        self.ci.setContentsMargins(0, 0, 8, 0)
        self.lane.opened.connect(self.pin_opened)
        self._join(self.lane)
        self._restyle()
        kit.theme.changed.connect(self._restyle)

    @property
    def window(self) -> Window:
        """What is looked at."""
        return self._window

    @property
    def pointer(self) -> float | None:
        """The moment (ms) that is pointed at."""
        return self._pointer

    @property
    def pixels(self) -> int:
        """How many points beside each other the screen can show."""
        width = (self.viewport().width() - AXIS_WIDTH) * self.devicePixelRatioF()
        return max(1, int(width))

    def set_limits(self, limits: Sequence[device_queries.Limit]) -> None:
        """The limits of rules to draw from the next load on."""
        self._limits = tuple(limits)
        self._shape = None

    def show_loaded(self, loaded: Loaded) -> None:
        """Draw this instead of what was drawn."""
        self._loaded = loaded
        lines, texts = loaded.ask.lines, frozenset(loaded.texts)
        if self._shape != (lines, texts):
            self._shape = (lines, texts)
            self._build(lines, texts)
        for panel in (self.lane, *self.panels):
            panel.draw(loaded)
            panel.fit(self._window)

    def show_window(self, window: Window) -> None:
        """Look at another stretch of time."""
        self._window = window
        self._placing = True
        for panel in (self.lane, *self.panels):
            panel.setXRange(window.since / 1000, window.until / 1000, padding=0)
            panel.fit(window)
        self._placing = False

    def point_at(self, at: float | None) -> None:
        """Point at a moment, or at none."""
        self._pointer = at
        for panel in (self.lane, *self.panels):
            panel.point_at(at)
        self.pointed.emit(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(Qt.Key(event.key()), event.modifiers()):
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.point_at(self._moment_at(event.position()))

    def leaveEvent(self, event: pg.QtCore.QEvent) -> None:
        super().leaveEvent(event)
        self.point_at(None)

    def _moment_at(self, place: QPointF) -> float | None:
        at = self.lane.vb.mapSceneToView(self.mapToScene(place.toPoint())).x() * 1000
        return at if self._window.since <= at <= self._window.until else None

    def _on_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if key in MOVES and modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._step(1 if MOVES[key] > 0 else -1)
        elif key in MOVES:
            self._move(self._window.panned(MOVES[key]))
        elif key in ZOOMS:
            at = self._pointer
            self._move(self._window.zoomed(ZOOMS[key], None if at is None else round(at)))
        elif key in PINS:
            self._step_pin(PINS[key])
        else:
            return self._on_single_key(key)
        return True

    def _on_single_key(self, key: Qt.Key) -> bool:
        pin = self._pin_pointed_at()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and pin is not None:
            self.pin_opened.emit(pin)
        elif key is Qt.Key.Key_Home:
            self.first_asked.emit()
        elif key is Qt.Key.Key_End:
            self.newest_asked.emit()
        elif key is Qt.Key.Key_Escape and self._pointer is not None:
            self.point_at(None)
        else:
            return False
        return True

    def _move(self, window: Window) -> None:
        self.show_window(window)
        self.moved.emit(window)

    def _step(self, by: int) -> None:
        """Point at the next point of the first curve."""
        curves = [] if self._loaded is None else [each for each in self._loaded.curves.values() if len(each)]
        if not curves:
            return
        seen = curves[0].within(self._window.since, self._window.until)
        start = len(seen) if self._pointer is None else seen.nearest(self._pointer) or 0
        if len(seen):
            self.point_at(float(seen.at[max(0, min(len(seen) - 1, start + by))]))

    def _step_pin(self, by: int) -> None:
        """Point at the next pin in sight."""
        moments = sorted({pin.at.timestamp() * 1000 for pin in self.pins_in_sight()})
        if self._pointer is None:
            ahead = moments if by > 0 else moments[::-1]
        else:
            pointer = self._pointer
            ahead = [at for at in moments if at > pointer] if by > 0 else [at for at in moments[::-1] if at < pointer]
        if ahead:
            self.point_at(ahead[0])

    def pins_in_sight(self) -> list[Pin]:
        """What happened in the window."""
        return [pin for pin in self.lane.pins if self._window.since <= pin.at.timestamp() * 1000 <= self._window.until]

    def _pin_pointed_at(self) -> Pin | None:
        return None if self._pointer is None else self.pin_near(self._pointer)

    def pin_near(self, at: float) -> Pin | None:
        """The pin at a moment, if one is close."""
        apart = [(abs(pin.at.timestamp() * 1000 - at), place) for place, pin in enumerate(self.lane.pins)]
        distance, place = min(apart, default=(float("inf"), 0))
        return self.lane.pins[place] if distance <= REACH * self._window.span else None

    def _build(self, lines: Sequence[Line], texts: frozenset[tuple[str, str]]) -> None:
        for panel in self.panels:
            self.removeItem(panel)
        numbers = [line for line in lines if line.key not in texts]
        units = list(dict.fromkeys(line.metric.unit for line in numbers))
        told = [line for line in lines if line.key in texts]
        last = len(units) - 1 if not told else None
        self.panels = [
            UnitPanel(self._kit, mine, self._limits_of(mine), foot=place == last)
            for place, unit in enumerate(units)
            if (mine := [line for line in numbers if line.metric.unit == unit])
        ]
        if told:
            self.panels.append(StripPanel(self._kit, told, foot=True))
        for row, panel in enumerate(self.panels, 1):
            self._join(panel, row)
        # The lane alone was not as tall as the view; nothing else tells the layout that it may be now.
        self.ci.setGeometry(self.range)
        self.show_window(self._window)
        self.point_at(self._pointer)

    def _limits_of(self, lines: Sequence[Line]) -> list[Limit]:
        names = {line.metric.name for line in lines}
        return [Limit(each.value, each.rule, each.severity.value) for each in self._limits if each.metric in names]

    def _join(self, panel: Panel, row: int = 0) -> None:
        self.addItem(panel, row, 0)
        panel.vb.sigXRangeChanged.connect(partial(self._on_range, panel))

    def _on_range(self, panel: Panel, *_range: object) -> None:
        if self._placing:
            return
        since, until = panel.viewRange()[0]
        self._move(Window(round(since * 1000), round(until * 1000)))

    @Slot()
    def _restyle(self) -> None:
        self.setBackground(QColor(self._kit.theme.current().surface))
        self.lane.restyle()
        if self._loaded is not None:
            self._shape = None
            self.show_loaded(self._loaded)
