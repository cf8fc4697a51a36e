"""Where a moment lies on the board and what moment lies at a place: pure arithmetic, seconds and pixels."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace

HOUR = 3600.0
DAY_HOURS = 12
SNAP = 900.0
CLOSEST = 480.0  # pixels per hour: a quarter of an hour is 120 px
FAR = 2.2  # pixels per hour below which the load of each day is shown instead of bars
WIDEST = 0.5  # a quarter of a year on one laptop screen


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Maps epoch seconds to content pixels and back; `origin` lies at x = 0."""

    origin: float
    per_hour: float

    def x(self, seconds: float) -> float:
        return (seconds - self.origin) * self.per_hour / HOUR

    def seconds(self, x: float) -> float:
        return self.origin + x * HOUR / self.per_hour

    def zoomed(self, factor: float) -> "TimeScale":
        """The scale `factor` times closer, within the limits of the board."""
        return replace(self, per_hour=min(CLOSEST, max(WIDEST, self.per_hour * factor)))


def hours_of(days: int) -> int:
    """How many hours are seen of so many days; one day means its working hours."""
    return DAY_HOURS if days == 1 else 24 * days


def snapped(seconds: float, step: float = SNAP) -> float:
    """The nearest whole step; quarters of an hour are the same in every time zone."""
    return round(seconds / step) * step


def lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """The lowest free lane for each (start, finish), sorted by start, so that no two in a lane overlap."""
    taken: list[tuple[float, int]] = []
    free: list[int] = []
    opened = 0
    found: list[int] = []
    for start, finish in spans:
        while taken and taken[0][0] <= start:
            heapq.heappush(free, heapq.heappop(taken)[1])
        if free:
            lane = heapq.heappop(free)
        else:
            lane, opened = opened, opened + 1
        found.append(lane)
        heapq.heappush(taken, (finish, lane))
    return found
