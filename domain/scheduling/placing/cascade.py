"""What a delay does to the rest of a day: who moves by how much, which promises break, and what does not fit any more.

Pure: it proposes, and `edits.rearrange` does what of it is accepted. Nobody overtakes anybody, what is locked or begun
stays, ways and breaks are kept, and nothing moves to an earlier time unless that is asked for.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import Lock
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.progress.progress import AHEAD
from domain.scheduling.rules import beside, promises
from domain.scheduling.rules.case import NIGHT, Case
from domain.scheduling.rules.findings import Placement
from domain.scheduling.rules.terms import Terms
from domain.scheduling.travel.ways import by_technician
from domain.workforce.rosters import Break

Wish = Callable[[BoardBooking], datetime]


class Broken(StrEnum):
    """What breaks of a promise that held before."""

    WINDOW = "window"
    DUE = "due"


PROMISES = {Broken.WINDOW: promises.window, Broken.DUE: promises.due}


@dataclass(frozen=True, slots=True)
class Moved:
    """A booking that begins or ends at another time."""

    booking: BoardBooking
    start: datetime
    finish: datetime
    breaks: tuple[Broken, ...] = ()

    @property
    def by(self) -> timedelta:
        """How much later it ends; below zero: earlier."""
        return self.finish - self.booking.finish

    @property
    def edit(self) -> Edit:
        """The edit that moves it."""
        row = self.booking
        return Edit(row.id, row.order_id, row.technician_id, self.start, self.finish, row.version)


@dataclass(frozen=True, slots=True)
class Cascade:
    """What follows from a delay."""

    moved: tuple[Moved, ...] = ()
    left_over: tuple[BoardBooking, ...] = ()
    """What has no room any more before the day ends, or before what is locked."""
    missed: tuple[BoardBooking, ...] = ()
    """What stays where it is, but cannot be reached in time."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that move everything that moves."""
        return tuple(each.edit for each in self.moved)


def cascade(
    technician: BoardTechnician,
    bookings: Iterable[BoardBooking],
    booking_id: int,
    finish: datetime,
    terms: Terms,
    *,
    close_gaps: bool = False,
) -> Cascade:
    """What follows for the rest of the day when a booking ends at `finish`.

    What is left over must be taken off or given away together with the edits, for others have its time.
    """
    rows = _own(technician, bookings)
    late = next(row for row in rows if row.id == booking_id)
    later = replace(late, finish=finish)
    day = _Day(technician, terms, later)
    first = Moved(late, late.start, finish, day.breaks(late, late.start, finish))
    found = day.lay(_rest_of_day(rows, later), _soonest if close_gaps else _stays)
    return replace(found, moved=(first, *found.moved)) if finish != late.finish else found


def push_day(
    technician: BoardTechnician, bookings: Iterable[BoardBooking], since: datetime, minutes: int, terms: Terms
) -> Cascade:
    """What follows when everything from a moment of a day on is to begin so much later, or earlier."""
    rows = _own(technician, bookings)
    before = max((row for row in rows if row.start < since), key=lambda row: row.finish, default=None)
    following = [row for row in rows if row.start >= since]
    if not following:
        return Cascade()
    day = [following[0], *_rest_of_day(rows, following[0])]
    if before is not None and day[0].start - before.finish >= NIGHT:
        before = None
    return _Day(technician, terms, before).lay(day, lambda row: row.start + timedelta(minutes=minutes))


