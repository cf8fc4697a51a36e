"""Readings over local time, in the colours of the theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.shared.fonts import text_font
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.time_axis import TimeAxis
from app.shared.tokens import Tokens
from app.shared.value_axis import ValueAxis

GRID = 0.12
BAND = 0.12
AXIS_WIDTH = 52
LINE = 1.6
POINT = 5
ROOM = 0.08
#: A limit farther away than this many heights of the curve would only flatten it.
NEAR = 1.5


@dataclass(frozen=True, slots=True)
class Series:
    """One line: milliseconds since 1970 and values, under a name."""

    name: str
    ms: Sequence[int]
    values: Sequence[float]
    points: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A horizontal line, such as the limit of a rule."""

    value: float
    text: str = ""
    tone: str = "critical"
    share: float = 0.02
    """How far along the line its text stands."""


@dataclass(frozen=True, slots=True)
class Band:
    """A marked stretch of time, such as that of an alert; `finish` None lasts until now."""

    start: datetime
    finish: datetime | None
    tone: str = "critical"


@dataclass(frozen=True, slots=True)
class Instant:
    """A marked moment, such as that of a failure."""

    at: datetime
    text: str = ""
    tone: str = "critical"


class TimePlot(QWidget):
    """Draws series, limits, bands and instants; give it new ones whenever they change."""

    def __init__(self, kit: Kit, title: str) -> None:
        super().__init__()
        self._kit = kit
        self._plot = pg.PlotWidget(axisItems={"bottom": TimeAxis(kit.times), "left": ValueAxis(kit.times)})
        self._series: tuple[Series, ...] = ()
        self._limits: tuple[Limit, ...] = ()
        self._bands: tuple[Band, ...] = ()
        self._instants: tuple[Instant, ...] = ()
        self._unit = ""
        self._curves: list[Any] = []
        self._others: list[Any] = []
        self.setAccessibleName(title)
        self.setMinimumHeight(140)
        self._arrange()
        self._restyle()
        kit.theme.changed.connect(self._restyle)

    def show_series(
        self,
        series: Sequence[Series],
        *,
        limits: Sequence[Limit] = (),
        bands: Sequence[Band] = (),
        instants: Sequence[Instant] = (),
        unit: str = "",
    ) -> None:
        """Draw all of this instead of what was drawn."""
        renewed = (tuple(limits), tuple(bands), tuple(instants), unit, len(series))
        same = renewed == (self._limits, self._bands, self._instants, self._unit, len(self._curves))
        self._series, self._limits, self._bands = tuple(series), tuple(limits), tuple(bands)
        self._instants, self._unit = tuple(instants), unit
        if same:
            self._redraw_curves()
        else:
            self._draw()

    def show_span(self, start: datetime, finish: datetime) -> None:
        """Show exactly this stretch of time."""
        self._plot.setXRange(start.timestamp(), finish.timestamp(), padding=0)

    def show_values(self, low: float, high: float) -> None:
        """Show these values, with a little room around."""
        self._plot.setYRange(low, high, padding=ROOM)

    def follow(self) -> None:
        """Fit the view to what is drawn, now and later."""
        self._plot.enableAutoRange()

    def _arrange(self) -> None:
        column(self).addWidget(self._plot)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self._plot.setMouseEnabled(x=True, y=False)
        self._plot.getAxis("left").setWidth(AXIS_WIDTH)
        self._plot.getPlotItem().setClipToView(True)
        self._plot.getPlotItem().setDownsampling(auto=True, mode="peak")

    @Slot()
    def _restyle(self) -> None:
        tokens = self._kit.theme.current()
        self._plot.setBackground(QColor(tokens.surface))
        for name in ("left", "bottom"):
            dress_axis(self._plot.getAxis(name), tokens)
        self._plot.showGrid(x=False, y=True, alpha=GRID)
        self._draw()

    def _draw(self) -> None:
        for item in (*self._curves, *self._others):
            self._plot.removeItem(item)
        tokens, now = self._kit.theme.current(), self._kit.times.now()
        self._others = [band_item(tokens, band, now) for band in self._bands]
        self._others += [limit_item(tokens, limit) for limit in self._limits]
        self._others += [instant_item(tokens, instant) for instant in self._instants]
        self._curves = [self._curve(at, series) for at, series in enumerate(self._series)]
        for item in (*self._others, *self._curves):
            self._plot.addItem(item)
        self._plot.getAxis("left").setLabel(units=None, text=self._unit)
        self._plot.getAxis("left").showLabel(bool(self._unit))
        self._redraw_curves()

    def _redraw_curves(self) -> None:
        for curve, series in zip(self._curves, self._series, strict=True):
            curve.setData([ms / 1000 for ms in series.ms], list(series.values))

    def _curve(self, at: int, series: Series) -> Any:
        tokens = self._kit.theme.current()
        colour = tokens.series[at % len(tokens.series)]
        marks = {"symbol": "o", "symbolSize": POINT, "symbolBrush": colour, "symbolPen": None}
        curve = pg.PlotDataItem(name=series.name, antialias=True, **(marks if series.points else {}))
        curve.setPen(pg.mkPen(colour, width=LINE))
        return curve


def near(limit: float, low: float, high: float) -> bool:
    """Whether a limit lies close enough to a curve from `low` to `high` to be shown beside it."""
    reach = NEAR * max(high - low, abs(limit) * 0.1)
    return low - reach <= limit <= high + reach


def limit_item(tokens: Tokens, limit: Limit) -> pg.InfiniteLine:
    """A limit as it is drawn."""
    tone = tokens.tone(limit.tone)
    pen = pg.mkPen(tone.text, width=1.2, style=Qt.PenStyle.DashLine)
    words = {
        "color": tone.text,
        "position": limit.share,
        "anchors": [(0, 1), (0, 0)],
        "fill": tokens.faded(tokens.surface, 0.8),
    }
    return pg.InfiniteLine(limit.value, angle=0, pen=pen, label=limit.text or None, labelOpts=words)


def band_item(tokens: Tokens, band: Band, now: datetime) -> pg.LinearRegionItem:
    """A marked stretch as it is drawn, behind all curves."""
    brush = tokens.faded(tokens.tone(band.tone).fill, BAND)
    ends = (band.start.timestamp(), (band.finish or now).timestamp())
    region = pg.LinearRegionItem(ends, movable=False, brush=brush, pen=pg.mkPen(None))
    region.setZValue(-10)
    return region


def instant_item(tokens: Tokens, instant: Instant) -> pg.InfiniteLine:
    """A marked moment as it is drawn."""
    colour = tokens.tone(instant.tone).text
    words = {"color": colour, "position": 0.9, "fill": tokens.faded(tokens.surface, 0.8)}
    pen = pg.mkPen(colour, width=1.6)
    return pg.InfiniteLine(instant.at.timestamp(), angle=90, pen=pen, label=instant.text or None, labelOpts=words)


def dress_axis(axis: pg.AxisItem, tokens: Tokens) -> None:
    """An axis in the colours and letters of the theme."""
    axis.setPen(pg.mkPen(tokens.line_strong))
    axis.setTextPen(pg.mkPen(tokens.text_muted))
    axis.setTickFont(text_font(tokens.sizes.small - 1, tabular=True))
    axis.setStyle(tickLength=4, tickTextOffset=6)
