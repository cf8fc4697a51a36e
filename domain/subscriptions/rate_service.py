"""What the office does with the price of a subscription: set it from a day on, take that back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import exists, select

from domain.errors import Refusal
from domain.language import day_words, grouped, tr
from domain.money import exact
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.indexation import Rate
from domain.subscriptions.model import Fee, Subscription, SubscriptionRate
from domain.subscriptions.paid import paid_until, pays_days

Number = Decimal | int | str
TOO_LARGE = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class RateDraft:
    """A base price for a whole period and its index, from a day on, as they are asked for."""

    effective_on: date
    base: Number
    index: Number = 100


def set_rate(work: UnitOfWork, subscription_id: int, draft: RateDraft) -> int:
    """Let a subscription cost so much from a day on, which lies after what is billed; returns the id of the rate."""
    subscription = work.get(Subscription, subscription_id, lock=True)
    base, index = exact(draft.base, "base"), exact(draft.index, "index")
    if base < 0:
        raise Refusal(tr("A price cannot be negative."), field="base")
    if index <= 0:
        raise Refusal(tr("A number above 0 is needed."), field="index")
    rate = checked_rate(Rate(draft.effective_on, base, index), "base")
    _check_day(work, subscription, rate.effective_on)
    return add_rate(work, subscription, rate)


def remove_rate(work: UnitOfWork, rate_id: int) -> None:
    """Take back a price that no fee was made by."""
    rate = work.get(SubscriptionRate, rate_id)
    subscription = work.get(Subscription, rate.subscription_id, lock=True)
    rate = work.get(SubscriptionRate, rate_id, lock=True)
    used = exists().where(Fee.subscription_id == subscription.id, pays_days(), Fee.starts_on >= rate.effective_on)
    if work.session.scalar(select(used)):
        raise Refusal(tr("Fees were made by this price: take them back or credit them first."))
    work.session.delete(rate)
    work.note("subscription_rate.removed", rate)


def add_rate(work: UnitOfWork, subscription: Subscription, rate: Rate) -> int:
    """Keep a rate that was checked, of a subscription that is held."""
    row = SubscriptionRate(
        subscription_id=subscription.id, effective_on=rate.effective_on, base=rate.base, index_value=rate.index
    )
    return work.add(row, "subscription_rate.added").id


def checked_rate(rate: Rate, field: str) -> Rate:
    """A rate that can be kept. Raises Refusal for one that has grown beyond all measure or shrunk to nothing."""
    if rate.index <= 0:
        raise Refusal(tr("A number above 0 is needed."), field=field)
    if max(rate.base, rate.index) >= TOO_LARGE or rate.price >= TOO_LARGE:
        raise Refusal(tr("A price is below {most}.", most=grouped(TOO_LARGE)), field=field)
    return rate


def _check_day(work: UnitOfWork, subscription: Subscription, day: date) -> None:
    same = exists().where(SubscriptionRate.subscription_id == subscription.id, SubscriptionRate.effective_on == day)
    if work.session.scalar(select(same)):
        raise Refusal(
            tr("There is a price from {day} on: take it back first.", day=day_words(day)), field="effective_on"
        )
    until = paid_until(work.session, subscription.id)
    if until is not None and day <= until:
        raise Refusal(
            tr("There are fees until {day}: choose a later day, or credit them.", day=day_words(until)),
            field="effective_on",
        )
