"""When the revenue of an invoiced fee is earned: the fee spread over the periods it is for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.errors import Refusal
from domain.language import tr
from domain.subscriptions.periods import PeriodCode, Rhythm, periods_between
from domain.subscriptions.proration import ZERO, share
from domain.subscriptions.spans import Span, common
from domain.words import RoundingIn

#: Over which periods the fee of an invoicing period may be spread.
ALLOWED: Mapping[PeriodCode, tuple[PeriodCode, ...]] = {
    PeriodCode.YEAR: (PeriodCode.YEAR, PeriodCode.QUARTER, PeriodCode.MONTH, PeriodCode.DAY),
    PeriodCode.QUARTER: (PeriodCode.QUARTER, PeriodCode.MONTH, PeriodCode.DAY),
    PeriodCode.MONTH: (PeriodCode.MONTH, PeriodCode.DAY),
    PeriodCode.WEEK: (PeriodCode.DAY,),
    PeriodCode.DAY: (PeriodCode.DAY,),
}


@dataclass(frozen=True, slots=True)
class Accrual:
    """What is earned of a fee in one period."""

    span: Span
    amount: Decimal


def check_allowed(invoiced: PeriodCode, accrued: PeriodCode) -> None:
    """Refuse accrual periods that do not fit into the periods of the invoices."""
    if accrued not in ALLOWED[invoiced]:
        words = ", ".join(code.label for code in ALLOWED[invoiced])
        raise Refusal(
            tr("Fees by the {period} can be accrued by: {codes}.", period=invoiced.label, codes=words),
            field="accrual_code",
        )


def accruals(
    fee: Decimal, span: Span, rhythm: Rhythm, currency: str, *, by_day: bool, rounding_in: RoundingIn
) -> tuple[Accrual, ...]:
    """A fee spread over the periods of its span, each with the same amount or by its days; they add up to the fee.

    What rounding leaves over goes where it was asked for. Where that would turn the sign of this accrual (a small fee
    spread over many days) it is spread as it comes up instead.
    """
    spans = [part for period in periods_between(rhythm, span) if (part := common(period, span))]
    weights = [part.days if by_day else 1 for part in spans]
    amounts = [share(fee, weight, sum(weights), currency) for weight in weights]
    place = 0 if rounding_in is RoundingIn.FIRST else -1
    amounts[place] += fee - sum(amounts)
    if amounts[place] * fee < 0:
        amounts = _as_it_comes_up(fee, weights, currency)
    return tuple(Accrual(part, amount) for part, amount in zip(spans, amounts, strict=True))


def earned_by(spread: Iterable[Accrual], day: date) -> tuple[Accrual, ...]:
    """The accruals whose period is over on a day: those to post on it."""
    return tuple(accrual for accrual in spread if accrual.span.ends_on <= day)


def _as_it_comes_up(fee: Decimal, weights: list[int], currency: str) -> list[Decimal]:
    amounts, come, before = [], 0, ZERO
    for weight in weights:
        come += weight
        until = share(fee, come, sum(weights), currency)
        amounts.append(until - before)
        before = until
    return amounts
