"""What the next due day follows from: the series as agreed, or the day on which the work was last done."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from enum import StrEnum

from domain.language import tr
from domain.visits.interval import Interval
from domain.visits.series import occurrences, period_after


class Basis(StrEnum):
    """Whether doing a visit early or late shifts those after it."""

    FIXED = "fixed"
    FLOATING = "floating"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Basis.FIXED: tr("As agreed, whenever it is done"),
            Basis.FLOATING: tr("From the last completion"),
        }[self]


def next_due(interval: Interval, anchor: date, last_done: date | None, passed: Collection[date] = ()) -> date | None:
    """When a floating series falls due: on its first day, once done an interval after that.

    Days of the month and weekdays are those of the period after the one of the completion, however late in it that
    was. `passed` are due days that were cancelled: the next one in the same distance takes their place.
    """
    if last_done is None:
        days = occurrences(interval, anchor, anchor, date.max)
    elif not interval.include:
        return None
    else:
        rule = interval.include[0]
        named = bool(rule.weekdays or rule.days or rule.last)
        first = period_after(rule, last_done) if named else date.fromordinal(last_done.toordinal() + 1)
        # How many there have been is the caller's to know: a series counted from here would begin anew.
        days = occurrences(replace(interval, count=None), last_done, first, date.max)
    return next((day for day in days if day not in passed), None)
