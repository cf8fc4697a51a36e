"""What the listener holds in memory of every series it has heard: its newest reading and the rules on it."""

from collections.abc import Iterable, Iterator, Mapping

from devices.states import NORMAL, State
from domain.monitoring.conditions import Condition, NoData

ANYTHING = ""
"""The metric of the series that stands for all of a device, for rules about silence of the whole."""


class Watcher:
    """One rule on one series: how far it has come, and what was told of it last."""

    __slots__ = (
        "asset_id",
        "condition",
        "device_id",
        "first_at",
        "first_value",
        "is_silence",
        "owes_fold",
        "rule_id",
        "series",
        "state",
        "told_at",
    )

    def __init__(self, rule_id: int, asset_id: int, device_id: int, condition: Condition, series: "Series") -> None:
        self.rule_id = rule_id
        self.asset_id = asset_id
        self.device_id = device_id
        self.condition = condition
        self.series = series
        self.is_silence = type(condition) is NoData
        self.state: State = NORMAL
        self.first_at = 0
        self.first_value: float | None = None
        self.told_at = 0
        self.owes_fold = False

    @property
    def key(self) -> tuple[int, int]:
        """Under which its state is stored."""
        return self.rule_id, self.series.id


class Series:
    """One metric of one device: `newest` is the time of its newest reading, `arrived` when that came by our clock."""

    __slots__ = ("arrived", "device", "id", "metric", "newest", "watchers")

    def __init__(self, series_id: int, device: str, metric: str, newest: int, arrived: int) -> None:
        self.id = series_id
        self.device = device
        self.metric = metric
        self.newest = newest
        self.arrived = arrived
        self.watchers: tuple[Watcher, ...] = ()


class SeriesTable:
    """All series in memory, by device and metric."""

    def __init__(self) -> None:
        self.by_device: dict[str, dict[str, Series]] = {}

    def add(self, series: Series) -> None:
        """Take a series in."""
        self.by_device.setdefault(series.device, {})[series.metric] = series

    def of(self, device: str) -> Mapping[str, Series]:
        """The series of a device by metric."""
        return self.by_device.get(device, {})

    def lacking(self, names: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of `names` that are not in memory."""
        return {name for name in names if name[1] not in self.of(name[0])}

    def __iter__(self) -> Iterator[Series]:
        return (series for metrics in self.by_device.values() for series in metrics.values())
