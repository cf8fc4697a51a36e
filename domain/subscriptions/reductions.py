"""Takes something off a fee, for days on which nothing is due or as a price reduction: as a negative fee of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Gone, Refusal
from domain.language import tr
from domain.money import exact, rounded
from domain.store.subjects import word_for
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.indexation import FINEST
from domain.subscriptions.model import Fee, FeeKind, FeeStatus, Subscription
from domain.subscriptions.proration import amount_off, days_off, percent_off
from domain.subscriptions.spans import Span


@dataclass(frozen=True, slots=True)
class Left:
    """What earlier reductions have left of a fee."""

    amount: Decimal
    days: int


def reduce_days(work: UnitOfWork, fee_id: int, days: int) -> int:
    """Take days off a fee; only their number counts. Returns the id of the negative fee."""
    fee = _reducible(work, fee_id)
    if not fee.kind.takes_days:
        raise Refusal(tr("This fee has no days to take off: reduce its price instead."), field="days")
    left, span = left_of(work.session, fee), Span(fee.starts_on, fee.ends_on)
    off = days_off(fee.amount, span, days, fee.currency, already=span.days - left.days)
    if -off > left.amount:
        raise Refusal(tr("Only {left} is left of this fee.", left=rounded(left.amount, fee.currency)), field="days")
    rule = tr("{days} of {all} days off", days=days, all=span.days)
    reduction = _reduction(work, fee, FeeKind.REDUCTION_DAYS, off, rule)
    reduction.quantity, reduction.days_off = Decimal(days), days
    reduction.price = (off / days).quantize(FINEST, ROUND_HALF_UP)
    return work.add(reduction, "fee.made").id


def reduce_price(work: UnitOfWork, fee_id: int, amount: Decimal | int | str) -> int:
    """Take an amount off a fee; returns the id of the negative fee."""
    fee = _reducible(work, fee_id)
    off = amount_off(left_of(work.session, fee).amount, exact(amount, "amount"), fee.currency)
    rule = tr("price reduction by {amount}", amount=f"{-off:f}")
    return work.add(_reduction(work, fee, FeeKind.PRICE_REDUCTION, off, rule), "fee.made").id


def reduce_price_by_percent(work: UnitOfWork, fee_id: int, percent: Decimal | int | str) -> int:
    """Take a percentage of all of a fee off it; returns the id of the negative fee."""
    fee = _reducible(work, fee_id)
    share = exact(percent, "percent")
    off = percent_off(fee.amount, share, fee.currency, left=left_of(work.session, fee).amount)
    rule = tr("price reduction by {percent} %", percent=f"{share.normalize():f}")
    return work.add(_reduction(work, fee, FeeKind.PRICE_REDUCTION, off, rule), "fee.made").id


def left_of(session: Session, fee: Fee) -> Left:
    """What is left of a fee after the reductions that hold."""
    mine = [each for each in reductions_of(session, [fee.id]) if each.status is not FeeStatus.CREDITED]
    days = sum(each.days_off or 0 for each in mine)
    amount = sum((each.amount for each in mine), fee.amount)
    return Left(amount, Span(fee.starts_on, fee.ends_on).days - days)


def reductions_of(session: Session, fee_ids: Iterable[int]) -> list[Fee]:
    """All reductions of these fees, the first ones first."""
    return list(session.scalars(select(Fee).where(Fee.reduces_id.in_(list(fee_ids))).order_by(Fee.id)))


def held_fee(work: UnitOfWork, fee_id: int) -> Fee:
    """A fee whose subscription, and then itself, is held by this unit of work. Raises Gone."""
    subscription_id = work.session.scalar(select(Fee.subscription_id).where(Fee.id == fee_id))
    if subscription_id is None:
        raise Gone(tr("This {subject} is not there any more.", subject=word_for(Fee.subject)))
    work.get(Subscription, subscription_id, lock=True)
    return work.get(Fee, fee_id, lock=True)


def _reducible(work: UnitOfWork, fee_id: int) -> Fee:
    fee = held_fee(work, fee_id)
    if fee.reduces_id is not None:
        raise Refusal(tr("This is a reduction itself: reduce the fee that it belongs to."))
    if fee.status is FeeStatus.CREDITED:
        raise Refusal(tr("This fee is credited: nothing is left of it."))
    return fee


def _reduction(work: UnitOfWork, fee: Fee, kind: FeeKind, off: Decimal, rule: str) -> Fee:
    return Fee(
        subscription_id=fee.subscription_id,
        kind=kind,
        status=FeeStatus.OPEN,
        starts_on=fee.starts_on,
        ends_on=fee.ends_on,
        text=fee.text,
        quantity=Decimal(1),
        base_price=fee.base_price,
        index_value=fee.index_value,
        price=off,
        price_rule=rule,
        amount=off,
        currency=fee.currency,
        tax_percent=fee.tax_percent,
        made_at=work.now,
        reduces_id=fee.id,
    )
