"""The time window of a visit: on which days and at what time of day it may be, and what closed days do to it."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from domain.errors import Refusal
from domain.language import tr

OpenDay = Callable[[date], bool]
"""Whether a calendar has working time on a day."""
FURTHEST = 31
"""How many days a visit without a window moves at most to get off closed days."""
MOST_DAYS = 183
MIDNIGHT = 24 * 60
_LAST = date.max.toordinal()


class WindowKind(StrEnum):
    """Which days are as good as the due day."""

    EXACT = "exact"
    WEEK = "week"
    MONTH = "month"
    DAYS = "days"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            WindowKind.EXACT: tr("On the day"),
            WindowKind.WEEK: tr("Any open day of the week"),
            WindowKind.MONTH: tr("Any open day of the month"),
            WindowKind.DAYS: tr("Days before and after"),
        }[self]


class ClosedPolicy(StrEnum):
    """What happens to a visit that falls due on a closed day, if its window has no open one."""

    LATER = "later"
    EARLIER = "earlier"
    KEEP = "keep"
    DROP = "drop"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ClosedPolicy.LATER: tr("Move later"),
            ClosedPolicy.EARLIER: tr("Move earlier"),
            ClosedPolicy.KEEP: tr("Keep and flag"),
            ClosedPolicy.DROP: tr("Drop"),
        }[self]


@dataclass(frozen=True, slots=True)
class Window:
    """When a visit may be: the days around its due day, and the local time of day it starts after and ends before.

    `before` and `after` are days, and count for WindowKind.DAYS alone.
    """

    kind: WindowKind = WindowKind.EXACT
    before: int = 0
    after: int = 0
    start_after: time | None = None
    end_before: time | None = None
    closed: ClosedPolicy = ClosedPolicy.LATER


class Bounds(NamedTuple):
    """What the day of a visit may not leave: the first and last day that hold, and the due days before and after it."""

    first: date = date.min
    last: date = date.max
    due_before: date | None = None
    due_after: date | None = None


class Place(NamedTuple):
    """The day of a visit, and from which to which day it can be moved to join others; `open` if work is done then.

    `begins` and `ends` are the days of its window that hold, where it has one.
    """

    day: date
    first: date
    last: date
    open: bool = True
    begins: date | None = None
    ends: date | None = None


def check_window(window: Window) -> None:
    """Refuse a window that has no time in it."""
    if not (0 <= window.before <= MOST_DAYS and 0 <= window.after <= MOST_DAYS):
        raise Refusal(tr("A window reaches from 0 to {most} days before and after.", most=MOST_DAYS), field="window")
    if window.start_after is not None and window.end_before is not None and window.end_before <= window.start_after:
        raise Refusal(tr("The time to end before must be later than the time to start after."), field="end_before")


def days_of(window: Window, due: date) -> tuple[date, date]:
    """The first and last day that the window itself allows."""
    if window.kind is WindowKind.WEEK:
        monday = due.toordinal() - due.weekday()
        return date.fromordinal(monday), date.fromordinal(monday + 6) if monday + 6 <= _LAST else date.max
    if window.kind is WindowKind.MONTH:
        return due.replace(day=1), due.replace(day=monthrange(due.year, due.month)[1])
    if window.kind is WindowKind.DAYS:
        return _day(due.toordinal() - window.before), _day(due.toordinal() + window.after)
    return due, due


def reach(window: Window) -> int:
    """How many days a visit can be away from its due day at most."""
    if window.kind is WindowKind.EXACT:
        return FURTHEST if window.closed in {ClosedPolicy.LATER, ClosedPolicy.EARLIER} else 0
    return {WindowKind.WEEK: 6, WindowKind.MONTH: 30}.get(window.kind, max(window.before, window.after))


def place(window: Window, due: date, bounds: Bounds, is_open: OpenDay) -> Place | None:
    """Where a visit stands by itself; None where its day is closed and it is to be dropped.

    On its due day if that is open, else on the nearest open day of its window, in the direction of the policy first.
    Without a window the policy alone says where to. It reaches at most half way to its neighbours in the series, or,
    without a window, not as far as their due days; what finds no open day stays on its due day and is flagged.
    """
    if window.kind is WindowKind.EXACT:
        return _exact(window.closed, due, bounds, is_open)
    begins, ends = days_of(window, due)
    begins, ends = max(begins, bounds.first), min(ends, bounds.last)
    first, last = apart_from_neighbours(begins, ends, due, bounds)
    if is_open(due):
        day: date | None = due
    else:
        ways = [_first_open(_down(due, first), is_open), _first_open(_up(due, last), is_open)]
        if window.closed is not ClosedPolicy.EARLIER:
            ways.reverse()
        day = next((found for found in ways if found is not None), None)
    if day is None:
        return None if window.closed is ClosedPolicy.DROP else Place(due, due, due, False, begins, ends)
    if not is_open(first):
        first = _first_open(_up(first, day), is_open) or day
    if not is_open(last):
        last = _first_open(_down(last, day), is_open) or day
    return Place(day, first, last, True, begins, ends)


def minutes_of(window: Window) -> tuple[int, int]:
    """From which to which minute of the local day a visit may last."""
    start, end = window.start_after, window.end_before
    return (
        start.hour * 60 + start.minute if start else 0,
        end.hour * 60 + end.minute if end else MIDNIGHT,
    )


def apart_from_neighbours(first: date, last: date, due: date, bounds: Bounds) -> tuple[date, date]:
    """The days of a window without those that are nearer to a neighbour of the series."""
    before, after, middle = bounds.due_before, bounds.due_after, due.toordinal()
    if before is not None and (half := (before.toordinal() + middle) // 2 + 1) > first.toordinal():
        first = date.fromordinal(half)
    if after is not None and (half := (middle + after.toordinal()) // 2) < last.toordinal():
        last = date.fromordinal(half)
    return first, last


def _exact(policy: ClosedPolicy, due: date, bounds: Bounds, is_open: OpenDay) -> Place | None:
    if is_open(due):
        return Place(due, due, due)
    day = None
    if policy is ClosedPolicy.DROP:
        return None
    if policy is ClosedPolicy.LATER:
        furthest = _until(bounds.last, bounds.due_after, -1, min)
        day = _first_open(_up(due, min(furthest, _day(due.toordinal() + FURTHEST))), is_open)
    elif policy is ClosedPolicy.EARLIER:
        furthest = _until(bounds.first, bounds.due_before, 1, max)
        day = _first_open(_down(due, max(furthest, _day(due.toordinal() - FURTHEST))), is_open)
    return Place(due, due, due, open=False) if day is None else Place(day, day, day)


def _until(bound: date, neighbour: date | None, step: int, nearer: Callable[[date, date], date]) -> date:
    return bound if neighbour is None else nearer(bound, _day(neighbour.toordinal() + step))


def _first_open(days: Iterable[int], is_open: OpenDay) -> date | None:
    for ordinal in days:
        day = date.fromordinal(ordinal)
        if is_open(day):
            return day
    return None


def _up(day: date, last: date) -> range:
    return range(day.toordinal() + 1, last.toordinal() + 1)


def _down(day: date, first: date) -> range:
    return range(day.toordinal() - 1, first.toordinal() - 1, -1)


def _day(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), _LAST))
