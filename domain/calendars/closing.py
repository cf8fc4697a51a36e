"""Which days a calendar is closed, and why: holidays that nobody switched off, and closures of its own."""

from calendar import isleap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.calendars.holidays import SEPARATOR, named_days
from domain.calendars.hours import Window


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A holiday, by name, on which work goes on; without a `year`, every year."""

    name: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Closed from a first to a last day, both included, every year unless a `year` (of the first day) is given.

    A last day that is earlier in the year than the first is in the year after.
    """

    name: str
    first_month: int
    first_day: int
    last_month: int
    last_day: int
    year: int | None = None

    def days(self, year: int) -> Iterator[date]:
        """The closed days that begin in a year."""
        if self.year not in {None, year}:
            return
        turns = (self.last_month, self.last_day) < (self.first_month, self.first_day)
        day = _on(year, self.first_month, self.first_day)
        last = _on(year + turns, self.last_month, self.last_day, later=False)
        while day <= last:
            yield day
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDraft:
    """A calendar as it is entered and shown. Without a `timezone` it is meant in that of each site."""

    name: str
    windows: tuple[Window, ...]
    timezone: str | None = None
    country: str = ""
    subdivision: str = ""
    open_holidays: tuple[OpenDay, ...] = ()
    closures: tuple[ClosedDays, ...] = ()


class DayKind(StrEnum):
    """Why a day is not like others."""

    HOLIDAY = "holiday"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day that is not like others; a holiday can be `open` all the same."""

    day: date
    name: str
    kind: DayKind
    open: bool


def day_rows(draft: CalendarDraft, year: int) -> tuple[DayRow, ...]:
    """All holidays and closures of a year, by day; a day with two holidays has two rows."""
    found = [*_holidays(draft, year), *_closures(draft, year)]
    return tuple(sorted(found, key=lambda row: (row.day, row.kind, row.name)))


def closed_days(draft: CalendarDraft) -> Callable[[int], frozenset[date]]:
    """What tells the closed days of each year."""

    def closed(year: int) -> frozenset[date]:
        return frozenset(row.day for row in day_rows(draft, year) if not row.open)

    return closed


def _holidays(draft: CalendarDraft, year: int) -> Iterator[DayRow]:
    opened = {each.name for each in draft.open_holidays if each.year in {None, year}}
    for day, names in named_days(draft.country, draft.subdivision, year).items():
        for name in names.split(SEPARATOR):
            yield DayRow(day, name, DayKind.HOLIDAY, name in opened)


def _closures(draft: CalendarDraft, year: int) -> Iterator[DayRow]:
    for closure in draft.closures:
        for day in (*closure.days(year - 1), *closure.days(year)):
            if day.year == year:
                yield DayRow(day, closure.name, DayKind.CLOSURE, open=False)


def _on(year: int, month: int, day: int, *, later: bool = True) -> date:
    """That day; 29 February in other years is the day after or before."""
    if (month, day) == (2, 29) and not isleap(year):
        return date(year, 3, 1) if later else date(year, 2, 28)
    return date(year, month, day)
