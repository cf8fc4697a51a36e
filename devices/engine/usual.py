"""What is usual for a measure of one asset, learned by the hour, and readings that are not.

Each closed hour teaches its place in the season mean and variance of its readings; older hours fade. What is unusual
teaches no more than a reading half as far as the border, so trouble becomes the usual only slowly.
"""

from math import copysign, inf, nextafter, sqrt
from zoneinfo import ZoneInfo

import msgspec

from devices.engine.node import Sample
from devices.engine.quiet import EVER, NEVER, Quiet, Truth
from devices.engine.stretches import Stretch
from domain.clock import from_ms
from domain.monitoring.definitions.condition import Season, Sides, Unusual

HOUR = 3_600_000
MEMORY = 60
"""How many hours of a place of the season the usual goes back, about."""

_PLACES = {Season.NONE: 1, Season.DAY: 24, Season.WEEK: 168}


class Usual(msgspec.Struct, array_like=True, gc=False):
    """What is known of one place of the season: from how many hours, and their mean and variance."""

    hours: int = 0
    mean: float = 0.0
    variance: float = 0.0

    def learn(self, mean: float, variance: float) -> None:
        """One hour more."""
        self.hours += 1
        share = 1 / min(self.hours, MEMORY)
        apart = mean - self.mean
        self.mean += share * apart
        self.variance = (1 - share) * (self.variance + share * apart * apart) + share * variance


class Hour(msgspec.Struct, array_like=True, gc=False):
    """The readings of the hour that is not over: count, mean, and sum of squares about the mean."""

    index: int
    count: int = 0
    mean: float = 0.0
    squares: float = 0.0

    def take(self, value: float) -> None:
        """One reading more."""
        self.count += 1
        apart = value - self.mean
        self.mean += apart / self.count
        self.squares += apart * (value - self.mean)


class _State(msgspec.Struct, array_like=True):
    holds: bool
    may: bool
    hour: Hour | None
    table: dict[int, Usual]
    stretch: object


class UnusualNode:
    """A measure far from what is usual at this hour."""

    def __init__(self, slot: int, condition: Unusual, zone: str) -> None:
        self.slot = slot
        self._condition = condition
        self._zone = ZoneInfo(zone)
        self._stretch = Stretch(condition.measure) if condition.measure.over > 0 else None
        self._hour: Hour | None = None
        self._table: dict[int, Usual] = {}
        self.remembers = True
        self.holds = False
        self.may = True

    def quiet(self, slot: int, _truth: Truth) -> Quiet:
        """What is usual in this hour; while that is not known, anything."""
        if slot != self.slot:
            return EVER
        if self._stretch is not None or self._hour is None or self.holds:
            return NEVER
        until = (self._hour.index + 1) * HOUR
        known = self._known(self._hour.index)
        if known is None:
            return Quiet(-inf, inf, until)
        border = self._border(known)
        above = _farthest(known.mean, border) if self._condition.sides is not Sides.BELOW else inf
        below = -_farthest(-known.mean, border) if self._condition.sides is not Sides.ABOVE else -inf
        return Quiet(below, above, until)

    def take(self, sample: Sample) -> None:
        """Compare the reading with what is usual, then learn from it."""
        if sample.slot != self.slot or sample.value is None:
            return
        value = sample.value if self._stretch is None else self._stretch.take(sample.at, sample.value)
        if value is None:
            return
        index = sample.at // HOUR
        if self._hour is None or self._hour.index != index:
            self._close_hour()
            self._hour = Hour(index)
        known = self._known(index)
        if known is None:
            self.holds, self.may = False, True
            self._hour.take(value)
            return
        border = self._border(known)
        apart = value - known.mean
        self.holds = self.may = self._is_far(apart, border)
        self._hour.take(known.mean + copysign(border / 2, apart) if abs(apart) > border else value)

    def pass_to(self, at: int) -> None:
        """It changes with readings alone."""

    def due(self) -> int | None:
        """Never by itself."""
        return None

    def dump(self) -> object:
        """What is usual, and the hour that is not over."""
        stretch = None if self._stretch is None else self._stretch.dump()
        return msgspec.to_builtins(_State(self.holds, self.may, self._hour, self._table, stretch), str_keys=True)

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        state = msgspec.convert(raw, _State, strict=False)
        self.holds, self.may, self._hour, self._table = state.holds, state.may, state.hour, state.table
        if self._stretch is not None:
            self._stretch.load(state.stretch)

    def _known(self, index: int) -> Usual | None:
        """What is usual in an hour, if that is known."""
        known = self._table.get(self._place(index))
        return None if known is None or known.hours < self._condition.least else known

    def _border(self, known: Usual) -> float:
        return max(self._condition.sigmas * sqrt(known.variance), self._condition.by)

    def _is_far(self, apart: float, border: float) -> bool:
        sides = self._condition.sides
        above = sides is not Sides.BELOW and apart > border
        return above or (sides is not Sides.ABOVE and -apart > border)

    def _close_hour(self) -> None:
        hour = self._hour
        if hour is not None and hour.count:
            self._table.setdefault(self._place(hour.index), Usual()).learn(hour.mean, hour.squares / hour.count)

    def _place(self, index: int) -> int:
        if self._condition.season is Season.NONE:
            return 0
        local = from_ms(index * HOUR).astimezone(self._zone)
        return (local.weekday() * 24 + local.hour) % _PLACES[self._condition.season]


def _farthest(mean: float, border: float) -> float:
    """The greatest value that is not beyond the border."""
    value = mean + border
    while value - mean > border:
        value = nextafter(value, -inf)
    return value
