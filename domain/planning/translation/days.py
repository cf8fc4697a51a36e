"""Makes days of outlines, with all that stands fast in them and around them."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

from domain.optimising.problem import Break
from domain.parameters.placement_rules import Kind
from domain.planning.translation.breaks import Stretch, breaks_beside, rest
from domain.planning.translation.clock import Clock
from domain.planning.translation.idle import Busy, idle
from domain.planning.translation.outlines import Outline
from domain.planning.translation.places import Places, Spot
from domain.planning.translation.standing import Day, Item
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span
from domain.scheduling.rules.case import NIGHT
from domain.scheduling.rules.terms import Terms
from domain.scheduling.travel.places import Place
from domain.workforce.model import Bookable
from domain.workforce.rosters import Away

#: The bookings of each technician that are not cancelled, in their order.
Rows = Mapping[int, Sequence[BoardBooking]]


class DayBuilder:
    """Knows the bookings of everybody, and makes days of outlines; nobody sets out before `leaving_from`."""

    def __init__(
        self, clock: Clock, places: Places, terms: Terms, rows: Rows, leaving_from: datetime | None = None
    ) -> None:
        self._clock, self._places, self._levels, self._rows = clock, places, terms.levels, rows
        self._leaving = None if leaving_from is None else clock.ceil(leaving_from)
        self._starts = {key: [each.start for each in row] for key, row in rows.items()}
        lengths = (each.finish - each.start for row in rows.values() for each in row)
        self._longest = max(lengths, default=timedelta())

    def day(self, outline: Outline, movable: Collection[int]) -> Day:
        """The day of an outline; bookings that are `movable` do not stand in it."""
        clock, technician = self._clock, outline.technician
        fast = [each for each in self.near(outline) if each.id not in movable]
        before = [each for each in fast if each.finish <= outline.starts]
        after = [each for each in fast if each.start >= outline.ends]
        starts, ends = clock.ceil(outline.starts), clock.floor(outline.ends)
        latest = clock.floor(min((each.start for each in after), default=outline.latest))
        latest = min(latest, clock.floor(outline.latest))
        pauses = tuple(self._pauses(outline)) if Kind.BREAK in self._levels else ()
        busy = [self._busy(technician, each, fast) for each in fast]
        beside = partial(breaks_beside, pauses, day=(starts, latest), busy=[each.whole for each in busy])
        blocked = tuple(self._blocked(outline))
        unused = () if self._leaving is None else idle(self._leaving, (starts, latest), busy, pauses)
        spans = beside(blocked)
        rested = rest(spans, (starts, ends))
        if unused:
            spans = beside((*blocked, *unused))
        return Day(
            starts,
            ends,
            latest,
            self._start(technician, before, starts),
            self._end(technician, after, latest),
            tuple(spans),
            tuple(self._items(technician, fast, starts, latest)),
            spans,
            rest(spans, (starts, ends)) - rested,
        )

    def near(self, outline: Outline) -> list[BoardBooking]:
        """The bookings of the technician from a night before the day to a night after it, in their order."""
        return self._between(outline.technician.id, (outline.starts - NIGHT, outline.latest + NIGHT))

    def item(self, technician: BoardTechnician, booking: BoardBooking) -> Item:
        """A booking in numbers."""
        begin, over = self._clock.floor(booking.start), self._clock.ceil(booking.finish)
        return Item(begin, over, self._spot(technician, booking.need.place), (booking.id,))

    def is_left_for(self, technician: BoardTechnician, booking: BoardBooking) -> bool:
        """Whether one sets out for it, from where one comes so far, before anybody may be sent elsewhere."""
        if self._leaving is None:
            return False
        around = self._between(technician.id, (booking.start - NIGHT, booking.finish))
        return self._busy(technician, booking, around).leaves < self._leaving

    def _between(self, technician_id: int, span: Span) -> list[BoardBooking]:
        row, starts = self._rows.get(technician_id, ()), self._starts.get(technician_id, [])
        some = row[bisect_left(starts, span[0] - self._longest) : bisect_left(starts, span[1])]
        return [each for each in some if each.finish > span[0]]

    def _items(
        self, technician: BoardTechnician, fast: Iterable[BoardBooking], starts: int, latest: int
    ) -> Iterator[Item]:
        for each in fast:
            item = self.item(technician, each)
            if item.start < latest and item.finish > starts:
                yield Item(max(item.start, starts), min(item.finish, latest), item.spot, item.keys)

    def _spot(self, technician: BoardTechnician, place: Place | None) -> Spot:
        """Nobody travels to or from a facility."""
        return Spot() if technician.kind is Bookable.FACILITY else Spot.at(self._places.number(place))

    def _start(self, technician: BoardTechnician, before: Sequence[BoardBooking], starts: int) -> Spot:
        """Where the day begins, or the work of the night before, whichever is farther; a break may be due first."""
        home = self._spot(technician, technician.start)
        last = max((self._clock.ceil(each.finish) for each in before), default=starts)
        over = ((each, last - self._clock.ceil(each.finish)) for each in before)
        exits = ((at, gone) for each, gone in over for at, _ in self._spot(technician, each.need.place).exits)
        return Spot((*home.exits, *exits), home.enters)

    def _end(self, technician: BoardTechnician, after: Iterable[BoardBooking], latest: int) -> Spot:
        """Where the day ends, or the work of the night after, whichever is farther then."""
        home = self._spot(technician, technician.end)
        then = ((each, self._clock.floor(each.start) - latest) for each in after)
        enters = ((at, spare) for each, spare in then for at, _ in self._spot(technician, each.need.place).enters)
        return Spot(home.exits, (*home.enters, *enters))

    def _busy(self, technician: BoardTechnician, booking: BoardBooking, others: Iterable[BoardBooking]) -> Busy:
        """A booking with the way to it: a break that this takes has no room in idle hours around it."""
        earlier = (other for other in others if booking.start - NIGHT < other.finish <= booking.start)
        before = max(earlier, key=_finish, default=None)
        here = self._spot(technician, technician.start if before is None else before.need.place)
        way = self._places.way(here, self._spot(technician, booking.need.place))
        starts = self._clock.floor(booking.start)
        return Busy(starts - way, starts, self._clock.ceil(booking.finish))

    def _pauses(self, outline: Outline) -> Iterator[Break]:
        for each in outline.technician.breaks:
            if each.start < outline.latest and each.finish > outline.starts:
                yield Break(self._clock.ceil(each.start), self._clock.floor(each.finish), each.minutes)

    def _blocked(self, outline: Outline) -> Iterator[Stretch]:
        """When nothing is done: between shifts, in absences, and while the crew or somebody in it is busy."""
        away = (each for each in outline.technician.away if self._counts(each))
        spans = [(one[1], other[0]) for one, other in pairwise(outline.spans)]
        spans += ((each.start, each.finish) for each in away)
        spans += ((each.start, each.finish) for each in self._along(outline))
        for start, finish in spans:
            if start < outline.latest and finish > outline.starts:
                begin, over = max(start, outline.starts), min(finish, outline.latest)
                yield self._clock.floor(begin), self._clock.ceil(over)

    def _counts(self, absence: Away) -> bool:
        return (Kind.AWAY if absence.approved else Kind.ASKED) in self._levels

    def _along(self, outline: Outline) -> Iterator[BoardBooking]:
        """What those do who are in the crew then, and the crews of somebody."""
        span = (outline.starts, outline.latest)
        for member in outline.technician.members:
            if member.meets(*span):
                yield from self._between(member.id, span)
        for crew in outline.technician.crews:
            yield from (each for each in self._between(crew.id, span) if crew.holds(each.start))


def _finish(booking: BoardBooking) -> tuple[datetime, int]:
    return booking.finish, booking.id
