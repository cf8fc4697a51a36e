"""Measures over a stretch of time, kept in parts: a day of readings is forty-eight sums."""

from collections import deque

import msgspec

from domain.monitoring.definitions.measure import How, Measure

PARTS = 48
_HOUR = 3_600_000


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

    def dump(self) -> object:
        """How far it has come."""
        return msgspec.to_builtins(_State(self._began, list(self._parts)))

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave."""
        state = msgspec.convert(raw, _State)
        self._began, self._parts = state.began, deque(state.parts)


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
