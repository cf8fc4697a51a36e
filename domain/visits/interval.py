"""How often something falls due: rules that name days, rules that take days away, and single days and times off."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec


class Unit(StrEnum):
    """What an interval counts in. Weeks begin on Monday, and are counted from the one in which the series begins."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Last(StrEnum):
    """The end of a month, as a rule can name it."""

    DAY = "day"
    WORKING_DAY = "working_day"


@dataclass(frozen=True, slots=True)
class Rule:
    """Every so many units, on those days; what is left out is as on the first day of the series.

    `weekdays` (0 is Monday) with `nth` (1 to 4, -1 the last) are weekdays of the month, without it every such day of
    the unit. `days` are days of the month; where a month is too short, its last day stands for them. The last working
    day is the last Monday to Friday, or the last of the `weekdays`: holidays are left to the window of the visit, so
    that a change to the calendar never renames a visit. With a year as unit the `months` are chosen, else kept to.
    """

    unit: Unit
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    last: Last | None = None
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """Days on which nothing falls due, first and last included; if `yearly`, the years of the two are of no account."""

    first: date
    last: date
    yearly: bool = False

    def covers(self, day: date) -> bool:
        """Whether the day is one of them; yearly days may go over the end of the year."""
        if not self.yearly:
            return self.first <= day <= self.last
        here = (day.month, day.day)
        first, last = (self.first.month, self.first.day), (self.last.month, self.last.day)
        return first <= here <= last if first <= last else here >= first or here <= last


@dataclass(frozen=True, slots=True)
class Interval:
    """When a series falls due: what the rules include, less what is excluded, and the `extra` days in any case.

    Without any rule it is once, on the first day of the series. `count` ends the series after so many.
    """

    include: tuple[Rule, ...] = ()
    exclude: tuple[Rule, ...] = ()
    breaks: tuple[Break, ...] = ()
    extra: tuple[date, ...] = ()
    count: int | None = None


ONCE = Interval()


def to_json(interval: Interval) -> dict[str, Any]:
    """The interval as it is kept."""
    kept: dict[str, Any] = msgspec.to_builtins(interval)
    return kept


def from_json(kept: dict[str, Any]) -> Interval:
    """The interval that was kept; raises msgspec.ValidationError for anything else."""
    return msgspec.convert(kept, Interval)