class _Day:
    """One day of a technician, laid anew behind what comes first."""

    def __init__(self, technician: BoardTechnician, terms: Terms, before: BoardBooking | None) -> None:
        self._technician, self._terms, self._before = technician, terms, before

    def lay(self, rows: Sequence[BoardBooking], wish: Wish) -> Cascade:
        """Each of the rows at the time it wishes, or as soon after that as it can be."""
        moved: list[Moved] = []
        left_over: list[BoardBooking] = []
        missed: list[BoardBooking] = []
        over = _lying_over(rows)
        for at, row in enumerate(rows):
            if row.id in over:
                continue
            if is_fixed(row):
                if self._reached(row) > row.start:
                    missed.append(row)
                if self._before is None or row.finish >= self._before.finish:
                    self._before = row
                continue
            start = self._start(row, max(_promised(row, wish(row)), self._reached(row)))
            following = next((other for other in rows[at + 1 :] if is_fixed(other) and other.id not in over), None)
            if start is None or not self._fits(row, start, following):
                left_over.append(row)
                continue
            finish = start + (row.finish - row.start)
            if start != row.start:
                moved.append(Moved(row, start, finish, self.breaks(row, start, finish)))
            self._before = replace(row, start=start, finish=finish)
        return Cascade(tuple(moved), tuple(left_over), tuple(missed))

    def breaks(self, row: BoardBooking, start: datetime, finish: datetime) -> tuple[Broken, ...]:
        """The promises that hold where it is, and would not there."""
        held, case = self._case(row, row.start, row.finish), self._case(row, start, finish)
        return tuple(kind for kind, rule in PROMISES.items() if rule(case) and not rule(held))

    def _case(self, row: BoardBooking, start: datetime, finish: datetime) -> Case:
        here = Placement.of(row, start=start, finish=finish)
        return Case(here, self._technician, (), row.need, self._terms, None)

    def _reached(self, row: BoardBooking) -> datetime:
        """When one can be there after what comes before."""
        if self._before is None:
            return row.start if not self._technician.working else min(row.start, self._technician.working[0][0])
        return self._before.finish + self._way(self._before, row)

    def _way(self, before: BoardBooking, row: BoardBooking) -> timedelta:
        return timedelta(minutes=self._terms.travel.minutes(before.need.place, row.need.place) or 0)

    def _start(self, row: BoardBooking, earliest: datetime) -> datetime | None:
        """The first time from `earliest` on that is inside the hours and leaves the breaks; None if there is none."""
        length = row.finish - row.start
        if _outside(row, self._technician):
            return earliest
        for begin, end in self._technician.working:
            start = max(begin, earliest)
            for pause in self._technician.breaks:
                start = self._after(pause, start, length)
            if start + length <= end:
                return start if start - row.start < NIGHT else None
        return None

    def _after(self, pause: Break, start: datetime, length: timedelta) -> datetime:
        """Behind the break, where there would be no room for it any more before or after the work."""
        needed = timedelta(minutes=pause.minutes)
        begins = pause.start if self._before is None else max(pause.start, self._before.finish)
        if start >= pause.finish or start + length <= pause.start:
            return start
        if start - begins >= needed or pause.finish - (start + length) >= needed:
            return start
        return max(start, begins + needed)

    def _fits(self, row: BoardBooking, start: datetime, fixed: BoardBooking | None) -> bool:
        """Whether it is over in time for what is locked behind it, and begins while it may."""
        finish = start + (row.finish - row.start)
        if beside.lock(self._case(row, start, finish)):
            return False
        return fixed is None or finish + self._way(row, fixed) <= fixed.start


def is_fixed(row: BoardBooking) -> bool:
    """Whether nobody but its own dispatcher moves it."""
    nowhere_to_go = row.lock is Lock.WINDOW and (row.need.window_from, row.need.window_until) == (None, None)
    return row.status not in AHEAD or row.lock in {Lock.TIME, Lock.BOTH} or nowhere_to_go


def _own(technician: BoardTechnician, bookings: Iterable[BoardBooking]) -> Sequence[BoardBooking]:
    return by_technician(row for row in bookings if row.technician_id == technician.id).get(technician.id, [])


def _rest_of_day(rows: Sequence[BoardBooking], first: BoardBooking) -> list[BoardBooking]:
    """What follows until a night is between two of them."""
    found, finish = [], first.finish
    for row in rows:
        if (row.start, row.id) <= (first.start, first.id):
            continue
        if row.start - finish >= NIGHT:
            break
        found.append(row)
        finish = max(finish, row.finish)
    return found


def _stays(row: BoardBooking) -> datetime:
    return row.start


def _soonest(row: BoardBooking) -> datetime:
    return row.need.window_from or row.start - NIGHT


def _promised(row: BoardBooking, wished: datetime) -> datetime:
    """What is locked in its window waits for it."""
    first = row.need.window_from
    return wished if row.lock is not Lock.WINDOW or first is None else max(wished, first)


def _lying_over(rows: Sequence[BoardBooking]) -> frozenset[int]:
    """Those that share their time knowingly, and lie over others really."""
    return frozenset(
        row.id
        for row in rows
        if row.shared
        and any(row.start < other.finish and other.start < row.finish for other in rows if other.id != row.id)
    )


def _outside(row: BoardBooking, technician: BoardTechnician) -> bool:
    """Whether it was planned outside the working hours on purpose."""
    return not any(begin <= row.start and row.finish <= end for begin, end in technician.working)
