"""The periods of a subscription in a row, each with how far it is billed and earned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.language import tr
from domain.subscriptions.gaps import Validity
from domain.subscriptions.model import FeeStatus
from domain.subscriptions.periods import Rhythm, next_period, period_of
from domain.subscriptions.spans import Span, common, left_over

MOST_PERIODS = 36


class PeriodState(StrEnum):
    """How far a period is."""

    EARNED = "earned"
    BILLED = "billed"
    OPEN = "open"
    PART = "part"
    CREDITED = "credited"
    GAP = "gap"
    LATER = "later"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            PeriodState.EARNED: tr("Earned"),
            PeriodState.BILLED: tr("Invoiced"),
            PeriodState.OPEN: tr("Fee open"),
            PeriodState.PART: tr("Part missing"),
            PeriodState.CREDITED: tr("Credited"),
            PeriodState.GAP: tr("No fee"),
            PeriodState.LATER: tr("Still to come"),
        }[self]


@dataclass(frozen=True, slots=True)
class Paid:
    """Days that a fee pays for; `earned` is whether all of it is posted as revenue."""

    span: Span
    status: FeeStatus
    earned: bool = False


@dataclass(frozen=True, slots=True)
class BilledPeriod:
    """The days of a period on which the subscription holds, and how far they are."""

    span: Span
    state: PeriodState

    @property
    def lacks_fees(self) -> bool:
        """Whether some of its days have no fee that counts."""
        return self.state in {PeriodState.PART, PeriodState.CREDITED, PeriodState.GAP, PeriodState.LATER}


def billed_periods(rhythm: Rhythm, validity: Validity, fees: Iterable[Paid], today: date) -> tuple[BilledPeriod, ...]:
    """The last periods up to the one that follows today, or the last fee; of long ones only the latest are told."""
    known = tuple(fees)
    last_fee = max((each.span.ends_on for each in known), default=validity.starts_on)
    last = next_period(rhythm, period_of(rhythm, max(today, last_fee, validity.starts_on)))
    first = rhythm.number_of(last.starts_on) - MOST_PERIODS + 1
    numbers = range(max(first, rhythm.number_of(validity.starts_on)), rhythm.number_of(last.starts_on) + 1)
    held = (validity.clip(rhythm.period(number)) for number in numbers)
    return tuple(BilledPeriod(span, _state(span, known, today)) for span in held if span is not None)


def _state(span: Span, fees: tuple[Paid, ...], today: date) -> PeriodState:
    inside = [each for each in fees if common(each.span, span) is not None]
    paying = [each for each in inside if each.status is not FeeStatus.CREDITED]
    if not paying:
        return _unpaid(span, credited=bool(inside), today=today)
    if next(left_over(span, [each.span for each in paying]), None) is not None:
        return PeriodState.PART
    if any(each.status is FeeStatus.OPEN for each in paying):
        return PeriodState.OPEN
    return PeriodState.EARNED if all(each.earned for each in paying) else PeriodState.BILLED


def _unpaid(span: Span, *, credited: bool, today: date) -> PeriodState:
    if credited:
        return PeriodState.CREDITED
    return PeriodState.GAP if span.starts_on <= today else PeriodState.LATER
