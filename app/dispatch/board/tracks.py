"""The bookings of one technician in lanes, ready for slicing by time; changes are taken in one by one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate, islice
from operator import gt, itemgetter
from typing import NamedTuple

from app.dispatch.board.geometry import lanes
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus

MINUTE = 60.0
Spans = list[tuple[float, float]]
_start, _finish, _lane = itemgetter(0), itemgetter(1), itemgetter(4)


class Bar(NamedTuple):
    """One booking with its place; bars sort by time."""

    start: float
    finish: float
    id: int
    booking: BoardBooking
    lane: int = 0
    clash: bool = False
    """Whether the technician is booked more often at that time than he can work."""

    @property
    def counts(self) -> bool:
        """Whether it takes the technician's time."""
        return self.booking.status is not BookingStatus.CANCELLED


class Track:
    """All that is painted of one technician; several rows of the board may show it."""

    def __init__(self, technician: BoardTechnician) -> None:
        self.technician = technician
        self.working = merged((s.timestamp(), f.timestamp()) for s, f in technician.working)
        self.on_call = merged((s.timestamp(), f.timestamp()) for s, f in technician.on_call)
        self.bars: list[Bar] = []
        self.lanes = 1
        self.lead = 0.0
        """No way to a booking is longer, in seconds."""
        self.kept: dict[float, object] = {}
        """What painters reckoned of a day; forgotten with every change."""
        self._longest = 0.0
        self._dues: list[tuple[float, Bar]] | None = None
        self._windows: list[tuple[float, float, Bar]] | None = None

    def change(self, gone: AbstractSet[int], added: Iterable[BoardBooking]) -> None:
        """Take some bookings out and others in, and lay out anew."""
        bars = [bar for bar in self.bars if bar.id not in gone] if gone else list(self.bars)
        unlike = [bar[:2] for bar in self.bars if bar.id in gone] if gone else []
        for booking in added:
            bar = Bar(booking.start.timestamp(), booking.finish.timestamp(), booking.id, booking)
            bars.append(bar)
            unlike.append(bar[:2])
            self._longest = max(self._longest, bar.finish - bar.start)
            self.lead = max(self.lead, booking.travel * MINUTE)
        bars.sort()
        self._lay_out(bars, unlike)
        self.kept.clear()
        self._dues = self._windows = None

    def between(self, since: float, until: float) -> Iterator[Bar]:
        """The bars that show between two moments."""
        first = bisect_left(self.bars, since - self._longest, key=_start)
        last = bisect_right(self.bars, until, key=_start)
        return (bar for bar in self.bars[first:last] if bar.finish > since)

    def working_between(self, since: float, until: float) -> Iterator[tuple[float, float]]:
        """The working hours that show between two moments."""
        return touching(self.working, since, until)

    def due_between(self, since: float, until: float) -> list[tuple[float, Bar]]:
        """When bookings are due between two moments, wherever they themselves lie."""
        if self._dues is None:
            found = (
                (bar.booking.due.timestamp(), bar) for bar in self.bars if bar.booking.due is not None and bar.counts
            )
            self._dues = sorted(found)
        return self._dues[bisect_left(self._dues, (since,)) : bisect_right(self._dues, (until,))]

    def windows_between(self, since: float, until: float) -> list[tuple[float, float, Bar]]:
        """The arrivals promised to customers between two moments."""
        if self._windows is None:
            self._windows = [found for bar in self.bars if bar.counts and (found := _window(bar)) is not None]
        return [each for each in self._windows if each[0] < until and each[1] > since]

    @cached_property
    def breaks(self) -> list[tuple[float, float, int]]:
        """Start, finish and minutes of each break."""
        return [(each.start.timestamp(), each.finish.timestamp(), each.minutes) for each in self.technician.breaks]

    def _lay_out(self, bars: list[Bar], unlike: Spans) -> None:
        """Those that touch no other lie in the first lane; the others share, group by group.

        Only groups that meet something `unlike` before can lie otherwise than they lay.
        """
        joined = _joined(bars)
        for since, until in merged(unlike):
            first = max(0, bisect_left(bars, since, key=_start) - 1)
            last = max(0, bisect_right(bars, until, key=_start) - 1)
            begun = joined.rfind(0, 0, first) + 1
            while begun <= last and begun < len(bars):
                end = joined.find(0, begun) + 1 or len(bars)
                bars[begun:end] = self._shared(bars[begun:end])
                begun = end
        self.bars, self.lanes = bars, 1 + max(map(_lane, bars), default=0)

    def _shared(self, group: list[Bar]) -> list[Bar]:
        if len(group) == 1:
            return group if not (group[0].lane or group[0].clash) else [Bar(*group[0][:4])]
        placed = lanes([bar[:2] for bar in group])
        clashing = clashes(group, self.technician.capacity)
        return [Bar(*bar[:4], lane, bar.id in clashing) for bar, lane in zip(group, placed, strict=True)]


def _joined(bars: Sequence[Bar]) -> bytes:
    """Of bars sorted by time, for each but the last: 1 where the next begins before all up to it have ended, else 0."""
    reached = accumulate(map(_finish, bars), max)
    return bytes(map(gt, reached, map(_start, islice(bars, 1, None))))


def _window(bar: Bar) -> tuple[float, float, Bar] | None:
    need = bar.booking.need
    if need.window_from is None or need.window_until is None:
        return None
    return need.window_from.timestamp(), need.window_until.timestamp(), bar


def clashes(bars: Iterable[Bar], capacity: int) -> set[int]:
    """Those that lie, at some moment, beside as many others as the technician can do at once."""
    found: set[int] = set()
    running: list[Bar] = []
    for bar in bars:
        if bar.counts:
            running = [other for other in running if other.finish > bar.start]
            running.append(bar)
            if len(running) > capacity:
                found.update(other.id for other in running)
    return found


def touching(spans: Spans, since: float, until: float) -> Iterator[tuple[float, float]]:
    """Those of the sorted spans that show between two moments."""
    for start, finish in spans[max(0, bisect_left(spans, (since, since)) - 1) :]:
        if start >= until:
            return
        if finish > since:
            yield start, finish


def merged(spans: Iterable[tuple[float, float]]) -> Spans:
    """The spans sorted, those that touch or overlap made one."""
    found: Spans = []
    for start, finish in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], finish))
        else:
            found.append((start, finish))
    return found
