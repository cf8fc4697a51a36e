"""What a fee comes to for part of a period, and what is taken off it: by days, by an amount, by a percentage.

Days are counted inclusively, and a day costs the price divided by the days of its whole period.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from domain.errors import Refusal
from domain.language import tr, trn
from domain.money import rounded
from domain.subscriptions.periods import Rhythm, periods_between
from domain.subscriptions.spans import Span, common

ZERO, WHOLE = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Part:
    """The days of a fee that lie in one period, and what they cost."""

    span: Span
    period: Span
    amount: Decimal


def parts(price: Decimal, rhythm: Rhythm, span: Span, currency: str) -> Iterator[Part]:
    """A fee for `span`, period by period; `price` is that of a whole period.

    A part costs what has come up until its end less what had come up before it, each rounded: so a whole period costs
    its price, and its parts add up to it however it is cut.
    """
    for period in periods_between(rhythm, span):
        inside = common(period, span)
        if inside is not None:
            before = (inside.starts_on - period.starts_on).days
            until = share(price, before + inside.days, period.days, currency)
            yield Part(inside, period, until - share(price, before, period.days, currency))


def part_words(rhythm: Rhythm, span: Span) -> str:
    """How much of a period a fee is for, to a customer; empty for all of one."""
    first, *more = periods_between(rhythm, span)
    if more:
        return trn("{count} day", "{count} days", span.days)
    return "" if first == span else tr("{days} of {all} days", days=span.days, all=first.days)


def fee_amount(price: Decimal, rhythm: Rhythm, span: Span, currency: str) -> Decimal:
    """What a fee for `span` comes to."""
    return sum((part.amount for part in parts(price, rhythm, span, currency)), ZERO)


def share(amount: Decimal, some: int, of: int, currency: str) -> Decimal:
    """So many of so many equal pieces of an amount, rounded once."""
    exactly = Fraction(amount) * some / of
    return rounded(Decimal(exactly.numerator) / exactly.denominator, currency)


def days_off(amount: Decimal, span: Span, days: int, currency: str, *, already: int = 0) -> Decimal:
    """What days on which nothing is due take off a fee: below 0. Only their number counts, not which ones they are.

    `already` is how many days were taken off before; all days together take off all of the fee.
    """
    if days < 1:
        raise Refusal(tr("At least one day is needed."), field="days")
    if already + days > span.days:
        raise Refusal(tr("This fee has {left} days left to take off.", left=span.days - already), field="days")
    return share(amount, already, span.days, currency) - share(amount, already + days, span.days, currency)


def amount_off(left: Decimal, amount: Decimal, currency: str) -> Decimal:
    """What a reduction by an amount takes off a fee of which `left` is left: below 0."""
    return -_checked(rounded(amount, currency), rounded(left, currency), "amount")


def percent_off(fee: Decimal, percent: Decimal, currency: str, *, left: Decimal | None = None) -> Decimal:
    """What a reduction by a percentage of the fee takes off: below 0; `left` is what earlier ones have left of it."""
    if not ZERO < percent <= WHOLE:
        raise Refusal(tr("A percentage above 0 and up to 100 is needed."), field="percent")
    remaining = rounded(fee if left is None else left, currency)
    return -_checked(rounded(fee * percent / WHOLE, currency), remaining, "percent")


def _checked(off: Decimal, left: Decimal, field: str) -> Decimal:
    if off <= 0:
        raise Refusal(tr("What is taken off must be above 0."), field=field)
    if off > left:
        raise Refusal(tr("Only {left} is left of this fee.", left=left), field=field)
    return off
