"""What an asset measures, as the page shows it: ranges of time, curves, latest values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.assets.queries import AssetDetail
from domain.clock import from_ms
from domain.language import tr
from domain.monitoring.device_queries import Limit, MetricRow
from domain.monitoring.telemetry.history import Latest, Point
from domain.reporting.asset_cover import AssetCover
from domain.reporting.asset_life import AssetEvent


class Span(StrEnum):
    """How far back a plot goes."""

    QUARTER = "15min"
    HOUR = "1h"
    DAY = "24h"
    WEEK = "7d"
    MONTH = "30d"
    YEAR = "1y"

    @property
    def length(self) -> timedelta:
        """From its start to now."""
        return {
            Span.QUARTER: timedelta(minutes=15),
            Span.HOUR: timedelta(hours=1),
            Span.DAY: timedelta(days=1),
            Span.WEEK: timedelta(days=7),
            Span.MONTH: timedelta(days=30),
            Span.YEAR: timedelta(days=365),
        }[self]

    @property
    def seconds_between(self) -> int:
        """How often it is worth drawing anew."""
        return {Span.QUARTER: 1, Span.HOUR: 1, Span.DAY: 5, Span.WEEK: 30, Span.MONTH: 60, Span.YEAR: 60}[self]

    @property
    def label(self) -> str:
        """The words on its button."""
        return {
            Span.QUARTER: tr("15 min"),
            Span.HOUR: tr("1 h"),
            Span.DAY: tr("24 h"),
            Span.WEEK: tr("7 days"),
            Span.MONTH: tr("30 days"),
            Span.YEAR: tr("1 year"),
        }[self]


@dataclass(frozen=True, slots=True)
class MetricValue:
    """The latest value of one metric; all empty while nothing was measured."""

    id: int
    device: str
    label: str
    unit: str
    at: datetime | None
    value: float | None
    text: str | None


@dataclass(frozen=True, slots=True)
class AssetView:
    """All that the business says of one asset."""

    asset: AssetDetail
    open_events: tuple[AssetEvent, ...]
    history: tuple[AssetEvent, ...]
    metrics: tuple[MetricRow, ...]
    limits: tuple[Limit, ...]
    cover: AssetCover


@dataclass(frozen=True, slots=True)
class Curves:
    """What telemetry says of one asset: the curves asked for by metric id; None where they need not be drawn anew."""

    asset_id: int
    start: datetime
    finish: datetime
    points: Mapping[int, Sequence[Point]] | None
    latest: tuple[MetricValue, ...]


def metric_values(metrics: Sequence[MetricRow], latest: Mapping[str, Sequence[Latest]]) -> tuple[MetricValue, ...]:
    """The latest value of each of `metrics`; `latest` is by device."""
    found = {(device, reading.metric): reading for device, readings in latest.items() for reading in readings}
    return tuple(_value(metric, found.get((metric.device, metric.name))) for metric in metrics)


def line(points: Sequence[Point]) -> tuple[list[int], list[float]]:
    """Times and values to draw; a point that sums up many readings becomes a stroke from its least to its greatest.

    So a short peak is seen however much time is shown.
    """
    ms: list[int] = []
    values: list[float] = []
    for point in points:
        ms.append(point.at)
        values.append(point.minimum)
        if point.maximum != point.minimum:
            ms.append(point.at)
            values.append(point.maximum)
    return ms, values


def _value(metric: MetricRow, reading: Latest | None) -> MetricValue:
    if reading is None:
        return MetricValue(metric.id, metric.device, metric.label, metric.unit, None, None, None)
    at = from_ms(reading.at)
    return MetricValue(metric.id, metric.device, metric.label, metric.unit, at, reading.value, reading.text)
