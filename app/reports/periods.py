"""Spans of days that people ask for by name."""

from datetime import date, timedelta
from enum import StrEnum

from domain.language import tr

MONTHS = 12
QUARTER = 3


class Period(StrEnum):
    """A span of days, as it lies around today."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"

    @property
    def label(self) -> str:
        """The words in the sentence."""
        return {
            Period.THIS_MONTH: tr("this month"),
            Period.LAST_MONTH: tr("last month"),
            Period.THIS_QUARTER: tr("this quarter"),
            Period.THIS_YEAR: tr("this year"),
            Period.LAST_YEAR: tr("last year"),
        }[self]

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day, both included."""
        month = today.replace(day=1)
        if self is Period.THIS_MONTH:
            return month, _end(month, 1)
        if self is Period.LAST_MONTH:
            first = _months_later(month, -1)
            return first, _end(first, 1)
        if self is Period.THIS_QUARTER:
            first = month.replace(month=(month.month - 1) // QUARTER * QUARTER + 1)
            return first, _end(first, QUARTER)
        year = today.year - (self is Period.LAST_YEAR)
        return date(year, 1, 1), date(year, 12, 31)


def _end(first: date, months: int) -> date:
    return _months_later(first, months) - timedelta(days=1)


def _months_later(first: date, months: int) -> date:
    total = first.year * MONTHS + first.month - 1 + months
    return date(total // MONTHS, total % MONTHS + 1, 1)
