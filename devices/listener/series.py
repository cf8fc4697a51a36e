"""What the listener holds in memory of every series it has heard: its newest reading and the rules on it."""

from collections.abc import Iterable, Iterator, Mapping

from devices.engine.machine import Machine
from devices.engine.node import Sample
from devices.engine.quiet import EVER, NEVER
from devices.engine.standing import Phase
from devices.messages import Reading
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.watching import WatchedDevice

ANYTHING = ""
"""The metric of the series that stands for all of a device, for rules about silence of the whole."""


class Watcher:
    """One rule at work on one asset, led by one series: how far it has come, and what was told of it last.

    `gathered` are its readings of the message in hand, where it looks at several series, and `stirred` says whether
    any of them was not quiet. Raises UnknownLimitError where the asset lacks a limit that the rule wants.
    """

    __slots__ = (
        "asset_id",
        "definition",
        "device_id",
        "feeds",
        "gathered",
        "is_alone",
        "is_plain",
        "limits",
        "machine",
        "rule_id",
        "series",
        "stirred",
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
        self.is_plain = machine.leading.is_plain
        self.feeds: dict[tuple[int, int], Feed] = {}
        self.gathered: list[Sample] = []
        self.stirred = False
        self.told_at = 0

    @property
    def key(self) -> tuple[int, int]:
        """Under which its state is stored."""
        return self.rule_id, self.series.id

    @property
    def is_active(self) -> bool:
        """Whether its alert is raised."""
        return self.machine.standing.phase is Phase.ACTIVE

    def catch_up(self) -> bool:
        """Take what its series have kept for it; whether that was anything."""
        machine = self.machine
        if self.is_plain:
            if self.series.newest:
                machine.hear(0, self.series.newest)
            return False
        samples = [sample for feed in self.feeds.values() for sample in feed.kept(whole=machine.remembers)]
        machine.absorb(samples)
        return bool(samples)


class Feed:
    """A series feeds a slot of a watcher; `source` tells the sisters apart that feed the same one.

    Readings from `low` to `high` before `until` are quiet to it: the series keeps them, and it has `taken` so many of
    those that are kept.
    """

    __slots__ = ("high", "low", "series", "slot", "source", "taken", "until", "watcher")

    def __init__(self, series: "Series", watcher: Watcher, slot: int) -> None:
        self.series = series
        self.watcher = watcher
        self.slot = slot
        self.source = series.id
        self.taken = 0
        self.low, self.high, self.until = NEVER

    def kept(self, *, whole: bool) -> list[Sample]:
        """What it has not taken yet, all or just the newest; from now on it has."""
        kept = self.series.kept
        new = kept[self.taken :]
        self.taken = len(kept)
        return [Sample(self.slot, each.at, each.value, None, self.source) for each in (new if whole else new[-1:])]

    def look(self, value: float | None) -> bool:
        """Ask anew what is quiet, after a reading of `value` if there was one; whether that has changed."""
        quiet = self.watcher.machine.quiet(self.slot, value)
        if quiet == (self.low, self.high, self.until):
            return False
        self.low, self.high, self.until = quiet
        return True


class Series:
    """One metric of one device: `newest` is the time of its newest reading, `arrived` when that came by our clock.

    `watchers` are the rules that it leads, `feeds` all that want its readings. Readings from `low` to `high` before
    `until` are quiet to all of them, and `kept` for those that remember something (`keeps`).
    """

    __slots__ = (
        "arrived",
        "device",
        "feeds",
        "high",
        "id",
        "keeps",
        "kept",
        "low",
        "metric",
        "newest",
        "until",
        "watchers",
    )

    def __init__(self, series_id: int, device: str, metric: str, newest: int, arrived: int) -> None:
        self.id = series_id
        self.device = device
        self.metric = metric
        self.newest = newest
        self.arrived = arrived
        self.watchers: tuple[Watcher, ...] = ()
        self.feeds: tuple[Feed, ...] = ()
        self.kept: list[Reading] = []
        self.keeps = False
        self.low, self.high, self.until = EVER

    @property
    def name(self) -> tuple[str, str]:
        """Device and metric."""
        return self.device, self.metric

    def feed(self, wishes: Iterable[tuple[Watcher, int]]) -> None:
        """From now on these want its readings, each on a slot."""
        self.feeds = tuple(Feed(self, watcher, slot) for watcher, slot in wishes)
        self.keeps = any(not feed.watcher.is_plain for feed in self.feeds)
        for feed in self.feeds:
            feed.watcher.feeds[self.id, feed.slot] = feed
        self.narrow()

    def narrow(self) -> None:
        """What is quiet to all of its feeds."""
        feeds = self.feeds
        self.low = max((feed.low for feed in feeds), default=EVER.low)
        self.high = min((feed.high for feed in feeds), default=EVER.high)
        self.until = min((feed.until for feed in feeds), default=EVER.until)

    def hand_out(self) -> list[Watcher]:
        """Let all take what is kept, and keep it no longer; those to whom it was something."""
        if not self.kept:
            return []
        found = [feed.watcher for feed in self.feeds if not feed.watcher.is_plain and feed.watcher.catch_up()]
        self.kept.clear()
        for feed in self.feeds:
            feed.taken = 0
        return found


def own_time(newest: int, arrived: int, now: int) -> int:
    """What time it is for a series whose newest reading, taken at `newest`, arrived at `arrived`."""
    return newest + max(0, now - arrived)


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
