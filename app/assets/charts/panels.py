"""The parts of a chart one under the other: curves of one unit, and strips of texts; all over the same time."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pyqtgraph as pg

from app.assets.charts.shade import Shade
from app.assets.charts.stretch import Stretch
from app.assets.charts.values import Line, Loaded
from app.assets.charts.window import LEAST, MOST, Window
from app.shared.kit import Kit
from app.shared.plot import AXIS_WIDTH, GRID, LINE, POINT, Band, Limit, band_item, dress_axis, limit_item, near
from app.shared.time_axis import TimeAxis
from app.shared.tokens import Tokens
from app.shared.value_axis import ValueAxis
from domain.monitoring.telemetry.charting import Key, TextSpan
from domain.reporting.asset_charts import Pin, PinKind

FEW = 60
#: More points than this are painted without smoothing, which takes twenty times as long.
SMOOTH = 300
SHADE = 0.18
AIR = 0.08
#: Lines beyond the colours there are.
THICK = 3.0
STRIP = 22
FOOT = 30


def colour_of(tokens: Tokens, place: int) -> str:
    """The colour of a line."""
    return tokens.series[place % len(tokens.series)]


class Panel(pg.PlotItem):  # type: ignore[misc]
    """A plot over the common time, with the vertical line of what is pointed at."""

    def __init__(self, kit: Kit, *, foot: bool) -> None:
        super().__init__(axisItems={"bottom": TimeAxis(kit.times), "left": ValueAxis(kit.times)})
        self.kit = kit
        self._pointer = pg.InfiniteLine(angle=90)
        self._pointer.hide()
        self.addItem(self._pointer, ignoreBounds=True)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=True, y=False)
        self.vb.setLimits(minXRange=LEAST / 1000, maxXRange=MOST / 1000)
        self.vb.disableAutoRange()
        self.getAxis("left").setWidth(AXIS_WIDTH)
        self.getAxis("bottom").setStyle(showValues=foot)
        self.getAxis("bottom").setHeight(FOOT if foot else 1)
        self.restyle()

    def restyle(self) -> None:
        """Take on the colours of the theme."""
        tokens = self.kit.theme.current()
        for name in ("left", "bottom"):
            dress_axis(self.getAxis(name), tokens)
        self.showGrid(x=True, y=True, alpha=GRID)
        self._pointer.setPen(pg.mkPen(tokens.text_muted, width=1))

    def point_at(self, at: float | None) -> None:
        """Draw the vertical line at a moment (ms), or none."""
        self._pointer.setVisible(at is not None)
        if at is not None:
            self._pointer.setValue(at / 1000)

    def draw(self, loaded: Loaded) -> None:
        """Draw what was loaded."""

    def fit(self, window: Window) -> None:
        """Give what lies in the window its height."""


class UnitPanel(Panel):
    """All curves of one unit, the limits of their rules, and the alerts about them."""

    def __init__(self, kit: Kit, lines: Sequence[Line], limits: Iterable[Limit], *, foot: bool) -> None:
        super().__init__(kit, foot=foot)
        self.lines = tuple(lines)
        self._limits = tuple(limits)
        self._stretches: Mapping[Key, Stretch] = {}
        self._marks: list[pg.GraphicsObject] = []
        self._curves: dict[Key, tuple[Shade, pg.PlotDataItem]] = {line.key: self._curve(line) for line in lines}
        self._lines_of_limits = [limit_item(kit.theme.current(), limit) for limit in self._limits]
        for item in self._lines_of_limits:
            self.addItem(item, ignoreBounds=True)
        unit = lines[0].metric.unit
        self.getAxis("left").setLabel(text=unit)
        self.getAxis("left").showLabel(bool(unit))

    def draw(self, loaded: Loaded) -> None:
        self._stretches = {line.key: loaded.curves[line.key] for line in self.lines if line.key in loaded.curves}
        bucket = loaded.ask.resolution.bucket
        for key, (shade, curve) in self._curves.items():
            stretch = self._stretches.get(key)
            if stretch is None:
                curve.clear()
                shade.clear()
                continue
            drawn = stretch.with_gaps(bucket)
            shade.show_stretch(stretch)
            curve.setSymbol("o" if len(stretch) <= FEW else None)
            curve.setData(drawn.at / 1000, drawn.mean, connect="finite", antialias=len(stretch) <= SMOOTH)
        self._mark(loaded.pins)

    def fit(self, window: Window) -> None:
        seen = [each.within(window.since, window.until) for each in self._stretches.values()]
        ends = [(float(each.low.min()), float(each.high.max())) for each in seen if len(each)]
        if not ends:
            return
        low, high = min(low for low, _ in ends), max(high for _, high in ends)
        beside = [limit.value for limit in self._limits if near(limit.value, low, high)]
        for limit, item in zip(self._limits, self._lines_of_limits, strict=True):
            item.setVisible(limit.value in beside)
        low, high = min([low, *beside]), max([high, *beside])
        air = AIR * (high - low) or max(1.0, abs(high)) * AIR
        self.setYRange(low - air, high + air, padding=0)

    def _curve(self, line: Line) -> tuple[Shade, pg.PlotDataItem]:
        tokens = self.kit.theme.current()
        colour = colour_of(tokens, line.place)
        width = LINE if line.place < len(tokens.series) else THICK
        shade = Shade(tokens.faded(colour, SHADE))
        curve = pg.PlotDataItem(symbolSize=POINT, symbolBrush=colour, symbolPen=None)
        curve.setPen(pg.mkPen(colour, width=width))
        # One stroke through thousands of points takes seconds to paint, as many short ones a few milliseconds.
        curve.curve.setSegmentedLineMode("on")
        self.addItem(shade, ignoreBounds=True)
        self.addItem(curve)
        return shade, curve

    def _mark(self, pins: Sequence[Pin]) -> None:
        for item in self._marks:
            self.removeItem(item)
        about = {(line.metric.asset_id, line.metric.name) for line in self.lines}
        tokens, now = self.kit.theme.current(), self.kit.times.now()
        self._marks = [
            band_item(tokens, Band(pin.at, pin.finish, pin.severity.value), now)
            for pin in pins
            if pin.kind is PinKind.ALERT and pin.severity and (pin.asset_id, pin.metric) in about
        ]
        for item in self._marks:
            self.addItem(item, ignoreBounds=True)


class StripPanel(Panel):
    """Texts over time, a strip for each metric; each text has its colour."""

    def __init__(self, kit: Kit, lines: Sequence[Line], *, foot: bool) -> None:
        super().__init__(kit, foot=foot)
        self.lines = tuple(lines)
        self._strips: list[pg.BarGraphItem] = []
        self.showGrid(x=True, y=False, alpha=GRID)
        self.setYRange(0, len(lines), padding=0)
        self.getAxis("left").setTicks([[]])
        self.setFixedHeight(STRIP * len(lines) + (FOOT if foot else 0) + 8)

    def draw(self, loaded: Loaded) -> None:
        for item in self._strips:
            self.removeItem(item)
        places = enumerate(reversed(self.lines))
        self._strips = [self._strip(row, loaded.texts[line.key]) for row, line in places if line.key in loaded.texts]
        for item in self._strips:
            self.addItem(item, ignoreBounds=True)

    def _strip(self, row: int, spans: Sequence[TextSpan]) -> pg.BarGraphItem:
        colour = colours_of(self.kit.theme.current(), spans)
        return pg.BarGraphItem(
            x0=[span.at / 1000 for span in spans],
            x1=[max(span.until, span.at + 1) / 1000 for span in spans],
            y0=row + 0.15,
            height=0.7,
            brushes=[colour(span.text) for span in spans],
            pens=[None] * len(spans),
        )


def colours_of(tokens: Tokens, spans: Sequence[TextSpan]) -> Callable[[str], str]:
    """Which colour each of these texts has: in the order of the alphabet, so that it stays."""
    places = {text: place for place, text in enumerate(sorted({span.text for span in spans}))}

    def colour(text: str) -> str:
        return colour_of(tokens, places[text])

    return colour
