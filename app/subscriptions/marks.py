"""The marks of subscriptions, fees and periods: a shape and a word, and a colour besides."""

from app.shared.chips import Chip, Shape
from domain.language import tr
from domain.subscriptions.billed_periods import PeriodState
from domain.subscriptions.detail import AccrualRow, FeeRow
from domain.subscriptions.model import FeeStatus

PERIOD_MARKS = {
    PeriodState.EARNED: ("good", Shape.CIRCLE),
    PeriodState.BILLED: ("info", Shape.SQUARE),
    PeriodState.OPEN: ("minor", Shape.DIAMOND),
    PeriodState.PART: ("major", Shape.TRIANGLE),
    PeriodState.CREDITED: ("neutral", Shape.DIAMOND),
    PeriodState.GAP: ("critical", Shape.OCTAGON),
    PeriodState.LATER: ("neutral", Shape.DOT),
}
FEE_TONES = {FeeStatus.OPEN: "minor", FeeStatus.INVOICED: "info"}


def period_chip(state: PeriodState) -> Chip:
    """How far a period is."""
    tone, shape = PERIOD_MARKS[state]
    return Chip(state.label, tone, shape)


def fee_chip(row: FeeRow) -> Chip:
    """Where a fee stands."""
    return Chip(row.status.label, FEE_TONES.get(row.status, "neutral"), soft=True)


def accrual_chip(row: AccrualRow) -> Chip:
    """Whether a part is earned, still to come, or taken back."""
    if row.reversed_on is not None:
        return Chip(tr("Taken back"), "neutral", soft=True)
    if row.posted_on is not None:
        return Chip(tr("Posted"), "good", soft=True)
    return Chip(tr("Still to come"), "minor", soft=True)
