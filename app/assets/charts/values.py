"""What a chart shows, as values: lines, what was loaded of them, what is known of the asset."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from app.assets.charts.stretch import Stretch
from app.assets.charts.window import Window
from domain.monitoring.device_queries import Limit
from domain.monitoring.telemetry.charting import Key, TextSpan
from domain.monitoring.telemetry.resolution import Resolution
from domain.reporting.asset_charts import ChartMetric, Pin, Sister

#: More lines than this nobody can tell apart.
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class ChartedAsset:
    """What can be charted of an asset: its own metrics and those of its sisters, and the limits of rules."""

    id: int
    model_id: int | None
    name: str
    metrics: tuple[ChartMetric, ...]
    sisters: tuple[Sister, ...]
    limits: tuple[Limit, ...]

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """The names of its own metrics and what people call them."""
        return tuple({each.name: each.label for each in self.metrics if each.asset_id == self.id}.items())


@dataclass(frozen=True, slots=True)
class Line:
    """One metric of one device: its place among the lines gives its colour."""

    place: int
    metric: ChartMetric
    label: str

    @property
    def key(self) -> Key:
        """Under what it is stored."""
        return self.metric.device, self.metric.name


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be read: the curves of `window`; what happened, and texts, of the `whole` that is held then."""

    lines: tuple[Line, ...]
    assets: tuple[int, ...]
    window: Window
    resolution: Resolution
    whole: Window


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read for an `Ask`; curves and texts by key, and how many earlier pins find no room."""

    ask: Ask
    curves: Mapping[Key, Stretch] = field(default_factory=dict)
    texts: Mapping[Key, Sequence[TextSpan]] = field(default_factory=dict)
    pins: tuple[Pin, ...] = ()
    pins_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a chart, and how many more are chosen than it shows."""

    shown: tuple[Line, ...]
    left_out: int


def lines_of(charted: ChartedAsset, names: Collection[str], compared: Sequence[int]) -> Lines:
    """The lines of the chosen metrics, metric by metric, of the asset first and then of those compared with it."""
    who = {sister.id: sister.name for sister in charted.sisters} | {charted.id: charted.name}
    order = (charted.id, *compared)
    wanted = [each for each in charted.metrics if each.name in names and each.asset_id in order]
    wanted.sort(key=lambda each: (each.label, each.name, order.index(each.asset_id)))
    twice = {each for each in _pairs(wanted) if _pairs(wanted).count(each) > 1}
    lines = (
        Line(place, each, _label(each, who if compared else {}, device=(each.asset_id, each.name) in twice))
        for place, each in enumerate(wanted[:MOST_LINES])
    )
    return Lines(tuple(lines), max(0, len(wanted) - MOST_LINES))


def _pairs(metrics: Sequence[ChartMetric]) -> list[tuple[int, str]]:
    return [(each.asset_id, each.name) for each in metrics]


def _label(metric: ChartMetric, who: Mapping[int, str], *, device: bool) -> str:
    words = (metric.label, who.get(metric.asset_id, ""), metric.device if device else "")
    return " · ".join(word for word in words if word)
