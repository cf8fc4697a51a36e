"""Numbers, money, dates and texts as papers show them, in the user's locale."""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date, format_interval, format_time
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from domain.language import spoken
from domain.money import PLACES, digits


def number(value: Decimal | float) -> str:
    """With as many digits after the sign as it has, at most four."""
    return format_decimal(value, "#,##0.####", locale=spoken())


def money(value: Decimal, currency: str) -> str:
    """With the sign of the currency, and as many digits as its amounts are rounded to."""
    locale = Locale.parse(spoken())
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (digits(currency), digits(currency))
    return str(pattern.apply(value, locale, currency=currency, currency_digits=False))


def amount(value: Decimal, currency: str) -> str:
    """With the digits of the currency but without its sign: for columns. Prices keep what is finer."""
    least = digits(currency)
    return format_decimal(value, "#,##0." + "0" * least + "#" * (PLACES - least), locale=spoken())


def percent(value: Decimal) -> str:
    """A rate that is given in percent."""
    return f"{number(value)}\N{NO-BREAK SPACE}%"


def day(value: date | datetime) -> str:
    """A date."""
    return format_date(value, "medium", locale=spoken())


def days(first: date, last: date | None) -> str:
    """From the first day to the last, in one line; one alone is that day."""
    return day(first) if last is None or last == first else format_interval(first, last, "yMMMd", locale=spoken())


def weekday(value: date) -> str:
    """A date with the name of its day."""
    return format_date(value, "full", locale=spoken())


def clock_time(value: datetime) -> str:
    """Hours and minutes."""
    return format_time(value, "short", locale=spoken())


def moment(value: datetime) -> str:
    """Date, hours and minutes."""
    return f"{day(value)} {clock_time(value)}"


def span(start: datetime, finish: datetime) -> str:
    """From when until when; the date of the end only where it is another one."""
    end = clock_time(finish) if finish.date() == start.date() else moment(finish)
    return f"{moment(start)} – {end}"


def breaks(text: str) -> Markup:
    """A text with its line breaks."""
    return Markup("<br/>").join(escape(row) for row in text.splitlines())


def country_name(code: str) -> str:
    """The name of a country in the user's language; the code itself where there is none."""
    return str(Locale.parse(spoken()).territories.get(code, code))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "number": number,
    "money": money,
    "amount": amount,
    "percent": percent,
    "day": day,
    "weekday": weekday,
    "clock_time": clock_time,
    "moment": moment,
    "breaks": breaks,
}
FUNCTIONS: Mapping[str, Callable[..., Any]] = {"span": span, "days": days}
