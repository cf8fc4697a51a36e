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
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.progress.progress import AHEAD
from domain.scheduling.rules.case import NIGHT
from domain.scheduling.rules.terms import Terms
from domain.scheduling.travel.ways import by_technician
from domain.workforce.rosters import Break

Wish = Callable[[BoardBooking], datetime]


class Broken(StrEnum):
    """What breaks of a promise that held before."""

    WINDOW = "window"
    DUE = "due"


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
    first = Moved(late, late.start, finish, _breaks(late, late.start, finish))
    later = replace(late, finish=finish)
    found = _Day(technician, terms, later).lay(_rest_of_day(rows, later), _soonest if close_gaps else _stays)
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
        for at, row in enumerate(rows):
            if row.shared:
                continue
            if is_fixed(row):
                if self._reached(row) > row.start:
                    missed.append(row)
                if self._before is None or row.finish >= self._before.finish:
                    self._before = row
                continue
            start = self._start(row, max(wish(row), self._reached(row)))
            following = next((other for other in rows[at + 1 :] if is_fixed(other) and not other.shared), None)
            if start is None or not self._fits(row, start, following):
                left_over.append(row)
                continue
            finish = start + (row.finish - row.start)
            if start != row.start:
                moved.append(Moved(row, start, finish, _breaks(row, start, finish)))
            self._before = replace(row, start=start, finish=finish)
        return Cascade(tuple(moved), tuple(left_over), tuple(missed))

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
        if row.lock is Lock.WINDOW and row.need.window_until is not None and start > row.need.window_until:
            return False
        return fixed is None or start + (row.finish - row.start) + self._way(row, fixed) <= fixed.start


def is_fixed(row: BoardBooking) -> bool:
    """Whether nobody but its own dispatcher moves it."""
    return row.status not in AHEAD or row.lock in {Lock.TIME, Lock.BOTH}


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


def _outside(row: BoardBooking, technician: BoardTechnician) -> bool:
    """Whether it was planned outside the working hours on purpose."""
    return not any(begin <= row.start and row.finish <= end for begin, end in technician.working)


def _breaks(row: BoardBooking, start: datetime, finish: datetime) -> tuple[Broken, ...]:
    held = _broken(row.need, row.start, row.finish)
    return tuple(kind for kind in _broken(row.need, start, finish) if kind not in held)


def _broken(need: Need, start: datetime, finish: datetime) -> list[Broken]:
    late = [Broken.WINDOW] if need.window_until is not None and start > need.window_until else []
    return [*late, Broken.DUE] if need.due is not None and finish > need.due else late
