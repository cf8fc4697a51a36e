"""What the listener holds in memory of every series it has heard: its newest reading and the rules on it."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from devices.engine.machine import Machine
from devices.engine.node import Sample
from devices.engine.standing import Phase
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.watching import WatchedDevice

ANYTHING = ""
"""The metric of the series that stands for all of a device, for rules about silence of the whole."""


class Watcher:
    """One rule at work on one asset, led by one series: how far it has come, and what was told of it last.

    `gathered` are its readings of the message in hand, where it looks at several series. Raises UnknownLimitError
    where the asset lacks a limit that the rule wants.
    """

    __slots__ = (
        "asset_id",
        "definition",
        "device_id",
        "gathered",
        "is_alone",
        "limits",
        "machine",
        "rule_id",
        "series",
        "told_at",
    )

    def __init__(
        self, rule_id: int, device: WatchedDevice, asset_id: int, definition: Definition, series: "Series"
    ) -> None:
        self.rule_id = rule_id
        self.asset_id = asset_id
        self.device_id = device.id
        self.limits = device.limits
        self.definition = definition
        self.machine = machine = Machine(definition, device.limits)
        self.series = series
        self.is_alone = len(machine.slots) == 1
        self.gathered: list[Sample] = []
        self.told_at = 0

    @property
    def key(self) -> tuple[int, int]:
        """Under which its state is stored."""
        return self.rule_id, self.series.id

    @property
    def is_active(self) -> bool:
        """Whether its alert is raised."""
        return self.machine.standing.phase is Phase.ACTIVE


class Feed(msgspec.Struct, frozen=True, gc=False):
    """A series feeds a slot of a watcher; `source` tells the sisters apart that feed the same one."""

    watcher: Watcher
    slot: int
    source: int


class Series:
    """One metric of one device: `newest` is the time of its newest reading, `arrived` when that came by our clock.

    `watchers` are the rules that it leads, `feeds` all that want its readings.
    """

    __slots__ = ("arrived", "device", "feeds", "id", "metric", "newest", "watchers")

    def __init__(self, series_id: int, device: str, metric: str, newest: int, arrived: int) -> None:
        self.id = series_id
        self.device = device
        self.metric = metric
        self.newest = newest
        self.arrived = arrived
        self.watchers: tuple[Watcher, ...] = ()
        self.feeds: tuple[Feed, ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        """Device and metric."""
        return self.device, self.metric


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
