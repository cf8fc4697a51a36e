"""How days, periods and prices of subscriptions are written."""

from datetime import date
from decimal import Decimal

from app.shared.days import month_words, short_day
from app.shared.money import bare, money
from app.shared.times import Times
from domain.language import tr
from domain.subscriptions.indexation import WHOLE, Rate
from domain.subscriptions.spans import ONE_DAY, Span

MONTHS_OF_YEAR, MONTHS_OF_QUARTER = 12, 3


def span_words(span: Span) -> str:
    """From the first day to the last; one day alone is that day."""
    if span.days == 1:
        return short_day(span.starts_on)
    return tr("{first} to {last}", first=short_day(span.starts_on), last=short_day(span.ends_on))


def period_words(span: Span) -> str:
    """A whole year, quarter or month by its name, anything else by its days."""
    first, after = span.starts_on, span.ends_on + ONE_DAY
    if first.day == 1 and after.day == 1:
        months = (after.year - first.year) * MONTHS_OF_YEAR + after.month - first.month
        if months == MONTHS_OF_YEAR and first.month == 1:
            return str(first.year)
        if months == MONTHS_OF_QUARTER and first.month % MONTHS_OF_QUARTER == 1:
            return _quarter(first)
        if months == 1:
            return month_words(first)
    return span_words(span)


def _quarter(first: date) -> str:
    return tr("Q{quarter} {year}", quarter=first.month // MONTHS_OF_QUARTER + 1, year=first.year)


def rate_words(rate: Rate, currency: str, times: Times) -> str:
    """A price, and what it comes from where it is indexed."""
    price = money(rate.price, currency, times)
    if rate.index == WHOLE:
        return price
    base, index = bare(rate.base, currency, times), plain(rate.index, times)
    return tr("{price} ({base} at {index})", price=price, base=base, index=index)


def plain(number: Decimal, times: Times) -> str:
    """A number with as many decimals as it has."""
    exponent = number.normalize().as_tuple().exponent
    return times.number(float(number), max(0, -exponent) if isinstance(exponent, int) else 0)
