"""Months counted from a day: where a term of so many months ends and the next one begins."""

from calendar import monthrange
from datetime import date

from domain.errors import Refusal
from domain.language import tr

MONTHS = 12


def months_on(day: date, months: int) -> date:
    """The day on which a term of `months` from `day` is over and the next one begins.

    It has the same number as `day`; where the month lacks it, the term ends with the month. Always counted from
    the first day and never from one that was moved, so nothing drifts: 31 January, 1 March, 31 March, 1 May.
    Refused if it lies beyond the last year that can be told.
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if not date.min.year <= year <= date.max.year:
        raise Refusal(tr("That is too far from today."))
    if day.day <= monthrange(year, month + 1)[1]:
        return date(year, month + 1, day.day)
    return date(year, month + 2, 1)  # December has all days


def months_between(earlier: date, later: date) -> int:
    """How many terms of one month, counted from `earlier`, have begun after it by `later`; below 0 before it."""
    months = (later.year - earlier.year) * MONTHS + later.month - earlier.month
    return months if months_on(earlier, months) <= later else months - 1
