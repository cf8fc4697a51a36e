"""Measures over a stretch of time, kept in parts: a day of readings is forty-eight sums."""

from collections import deque
from collections.abc import Callable
from math import inf
from operator import attrgetter

import msgspec

from devices.engine.quiet import NEVER, Quiet
from domain.monitoring.definitions.measure import How, Measure

PARTS = 48
_HOUR = 3_600_000
#: How exact a mean is that was added up from no more than so many readings, by the greatest of them.
_EXACT, _MOST_ADDED = 1e-9, 1_000_000


class Part(msgspec.Struct, array_like=True, gc=False):
    """The readings of one part of the stretch; `index` counts the parts since 1970."""

    index: int
    count: int
    total: float
    least: float
    greatest: float
    first_at: int
    first: float
    last_at: int
    last: float


class _State(msgspec.Struct, array_like=True):
    began: int | None
    parts: list[Part]


class Stretch:
    """What is made of the readings of the last `over` seconds."""

    def __init__(self, measure: Measure) -> None:
        self._how = measure.how
        self._over = round(measure.over * 1000)
        self._width = max(1, self._over // PARTS)
        self._began: int | None = None
        self._parts: deque[Part] = deque()

    def take(self, at: int, value: float) -> float | None:
        """The measure with this reading; None while readings have not come for the whole stretch."""
        if self._began is None:
            self._began = at
        index = at // self._width
        while self._parts and self._parts[0].index <= index - PARTS:
            self._parts.popleft()
        if self._parts and self._parts[-1].index == index:
            _add(self._parts[-1], at, value)
        else:
            self._parts.append(Part(index, 1, value, value, value, at, value, at, value))
        if at - self._began < self._over - self._width:
            return None
        return measured(self._parts, self._how)

    def unknown(self) -> Quiet:
        """Until when it is None, whatever comes."""
        return NEVER if self._began is None else Quiet(-inf, inf, self._began + self._over - self._width)

    def within(self, bounds: Quiet) -> Quiet:
        """The values that leave it within `bounds`, and until when they do."""
        if self._how is How.MEAN:
            return self._mean_within(bounds)
        if self._how not in _ENDS:
            return NEVER
        ends = [_ENDS[self._how](part) for part in self._parts]
        return bounds if bounds.low <= min(ends) and max(ends) <= bounds.high else NEVER

    def dump(self) -> object:
        """How far it has come."""
        return msgspec.to_builtins(_State(self._began, list(self._parts)))

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        state = msgspec.convert(raw, _State)
        self._began, self._parts = state.began, deque(state.parts)

    def _mean_within(self, bounds: Quiet) -> Quiet:
        """A mean stays within bounds as long as it is so for what is left of the parts, and for all that comes.

        Adding up is not exact, so the bounds are drawn in a little, and none is too far away.
        """
        ends = (bounds.low, bounds.high, *(each for part in self._parts for each in (part.least, part.greatest)))
        far = 8 * max(abs(end) for end in ends if abs(end) != inf)
        low, high = max(bounds.low, -far) + _EXACT * far, min(bounds.high, far) - _EXACT * far
        total, count, until = 0.0, 0, inf
        for place in range(len(self._parts) - 1, -1, -1):
            part = self._parts[place]
            total, count = total + part.total, count + part.count
            if not low <= total / count <= high:
                until = -inf if place == 0 else (self._parts[place - 1].index + PARTS) * self._width
        return Quiet(low, high, until) if low <= high and count < _MOST_ADDED and until > 0 else NEVER


_ENDS: dict[How, Callable[[Part], float]] = {How.LEAST: attrgetter("least"), How.GREATEST: attrgetter("greatest")}


def measured(parts: deque[Part], how: How) -> float | None:
    """What `how` makes of the parts; a rate, per hour, needs two moments."""
    if how is How.MEAN:
        return sum(part.total for part in parts) / sum(part.count for part in parts)
    if how is How.COUNT:
        return float(sum(part.count for part in parts))
    if how is How.LEAST:
        return min(part.least for part in parts)
    if how is How.GREATEST:
        return max(part.greatest for part in parts)
    change = parts[-1].last - parts[0].first
    if how is How.CHANGE:
        return change
    passed = parts[-1].last_at - parts[0].first_at
    return change * _HOUR / passed if passed else None


def _add(part: Part, at: int, value: float) -> None:
    part.count += 1
    part.total += value
    part.least = min(part.least, value)
    part.greatest = max(part.greatest, value)
    part.last_at, part.last = at, value
