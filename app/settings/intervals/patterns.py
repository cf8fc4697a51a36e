"""Which days of its periods a rule names, as one chooses it on screen."""

from enum import StrEnum

from domain.language import tr
from domain.visits.interval import Last, Rule, Unit


class Pattern(StrEnum):
    """The way in which a rule names its days."""

    FIRST = "first"
    DAYS = "days"
    WEEKDAYS = "weekdays"
    NTH = "nth"
    LAST_DAY = "last_day"
    LAST_WORKING = "last_working"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Pattern.FIRST: tr("as on the first day"),
            Pattern.DAYS: tr("on days of the month"),
            Pattern.WEEKDAYS: tr("on weekdays"),
            Pattern.NTH: tr("on a weekday of the month"),
            Pattern.LAST_DAY: tr("on the last day of the month"),
            Pattern.LAST_WORKING: tr("on the last working day of the month"),
        }[self]


WITH_WEEKDAYS = frozenset({Pattern.WEEKDAYS, Pattern.NTH, Pattern.LAST_WORKING})


def patterns_of(unit: Unit) -> tuple[Pattern, ...]:
    """Those that make sense for a unit."""
    if unit in {Unit.MONTH, Unit.YEAR}:
        return tuple(Pattern)
    return Pattern.FIRST, Pattern.WEEKDAYS


def pattern_of(rule: Rule) -> Pattern:
    """The one that a rule follows."""
    if rule.last is not None:
        return Pattern.LAST_DAY if rule.last is Last.DAY else Pattern.LAST_WORKING
    if rule.days:
        return Pattern.DAYS
    if rule.nth:
        return Pattern.NTH
    return Pattern.WEEKDAYS if rule.weekdays else Pattern.FIRST


def unit_words(unit: Unit) -> str:
    """A unit behind a number."""
    return {Unit.DAY: tr("days"), Unit.WEEK: tr("weeks"), Unit.MONTH: tr("months"), Unit.YEAR: tr("years")}[unit]
