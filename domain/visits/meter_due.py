"""When a meter asks for a visit: every so many units since it was last done, projected from how fast it runs."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from domain.errors import Refusal
from domain.language import tr

FURTHEST = 3660
"""How many days ahead a meter is projected; what comes later says nothing about a date."""


@dataclass(frozen=True, slots=True)
class MeterUse:
    """How a meter stands: its `total` on the day of its last reading, and how many units it makes `per_day`.

    `used` is what of the total was made since the service was last done, `times_done` how often it was done. Totals
    go on when a counter rolls over or is replaced. Between `every` less and plus the `tolerance` is as good as due.
    """

    read_on: date
    total: Decimal
    per_day: Decimal
    used: Decimal
    every: Decimal
    tolerance: Decimal = Decimal(0)
    times_done: int = 0


@dataclass(frozen=True, slots=True)
class Crossing:
    """The next time a meter asks for a visit; `number` is its key: the meter asks once, whatever is read until then.

    Without a `due` day the meter does not run, or so slowly that nothing can be said.
    """

    number: int
    at_total: Decimal
    left: Decimal
    due: date | None
    earliest: date | None
    latest: date | None

    @property
    def reached(self) -> bool:
        """Whether the units have been made already."""
        return self.left <= 0


class Cause(StrEnum):
    """What made a visit due."""

    CALENDAR = "calendar"
    METER = "meter"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {Cause.CALENDAR: tr("Calendar"), Cause.METER: tr("Meter")}[self]


def crossing(use: MeterUse) -> Crossing:
    """The next crossing. What is reached was due on the day of the reading, if it cannot be told to be earlier."""
    _check(use)
    left = use.every - use.used
    return Crossing(
        number=use.times_done + 1,
        at_total=use.total + left,
        left=left,
        due=_when(use, left),
        earliest=_when(use, left - use.tolerance),
        latest=_when(use, left + use.tolerance),
    )


def first_of(by_calendar: date | None, by_meter: date | None) -> tuple[date, Cause] | None:
    """Calendar or meter, whichever comes first; on the same day it is the calendar."""
    found = [(day, cause) for cause, day in zip(Cause, (by_calendar, by_meter), strict=True) if day is not None]
    return min(found, key=lambda each: each[0], default=None)


def _check(use: MeterUse) -> None:
    if use.every <= 0:
        raise Refusal(tr("The units from one visit to the next must be more than 0."), field="every")
    if not 0 <= use.tolerance < use.every:
        raise Refusal(tr("The tolerance must be less than the units from one visit to the next."), field="tolerance")
    if use.used < 0 or use.per_day < 0:
        raise Refusal(tr("A meter that counts up cannot run backwards."), field="used")


def _when(use: MeterUse, left: Decimal) -> date | None:
    """The day on which so many more units are made."""
    if left <= 0:
        return _passed(use, -left)
    if left > use.per_day * FURTHEST:
        return None
    days = int((left / use.per_day).to_integral_value(ROUND_CEILING))
    return date.fromordinal(min(use.read_on.toordinal() + days, date.max.toordinal()))


def _passed(use: MeterUse, over: Decimal) -> date:
    """The day on which they were made, at the speed of late; that of the reading, if that says nothing."""
    if over >= use.per_day * FURTHEST:
        return use.read_on
    days = int(over / use.per_day)
    return date.fromordinal(max(use.read_on.toordinal() - days, 1))
