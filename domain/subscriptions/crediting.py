"""Credit notes for fees: what was invoiced is taken back, and what was accrued with it by a rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.errors import Refusal
from domain.language import tr
from domain.subscriptions.bookkeeping import LedgerEntry, accruing, invoicing, mirrored
from domain.words import ReversalRule

IsClosed = Callable[[date], bool]
"""Whether the books of a day are closed."""


@dataclass(frozen=True, slots=True)
class Posted:
    """An accrual that is posted and not taken back."""

    amount: Decimal
    on: date


def check_open(day: date, is_closed: IsClosed, field: str) -> None:
    """Refuse a day whose books are closed."""
    if is_closed(day):
        raise Refusal(tr("The books are closed for {day}: choose a later day.", day=day.isoformat()), field=field)


def credit(
    fee: Decimal, posted: Iterable[Posted], rule: ReversalRule, credited_on: date, is_closed: IsClosed
) -> tuple[LedgerEntry, ...]:
    """What crediting a fee, whose revenue is accrued, books: nothing of it is left on any account."""
    check_open(credited_on, is_closed, "credited_on")
    taken_back = reversals(posted, rule, credited_on, is_closed)
    return (*taken_back, *mirrored(invoicing(fee, credited_on, accrues=True), credited_on))


def reversals(
    posted: Iterable[Posted], rule: ReversalRule, credited_on: date, is_closed: IsClosed
) -> tuple[LedgerEntry, ...]:
    """What taking back the accruals of a credited fee books; those of closed days fall to the day of the credit note.

    If that is to be done by hand it must have been done before: refused as long as one is left.
    """
    left = tuple(posted)
    if rule is ReversalRule.MANUAL and left:
        days = ", ".join(accrual.on.isoformat() for accrual in left)
        raise Refusal(tr("Take back the accruals of this fee first: {days}.", days=days))
    return tuple(
        entry
        for accrual in left
        for entry in mirrored(accruing(accrual.amount, accrual.on), _day(accrual, rule, credited_on, is_closed))
    )


def _day(accrual: Posted, rule: ReversalRule, credited_on: date, is_closed: IsClosed) -> date:
    keeps_day = rule is ReversalRule.ORIGINAL_DATE and not is_closed(accrual.on)
    return accrual.on if keeps_day else credited_on
