"""Credit notes for fees: what was invoiced is taken back, and what was accrued with it by a rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.errors import Refusal
from domain.language import day_words, tr
from domain.subscriptions.bookkeeping import LedgerEntry, accruing, invoicing, mirrored
from domain.words import ReversalRule

IsClosed = Callable[[date], bool]
"""Whether the books of a day are closed."""


@dataclass(frozen=True, slots=True)
class Posted:
    """An accrual that is posted and not taken back."""

    amount: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Booked:
    """The entries of one booking, all of one day; none where the amount is nothing."""

    on: date
    entries: tuple[LedgerEntry, ...]


def check_open(day: date, is_closed: IsClosed, field: str) -> None:
    """Refuse a day whose books are closed."""
    if is_closed(day):
        raise Refusal(tr("The books are closed for {day}: choose a later day.", day=day_words(day)), field=field)


def credit(
    fee: Decimal,
    posted: Iterable[Posted],
    rule: ReversalRule,
    credited_on: date,
    is_closed: IsClosed,
    *,
    accrues: bool = True,
) -> tuple[Booked, ...]:
    """What crediting a fee books, for each accrual and at last for the fee: nothing of it is left on any account."""
    check_open(credited_on, is_closed, "credited_on")
    back = reversals(posted, rule, credited_on, is_closed)
    return (*back, Booked(credited_on, mirrored(invoicing(fee, credited_on, accrues=accrues), credited_on)))


def reversals(
    posted: Iterable[Posted], rule: ReversalRule, credited_on: date, is_closed: IsClosed
) -> tuple[Booked, ...]:
    """What taking back each accrual of a credited fee books; those of closed days fall to the day of the credit note.

    If that is to be done by hand it must have been done before: refused as long as one is left.
    """
    left = tuple(posted)
    if rule is ReversalRule.MANUAL and left:
        days = ", ".join(day_words(accrual.on) for accrual in left)
        raise Refusal(tr("Take back the accruals of this fee first: {days}.", days=days))
    return tuple(taken_back(accrual, _day(accrual, rule, credited_on, is_closed)) for accrual in left)


def taken_back(accrual: Posted, on: date) -> Booked:
    """What taking an accrual back on a day books."""
    return Booked(on, mirrored(accruing(accrual.amount, accrual.on), on))


def _day(accrual: Posted, rule: ReversalRule, credited_on: date, is_closed: IsClosed) -> date:
    keeps_day = rule is ReversalRule.ORIGINAL_DATE and not is_closed(accrual.on)
    return accrual.on if keeps_day else credited_on
