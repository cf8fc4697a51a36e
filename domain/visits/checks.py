"""What is refused of an interval before a series is made of it."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from domain.errors import Refusal
from domain.language import tr
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.series import YEAR, occurrences

MOST = 1000
"""The largest number of units in a step, and of visits in a series that ends by itself."""
LOOK_AHEAD = 30 * 366
"""What does not fall due within so many days never does."""
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_NTH = 4


def check_interval(interval: Interval, anchor: date) -> None:
    """Refuse an interval that makes no sense, or that never falls due in a series beginning with `anchor`."""
    for rule in (*interval.include, *interval.exclude):
        check_rule(rule)
    for rule in interval.include:
        _check_months(rule, anchor)
    for each in interval.breaks:
        if each.last < each.first and not each.yearly:
            raise Refusal(tr("The last day is before the first."), field="breaks")
    if interval.count is not None and not 1 <= interval.count <= MOST:
        raise Refusal(tr("A series can end after 1 to {most} visits.", most=MOST), field="count")
    if not interval.include and (interval.exclude or interval.breaks):
        raise Refusal(tr("Only days to leave out are given; name days on which it falls due."), field="include")
    _check_left(interval, anchor)


def check_floating(interval: Interval) -> None:
    """Refuse what cannot be counted from the last completion: several rules or days, or chosen months of a year."""
    if len(interval.include) > 1 or interval.extra or any(_days_of(rule) > 1 for rule in interval.include):
        sentence = tr("From the last completion, an interval has one rule with one day.")
        raise Refusal(sentence, field="include")


def _days_of(rule: Rule) -> int:
    """How many days a rule names in one of its periods, or more."""
    months = len(rule.months) + 1 if rule.unit is Unit.YEAR else 1
    if rule.last:
        return months
    weekdays = len(rule.weekdays) * (max(len(rule.nth), 1) if rule.nth or rule.unit is Unit.WEEK else 2)
    return months * max(weekdays, len(rule.days), 1)


def check_rule(rule: Rule) -> None:
    """Refuse a rule whose parts do not go together."""
    monthly = rule.unit in {Unit.MONTH, Unit.YEAR}
    if not 1 <= rule.every <= MOST:
        raise Refusal(tr("An interval is 1 to {most} units long.", most=MOST), field="every")
    if not _within(rule.weekdays, range(7)):
        raise Refusal(tr("A weekday is a number from 0 (Monday) to 6."), field="weekdays")
    if not _within(rule.nth, (*range(1, _LAST_NTH + 1), -1)) or (rule.nth and not (monthly and rule.weekdays)):
        sentence = tr("A weekday of the month is the first to fourth or the last of a weekday, by months or years.")
        raise Refusal(sentence, field="nth")
    if not _within(rule.days, range(1, 32)) or (rule.days and not monthly):
        raise Refusal(tr("A day of the month is a number from 1 to 31, by months or years."), field="days")
    if rule.last and not monthly:
        raise Refusal(tr("The end of a month belongs to an interval of months or years."), field="last")
    if (rule.days and (rule.weekdays or rule.last)) or (rule.last and rule.nth):
        raise Refusal(tr("A rule names either days of the month or weekdays or the end of the month."), field="days")
    if not _within(rule.months, range(1, YEAR + 1)):
        raise Refusal(tr("A month is a number from 1 to 12."), field="months")


def _check_months(rule: Rule, anchor: date) -> None:
    """Refuse days of the month that no month of the rule has, and months to which its steps never come."""
    if rule.unit not in {Unit.MONTH, Unit.YEAR}:
        return
    stepped = {(anchor.month - 1 + step * rule.every) % YEAR + 1 for step in range(YEAR)}
    months = stepped if rule.unit is Unit.MONTH else {anchor.month}
    if rule.months:
        months = set(rule.months) & (stepped if rule.unit is Unit.MONTH else set(rule.months))
    if not months:
        raise Refusal(tr("The steps of this interval never come to a chosen month."), field="months")
    longest = max(_LONGEST[month - 1] for month in months)
    missing = next((day for day in rule.days if day > longest), None)
    if missing is not None:
        raise Refusal(tr("No month of this interval has a day {day}.", day=missing), field="days")


def _check_left(interval: Interval, anchor: date) -> None:
    """Refuse an interval of which nothing is left."""
    until = date.fromordinal(min(anchor.toordinal() + LOOK_AHEAD, date.max.toordinal()))
    if any(True for _ in islice(occurrences(interval, anchor, anchor, until), 1)):
        return
    if interval.exclude or interval.breaks:
        raise Refusal(tr("This interval never falls due: all its days are left out."), field="exclude")
    raise Refusal(tr("This interval never falls due."), field="include")


def _within(given: Iterable[int], allowed: Iterable[int]) -> bool:
    return set(given) <= set(allowed)
