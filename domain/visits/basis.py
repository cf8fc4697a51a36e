"""What the next due day follows from: the series as agreed, or the day on which the work was last done."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from enum import StrEnum

from domain.language import tr
from domain.visits.checks import LOOK_AHEAD
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.series import left_out, occurrences, period_after


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

    `passed` are due days that were cancelled: the next one is then an interval after them.
    """
    if last_done is None:
        due = next(occurrences(interval, anchor, anchor, _ahead(anchor)), None)
    else:
        due = _after(interval, anchor, last_done)
    while due is not None and due in passed:
        due = _after(interval, anchor, due)
    return due


def _after(interval: Interval, anchor: date, done: date) -> date | None:
    """An interval after a day; where that is left out, as soon after it as can be.

    Days of the month and weekdays are those of the period after the one of that day, however late in it that was.
    """
    if not interval.include:
        return None
    rule = interval.include[0]
    named = bool(rule.weekdays or rule.days or rule.last)
    first = period_after(rule, done) if named else date.fromordinal(min(done.toordinal() + 1, date.max.toordinal()))
    step = Interval((replace(rule, months=()),))
    target = next(occurrences(step, done, first, date.max), None)
    if target is None:
        return None
    finer = replace(rule, every=1) if named else Rule(Unit.DAY, months=rule.months)
    days = occurrences(Interval((finer,)), target, target, _ahead(target))
    return next((day for day in days if not left_out(interval, anchor, day)), None)


def _ahead(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + LOOK_AHEAD, date.max.toordinal()))
