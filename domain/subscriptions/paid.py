"""Which days of a subscription are paid for: those of its fees that are not credited."""

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.subscriptions.model import Fee, FeeKind, FeeStatus
from domain.subscriptions.spans import Span


def pays_days() -> ColumnElement[bool]:
    """Whether a fee takes its days, so that no other one may have them."""
    kinds = [kind for kind in FeeKind if kind.takes_days]
    return Fee.kind.in_(kinds) & (Fee.status != FeeStatus.CREDITED)


def bills_days() -> ColumnElement[bool]:
    """Whether a fee bills its days, at a price or by usage."""
    return pays_days() | ((Fee.kind == FeeKind.USAGE) & (Fee.status != FeeStatus.CREDITED))


def billed_spans(session: Session, subscription_id: int) -> tuple[Span, ...]:
    """The spans of the fees of a subscription, at a price or by usage, in their order."""
    statement = select(Fee.starts_on, Fee.ends_on).where(Fee.subscription_id == subscription_id, bills_days())
    return tuple(sorted(Span(first, last) for first, last in session.execute(statement)))


def paid_until(session: Session, subscription_id: int) -> date | None:
    """The last day that is paid for at a price."""
    return session.scalar(select(func.max(Fee.ends_on)).where(Fee.subscription_id == subscription_id, pays_days()))
