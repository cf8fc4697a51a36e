"""Spans of days that people ask for by name."""

from datetime import date, timedelta
from enum import StrEnum

from domain.language import tr

MONTHS = 12
QUARTER = 3


class Period(StrEnum):
    """A span of days, as it lies around today."""

    THIS_MONTH = "this_month"
    NEXT_MONTH = "next_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    NEXT_QUARTER = "next_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"

    @property
    def label(self) -> str:
        """The words in the sentence."""
        return {
            Period.THIS_MONTH: tr("this month"),
            Period.NEXT_MONTH: tr("next month"),
            Period.LAST_MONTH: tr("last month"),
            Period.THIS_QUARTER: tr("this quarter"),
            Period.NEXT_QUARTER: tr("next quarter"),
            Period.THIS_YEAR: tr("this year"),
            Period.LAST_YEAR: tr("last year"),
        }[self]

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day, both included."""
        month = today.replace(day=1)
        quarter = month.replace(month=(month.month - 1) // QUARTER * QUARTER + 1)
        match self:
            case Period.THIS_MONTH:
                return _whole(month, 1)
            case Period.NEXT_MONTH:
                return _whole(_months_later(month, 1), 1)
            case Period.LAST_MONTH:
                return _whole(_months_later(month, -1), 1)
            case Period.THIS_QUARTER:
                return _whole(quarter, QUARTER)
            case Period.NEXT_QUARTER:
                return _whole(_months_later(quarter, QUARTER), QUARTER)
        return _whole(date(today.year - (self is Period.LAST_YEAR), 1, 1), MONTHS)


def _whole(first: date, months: int) -> tuple[date, date]:
    return first, _months_later(first, months) - timedelta(days=1)


def _months_later(first: date, months: int) -> date:
    total = first.year * MONTHS + first.month - 1 + months
    return date(total // MONTHS, total % MONTHS + 1, 1)
