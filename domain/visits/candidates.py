"""The due days of one line, each with the place it would have by itself or the reason why it has none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.visits.asking import Asked
from domain.visits.basis import Basis, next_due
from domain.visits.combine import month_of
from domain.visits.meter_due import Cause, first_of
from domain.visits.plan_lines import Existing, PlanLine
from domain.visits.planned import Reason
from domain.visits.series import YEAR, occurrences
from domain.visits.window import MIDNIGHT, Bounds, Place, WindowKind, place, reach

_HALF_WEEK = 3


@dataclass(slots=True)
class Candidate:
    """A due day on its way to a visit; `day` and `minute` are filled in when visits are put together.

    What is `lasting` is told of in every later period, too. `asked` is what a meter or a condition made due.
    """

    line: PlanLine
    due: date
    month: int
    place: Place | None = None
    reason: Reason | None = None
    day: date | None = None
    minute: int = MIDNIGHT
    lasting: bool = False
    asked: Asked | None = None

    @property
    def floats(self) -> bool:
        """Whether its due day follows from the last completion."""
        return self.line.basis is Basis.FLOATING


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that are asked for; `whole` if the visits of all their months are wanted, to be put together."""

    first: date
    last: date
    whole: bool

    @property
    def months(self) -> tuple[int, int]:
        """The months, from the year 0 on, among whose visits those of the days are."""
        return (
            min(month_of(self.first, kind) for kind in (WindowKind.MONTH, WindowKind.WEEK)),
            max(month_of(self.last, kind) for kind in (WindowKind.MONTH, WindowKind.WEEK)),
        )


def candidates(line: PlanLine, stretch: Stretch) -> Iterator[Candidate]:
    """The due days of a line that are in a stretch or, if it is wanted whole, in one of its months."""
    if line.basis is Basis.FLOATING:
        yield from _floating(line, stretch)
    elif (reason := _blocked(line)) is not None:
        yield from _told(line, stretch, reason)
    elif line.interval is not None:
        yield from _fixed(line, stretch)


def _fixed(line: PlanLine, stretch: Stretch) -> Iterator[Candidate]:
    assert line.interval is not None
    first, last = _whole(stretch) if stretch.whole else (stretch.first, stretch.last)
    lowest, highest = stretch.months
    kind, low, high = line.window.kind, line.holds_from, line.holds_until
    # Half way to a neighbour is within reach up to twice as far away.
    margin = reach(line.window) * (1 if kind is WindowKind.EXACT else 2)
    dues = list(occurrences(line.interval, line.anchor, _shifted(first, -margin), _shifted(last, margin)))
    for at, due in enumerate(dues):
        if not first <= due <= last:
            continue
        month = month_of(due, kind) if stretch.whole else 0
        if stretch.whole and not lowest <= month <= highest:
            continue
        if not low <= due <= high:
            yield Candidate(line, due, month, reason=Reason.OUTSIDE)
            continue
        bounds = Bounds(low, high, dues[at - 1] if at else None, dues[at + 1] if at + 1 < len(dues) else None)
        placed = place(line.window, due, bounds, line.is_open)
        yield Candidate(line, due, month, placed, None if placed else Reason.CLOSED)


def _floating(line: PlanLine, stretch: Stretch) -> Iterator[Candidate]:
    """The one visit of a floating line that is next, and what was made of it before."""
    first, last = _whole(stretch) if stretch.whole else (stretch.first, stretch.last)
    told = {due for due, state in line.existing.items() if state is Existing.OPEN or first <= due <= last}
    following, asked = (None, None) if Existing.OPEN in line.existing.values() else _next(line)
    if following is not None:
        told.add(following)
    low, high = line.holds_from, line.holds_until
    for due in sorted(each for each in told if each <= last):
        reason = _blocked(line) or (None if low <= due <= high else Reason.OUTSIDE)
        by = asked if due == following else None
        window = by.window(line.window) if by is not None else line.window
        placed = None if reason else place(window, due, Bounds(low, high), line.is_open)
        # What is next stays due until it is done, however long ago that was.
        lasting = line.existing.get(due, Existing.OPEN) is Existing.OPEN
        reason = reason or (None if placed else Reason.CLOSED)
        yield Candidate(line, due, month_of(due, line.window.kind), placed, reason, lasting=lasting, asked=by)


def _next(line: PlanLine) -> tuple[date | None, Asked | None]:
    """The next due day, and what asks for it where that is not the calendar."""
    cancelled = {due for due, state in line.existing.items() if state is Existing.CANCELLED}
    by_calendar = next_due(line.interval, line.anchor, line.last_done, cancelled) if line.interval else None
    first = first_of(by_calendar, None if line.asked is None else line.asked.due)
    if first is None:
        return None, None
    due, cause = first
    # What was done early can fall due again on the day it was due then, and a visit needs a key of its own.
    while due in line.existing:
        due = _shifted(due, 1)
    return due, line.asked if cause is Cause.METER else None


def _told(line: PlanLine, stretch: Stretch, reason: Reason) -> Iterator[Candidate]:
    dues = occurrences(line.interval, line.anchor, stretch.first, stretch.last) if line.interval else ()
    return (Candidate(line, due, 0, reason=reason) for due in dues)


def _blocked(line: PlanLine) -> Reason | None:
    """Why a line brings no visits at all."""
    if line.terms.template:
        return Reason.TEMPLATE
    if line.terms.suspended:
        return Reason.SUSPENDED
    return Reason.STOPPED if line.stopped else None


def _whole(stretch: Stretch) -> tuple[date, date]:
    """All days that may belong to the months of a stretch: a week goes with its Thursday."""
    lowest, highest = stretch.months
    first = date(*_split(lowest), 1)
    after = highest + 1
    last = date(*_split(after), 1) if after < (date.max.year + 1) * YEAR else date.max
    return _shifted(first, -_HALF_WEEK), _shifted(last, _HALF_WEEK)


def _split(index: int) -> tuple[int, int]:
    return index // YEAR, index % YEAR + 1


def _shifted(day: date, days: int) -> date:
    if day.toordinal() + days < 1:
        return date.min
    return day + timedelta(days=days) if days <= (date.max - day).days else date.max
