"""Making the fees of subscriptions, each day of them once, and taking back what is not invoiced yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.store.references import is_used
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.subscriptions.fee_plan import PlannedFee, plan_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.model import Fee, FeeStatus, Subscription
from domain.subscriptions.reductions import held_fee, reductions_of
from domain.subscriptions.terms import Terms, read_terms
from domain.subscriptions.usage_plan import read_meters


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is: so many of all subscriptions, how many fees the last one got, or why it got none."""

    done: int
    total: int
    subscription_id: int
    fees: int = 0
    reason: str = ""


def create_fees(work: UnitOfWork, subscription_id: int, wish: Wish) -> tuple[int, ...]:
    """Make the fees that are wished for and not there yet; returns their ids. What cannot be asked for is refused.

    The subscription is held meanwhile: whoever wishes the same at the same time finds it made.
    """
    work.get(Subscription, subscription_id, lock=True)
    (terms,) = read_terms(work.session, Subscription.id == subscription_id)
    planned = plan_fees(terms, wish, read_meters(work.session, [terms], wish)).fees
    return tuple(fee.id for fee in work.add_all((_fee(work, terms, each) for each in planned), "fee.made"))


def create_group_fees(store: Store, actor: str, group_id: int, wish: Wish) -> Iterator[Step]:
    """Make the fees of all subscriptions of a group, each in a transaction of its own, telling after each.

    Who stops listening stops it between two; doing it again goes on from there and makes nothing twice.
    """
    mine = select(Subscription.id).where(Subscription.group_id == group_id).order_by(Subscription.number)
    with store.read() as session:
        keys = session.scalars(mine).all()
    for done, key in enumerate(keys, start=1):
        try:
            yield Step(done, len(keys), key, fees=len(store.run(actor, create_fees, key, wish)))
        except Refusal as refusal:
            yield Step(done, len(keys), key, reason=str(refusal))


def take_back(work: UnitOfWork, fee_id: int, version: int) -> None:
    """Let a fee that is not invoiced be as if it had never been made, with its reductions; its days are free again."""
    fee = held_fee(work, fee_id)
    check_version(fee, version, fee.text)
    if fee.status is not FeeStatus.OPEN:
        raise Refusal(tr("This fee is invoiced: credit it instead."))
    for reduction in reductions_of(work.session, [fee.id]):
        if reduction.status is not FeeStatus.OPEN:
            raise Refusal(tr("A reduction of this fee was invoiced, so it stays: invoice and credit it instead."))
        _remove(work, reduction)
    _remove(work, fee)


def _remove(work: UnitOfWork, fee: Fee) -> None:
    if is_used(work.session, fee):
        raise Refusal(tr("This fee is on an invoice proposal: take it off there first."))
    work.session.delete(fee)
    work.note("fee.taken_back", fee)
    work.session.flush()


def _fee(work: UnitOfWork, terms: Terms, planned: PlannedFee) -> Fee:
    return Fee(
        subscription_id=terms.id,
        kind=planned.kind,
        status=FeeStatus.OPEN,
        starts_on=planned.span.starts_on,
        ends_on=planned.span.ends_on,
        text=planned.text or terms.name,
        quantity=planned.quantity,
        base_price=planned.base,
        index_value=planned.index,
        price=planned.price,
        price_rule=planned.rule,
        amount=planned.amount,
        currency=planned.currency,
        tax_percent=terms.tax_percent,
        made_at=work.now,
        used_from=planned.used_from,
        used_to=planned.used_to,
    )
