"""The bookings of one technician in lanes, ready for slicing by time; changes are taken in one by one."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from app.dispatch.board.geometry import lanes
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus

MINUTE = 60.0
SOME = 8  # changes beyond which all that lies between them is laid out anew
Spans = list[tuple[float, float]]
Breaks = list[tuple[float, float, int]]
"""Start, finish and minutes of each."""
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
        self._windows: list[tuple[float, float, Bar]] | None = None

    def change(self, gone: Iterable[BoardBooking], added: Iterable[BoardBooking]) -> None:
        """Take some bookings out and others in; only what meets them is laid out anew."""
        unlike: Spans = []
        for booking in gone:
            start, finish = booking.start.timestamp(), booking.finish.timestamp()
            at = bisect_left(self.bars, (start, finish, booking.id))
            if at < len(self.bars) and self.bars[at].id == booking.id:
                del self.bars[at]
                unlike.append((start, finish))
        fresh = [Bar(each.start.timestamp(), each.finish.timestamp(), each.id, each) for each in added]
        for bar in fresh:
            unlike.append(bar[:2])
            self._longest = max(self._longest, bar.finish - bar.start)
            self.lead = max(self.lead, bar.booking.travel * MINUTE)
        if len(fresh) <= SOME:
            for bar in fresh:
                insort(self.bars, bar)
        else:
            self.bars += fresh
            self.bars.sort()
        for since, until in merged(unlike) if len(unlike) <= SOME else [(min(unlike)[0], max(map(_finish, unlike)))]:
            self._lay_out(since, until)
        self.lanes = 1 + max(map(_lane, self.bars), default=0)
        self.kept.clear()
        self._windows = None

    def between(self, since: float, until: float) -> Iterator[Bar]:
        """The bars that show between two moments."""
        first = bisect_left(self.bars, since - self._longest, key=_start)
        last = bisect_right(self.bars, until, key=_start)
        return (bar for bar in self.bars[first:last] if bar.finish > since)

    def working_between(self, since: float, until: float) -> Iterator[tuple[float, float]]:
        """The working hours that show between two moments."""
        return touching(self.working, since, until)

    def windows_between(self, since: float, until: float) -> list[tuple[float, float, Bar]]:
        """The arrivals promised to customers between two moments."""
        if self._windows is None:
            self._windows = [found for bar in self.bars if bar.counts and (found := _window(bar)) is not None]
        return [each for each in self._windows if each[0] < until and each[1] > since]

    def breaks_between(self, since: float, until: float) -> Breaks:
        """The breaks that show between two moments."""
        return [each for each in self._breaks if each[0] < until and each[1] > since]

    @cached_property
    def _breaks(self) -> Breaks:
        return [(each.start.timestamp(), each.finish.timestamp(), each.minutes) for each in self.technician.breaks]

    def _lay_out(self, since: float, until: float) -> None:
        """Those that touch no other lie in the first lane; the others share, group by group.

        Only groups that meet the time between two moments, in which something changed, can lie otherwise than they lay.
        """
        first, last = self._groups(since, until)
        group: list[Bar] = []
        at = first
        reached = since
        for bar in self.bars[first:last]:
            if group and bar.start >= reached:
                self.bars[at : at + len(group)] = self._shared(group)
                at, group = at + len(group), []
            reached = max(reached, bar.finish) if group else bar.finish
            group.append(bar)
        if group:
            self.bars[at : at + len(group)] = self._shared(group)

    def _groups(self, since: float, until: float) -> tuple[int, int]:
        """From which place to which the groups stand that meet the time between two moments."""
        bars = self.bars
        first, last = bisect_left(bars, since, key=_start), bisect_right(bars, until, key=_start)
        while True:
            earliest = bisect_left(bars, since - self._longest, 0, first, key=_start)
            reaching = next((at for at in range(earliest, first) if bars[at].finish > since), first)
            if reaching == first:
                break
            first, since = reaching, bars[reaching].start
        until = max(map(_finish, bars[first:last]), default=until)
        while last < len(bars) and bars[last].start < until:
            until = max(until, bars[last].finish)
            last += 1
        return first, last

    def _shared(self, group: list[Bar]) -> list[Bar]:
        if len(group) == 1:
            return group if not (group[0].lane or group[0].clash) else [Bar(*group[0][:4])]
        placed = lanes([bar[:2] for bar in group])
        clashing = clashes(group, self.technician.capacity)
        return [Bar(*bar[:4], lane, bar.id in clashing) for bar, lane in zip(group, placed, strict=True)]


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
