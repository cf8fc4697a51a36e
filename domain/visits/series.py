"""The days on which a series falls due; each is reckoned from the first day of the series, never from the one before.

So moving a visit shifts no other, month ends come back after short months, and any year is as quick to ask for as the
first.
"""

import calendar
from collections.abc import Iterator
from datetime import date
from heapq import merge
from itertools import islice

from domain.visits.interval import Interval, Last, Rule, Unit

WEEK = 7
YEAR = 12
_WORKING = (0, 1, 2, 3, 4)


def occurrences(interval: Interval, anchor: date, first: date, last: date) -> Iterator[date]:
    """The due days from `first` to `last`, both included, ascending; `anchor` is the first day of the series."""
    if interval.count is None:
        return _all(interval, anchor, max(first, anchor), last)
    counted = islice(_all(interval, anchor, anchor, last), interval.count)
    return (day for day in counted if day >= first)


def fits(rule: Rule, anchor: date, day: date) -> bool:
    """Whether a rule names a day, in a series that begins with `anchor`."""
    if rule.unit is Unit.DAY:
        return (day.toordinal() - anchor.toordinal()) % rule.every == 0 and _kept(rule, day)
    if rule.unit is Unit.WEEK:
        weeks = (_monday(day) - _monday(anchor)) // WEEK
        named = rule.weekdays or (anchor.weekday(),)
        return weeks % rule.every == 0 and day.weekday() in named and (not rule.months or day.month in rule.months)
    months = _month(day) - _month(anchor) if rule.unit is Unit.MONTH else (day.year - anchor.year) * YEAR
    return (
        months % (rule.every * (YEAR if rule.unit is Unit.YEAR else 1)) == 0
        and (not (named_months := _months(rule, anchor)) or day.month in named_months)
        and day.day in _days(rule, anchor, day.year, day.month)
    )


def left_out(interval: Interval, anchor: date, day: date) -> bool:
    """Whether a day is excluded, or in a break."""
    return any(fits(rule, anchor, day) for rule in interval.exclude) or any(
        each.covers(day) for each in interval.breaks
    )


def period_after(rule: Rule, day: date) -> date:
    """The first day of the period that comes `every` units after the one of a day: a month, a week, a day."""
    if rule.unit is Unit.DAY:
        return date.fromordinal(min(day.toordinal() + rule.every, date.max.toordinal()))
    if rule.unit is Unit.WEEK:
        return date.fromordinal(min(_monday(day) + rule.every * WEEK, date.max.toordinal()))
    months = _month(day) + rule.every if rule.unit is Unit.MONTH else (day.year + rule.every) * YEAR
    year, month = divmod(months, YEAR)
    return date(year, month + 1, 1) if year <= date.max.year else date.max


def _all(interval: Interval, anchor: date, first: date, last: date) -> Iterator[date]:
    """The due days without regard to how many there are."""
    named = [_of_rule(rule, anchor, first, last) for rule in interval.include]
    if not interval.include and first <= anchor <= last:
        named = [iter((anchor,))]
    days = named[0] if len(named) == 1 else merge(*named)
    if interval.exclude or interval.breaks:
        days = (day for day in days if not left_out(interval, anchor, day))
    if interval.extra:
        days = merge(days, (day for day in sorted(interval.extra) if first <= day <= last))
    return _once_each(days) if len(named) > 1 or interval.extra else days


def _once_each(days: Iterator[date]) -> Iterator[date]:
    before = None
    for day in days:
        if day != before:
            yield day
        before = day


def _of_rule(rule: Rule, anchor: date, first: date, last: date) -> Iterator[date]:
    """What one rule names from `first`, which is not before the anchor, to `last`."""
    if rule.unit is Unit.DAY:
        return _daily(rule, anchor, first, last)
    if rule.unit is Unit.WEEK:
        return _weekly(rule, anchor, first, last)
    return _monthly(rule, anchor, first, last)


def _daily(rule: Rule, anchor: date, first: date, last: date) -> Iterator[date]:
    start = first.toordinal() + (anchor.toordinal() - first.toordinal()) % rule.every
    for ordinal in range(start, last.toordinal() + 1, rule.every):
        day = date.fromordinal(ordinal)
        if _kept(rule, day):
            yield day


def _weekly(rule: Rule, anchor: date, first: date, last: date) -> Iterator[date]:
    step, monday = rule.every * WEEK, _monday(anchor)
    start = monday + (first.toordinal() - monday) // step * step
    weekdays = sorted(rule.weekdays) or (anchor.weekday(),)
    lowest, highest = first.toordinal(), last.toordinal()
    for week in range(start, highest + 1, step):
        for weekday in weekdays:
            if lowest <= week + weekday <= highest:
                day = date.fromordinal(week + weekday)
                if not rule.months or day.month in rule.months:
                    yield day


def _monthly(rule: Rule, anchor: date, first: date, last: date) -> Iterator[date]:
    for index in _month_indices(rule, anchor, first, last):
        year, month = divmod(index, YEAR)
        for number in _days(rule, anchor, year, month + 1):
            day = date(year, month + 1, number)
            if first <= day <= last:
                yield day


def _month_indices(rule: Rule, anchor: date, first: date, last: date) -> Iterator[int]:
    """The months in which a rule of months or years names days, counted from the year 0."""
    named = sorted(_months(rule, anchor))
    if rule.unit is Unit.YEAR:
        start = anchor.year + (first.year - anchor.year) // rule.every * rule.every
        for year in range(start, last.year + 1, rule.every):
            yield from (year * YEAR + month - 1 for month in named)
        return
    start = _month(anchor) + (_month(first) - _month(anchor)) // rule.every * rule.every
    for index in range(start, _month(last) + 1, rule.every):
        if not named or index % YEAR + 1 in named:
            yield index


def _days(rule: Rule, anchor: date, year: int, month: int) -> list[int]:
    """The days of one month that a rule of months or years names, ascending."""
    first, length = calendar.monthrange(year, month)
    if rule.last is Last.DAY:
        return [length]
    if rule.last is Last.WORKING_DAY:
        working = rule.weekdays or _WORKING
        return [next(day for day in range(length, 0, -1) if (first + day - 1) % WEEK in working)]
    if rule.days:
        return sorted({min(day, length) for day in rule.days})
    if rule.weekdays:
        return sorted(day for weekday in rule.weekdays for day in _weekdays(rule.nth, (weekday - first) % WEEK, length))
    return [min(anchor.day, length)]


def _weekdays(nth: tuple[int, ...], offset: int, length: int) -> set[int]:
    """The first, second or last day of a month that is a weekday which comes first `offset` days after the 1st."""
    every = range(offset + 1, length + 1, WEEK)
    return {every[number - 1 if number > 0 else number] for number in nth} if nth else set(every)


def _months(rule: Rule, anchor: date) -> tuple[int, ...]:
    return rule.months or ((anchor.month,) if rule.unit is Unit.YEAR else ())


def _kept(rule: Rule, day: date) -> bool:
    return (not rule.weekdays or day.weekday() in rule.weekdays) and (not rule.months or day.month in rule.months)


def _month(day: date) -> int:
    return day.year * YEAR + day.month - 1


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()
