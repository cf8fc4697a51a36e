"""What the office does with subscriptions: make and change them, let them end, stop and go on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.agreements.header import checked_name
from domain.agreements.model import Agreement
from domain.errors import Refusal
from domain.language import day_words, grouped, tr
from domain.money import checked_currency, exact
from domain.parameters import service as parameters
from domain.parties.model import Customer
from domain.store.numbering import next_number
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.subscriptions.group_service import fee_article
from domain.subscriptions.model import Subscription, SubscriptionGroup
from domain.subscriptions.paid import billed_spans
from domain.subscriptions.spans import Span

MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class SubscriptionDraft:
    """A subscription as it is asked for; without article it has that of its group, without currency that of the house.

    With `from_start` its periods count from its first day, else they are those of the calendar.
    """

    name: str
    group_id: int
    starts_on: date
    ends_on: date | None = None
    agreement_id: int | None = None
    article_id: int | None = None
    currency: str | None = None
    quantity: Decimal | int | str = 1
    from_start: bool = False


def create_subscription(work: UnitOfWork, customer_id: int, draft: SubscriptionDraft) -> int:
    """Let a customer subscribe; returns the id. The price is set with `rate_service` or stands in the lists."""
    subscription = Subscription(customer_id=work.get(Customer, customer_id).id, active=True)
    with work.session.no_autoflush:
        _fill(work, subscription, draft)
        subscription.number = next_number(work, "subscription", "SU")
    return work.add(subscription, "subscription.created").id


def change_subscription(work: UnitOfWork, subscription_id: int, draft: SubscriptionDraft, version: int) -> None:
    """Change a subscription; fees that were made stay as they are, and what they count by stays with them."""
    subscription = held(work, subscription_id, version)
    paid = billed_spans(work.session, subscription.id)
    if paid:
        _check_against(work, subscription, draft, paid)
    with work.session.no_autoflush:
        _fill(work, subscription, draft)
    work.note("subscription.changed", subscription)


def end_subscription(work: UnitOfWork, subscription_id: int, version: int, last_day: date | None) -> None:
    """Let a subscription end with a day; without one it goes on until further notice."""
    subscription = held(work, subscription_id, version)
    _check_days(subscription.starts_on, last_day)
    _check_paid_days(subscription.starts_on, last_day, billed_spans(work.session, subscription.id))
    subscription.ends_on = last_day
    work.note("subscription.ended" if last_day else "subscription.prolonged", subscription)


def activate(work: UnitOfWork, subscription_id: int) -> None:
    """Let fees be made again."""
    _switch(work, subscription_id, active=True)


def deactivate(work: UnitOfWork, subscription_id: int) -> None:
    """Let no further fee be made; those there are stay."""
    _switch(work, subscription_id, active=False)


def held(work: UnitOfWork, subscription_id: int, version: int) -> Subscription:
    """The subscription, locked, as it was read in that version. Raises Overtaken."""
    subscription = work.get(Subscription, subscription_id, lock=True)
    check_version(subscription, version, subscription.number)
    return subscription


def _switch(work: UnitOfWork, subscription_id: int, *, active: bool) -> None:
    subscription = work.get(Subscription, subscription_id, lock=True)
    if subscription.active != active:
        subscription.active = active
        work.note("subscription.activated" if active else "subscription.deactivated", subscription)


def _fill(work: UnitOfWork, subscription: Subscription, draft: SubscriptionDraft) -> None:
    _check_days(draft.starts_on, draft.ends_on)
    subscription.name = checked_name(draft.name)
    subscription.group_id = work.get(SubscriptionGroup, draft.group_id).id
    _check_agreement(work, subscription, draft.agreement_id)
    subscription.agreement_id = draft.agreement_id
    article_id = draft.article_id
    subscription.article_id = None if article_id is None else fee_article(work, article_id, subscription.article_id)
    subscription.currency = _currency(work, draft)
    subscription.quantity = _quantity(draft.quantity)
    subscription.starts_on, subscription.ends_on = draft.starts_on, draft.ends_on
    subscription.from_start = draft.from_start


def _currency(work: UnitOfWork, draft: SubscriptionDraft) -> str:
    return checked_currency(draft.currency or parameters.read(work.session).currency, "currency")


def _quantity(entered: Decimal | int | str) -> Decimal:
    quantity = exact(entered, "quantity")
    if not 0 < quantity <= MOST:
        raise Refusal(tr("A quantity is above 0 and at most {most}.", most=grouped(MOST)), field="quantity")
    return quantity


def _check_days(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Refusal(tr("The end is before the start."), field="ends_on")


def _check_agreement(work: UnitOfWork, subscription: Subscription, agreement_id: int | None) -> None:
    if agreement_id is None:
        return
    agreement = work.get(Agreement, agreement_id)
    if agreement.customer_id != subscription.customer_id:
        raise Refusal(
            tr("{number} is an agreement of another customer.", number=agreement.number), field="agreement_id"
        )


def _check_against(
    work: UnitOfWork, subscription: Subscription, draft: SubscriptionDraft, paid: tuple[Span, ...]
) -> None:
    """Refuse what would make the fees there are wrong."""
    _check_paid_days(draft.starts_on, draft.ends_on, paid)
    # Held, so that nobody gives the new group another period before this one is in it.
    group = work.get(SubscriptionGroup, draft.group_id, lock=True)
    moved = draft.from_start and draft.starts_on != subscription.starts_on
    for field, changes in (
        ("group_id", group.code is not subscription.group.code),
        ("from_start", draft.from_start != subscription.from_start),
        ("starts_on", moved),
        ("currency", _currency(work, draft) != subscription.currency),
    ):
        if changes:
            raise Refusal(
                tr("There are fees already, so periods and currency stay; end this subscription and begin another."),
                field=field,
            )


def _check_paid_days(starts_on: date, ends_on: date | None, paid: tuple[Span, ...]) -> None:
    if not paid:
        return
    first, last = paid[0].starts_on, max(span.ends_on for span in paid)
    if starts_on > first:
        raise Refusal(
            tr("There are fees from {day} on: take them back or credit them first.", day=day_words(first)),
            field="starts_on",
        )
    if ends_on is not None and ends_on < last:
        raise Refusal(
            tr("There are fees until {day}: take them back or credit them first.", day=day_words(last)),
            field="ends_on",
        )
