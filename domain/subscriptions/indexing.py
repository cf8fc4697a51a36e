"""Raising the prices of one subscription or of a whole group: shown first, then done in one transaction."""

from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.errors import Gone, Refusal
from domain.language import day_words, tr
from domain.money import exact
from domain.store.subjects import word_for
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.indexation import Change, Rate, indexed, rate_on
from domain.subscriptions.model import Subscription, SubscriptionGroup
from domain.subscriptions.rate_service import add_rate, checked_rate
from domain.subscriptions.terms import Terms, read_terms


@dataclass(frozen=True, slots=True)
class IndexPreview:
    """What a change does to the price of one subscription, or the reason why it stays."""

    subscription_id: int
    number: str
    name: str
    customer: str
    currency: str
    before: Rate | None = None
    after: Rate | None = None
    reason: str = ""

    @property
    def difference(self) -> Decimal:
        """By how much a whole period of one unit gets dearer."""
        if self.before is None or self.after is None:
            return Decimal(0)
        return self.after.price - self.before.price


def preview_indexation(session: Session, subscription_id: int, change: Change) -> IndexPreview:
    """What a change does to one subscription; a value that is no good is refused at its field."""
    wanted = _checked(change)
    found = read_terms(session, Subscription.id == subscription_id)
    if not found:
        raise _gone(Subscription.subject)
    return _planned(found[0], wanted)


def preview_group_indexation(session: Session, group_id: int, change: Change) -> tuple[IndexPreview, ...]:
    """What a change does to each subscription of a group."""
    wanted = _checked(change)
    return tuple(_planned(terms, wanted) for terms in read_terms(session, Subscription.group_id == group_id))


def index_subscription(work: UnitOfWork, subscription_id: int, change: Change) -> int:
    """Add the price that a change comes to, from its day on; returns the id of the rate. Raises Refusal."""
    wanted = _checked(change)
    subscription = work.get(Subscription, subscription_id, lock=True)
    (terms,) = read_terms(work.session, Subscription.id == subscription_id)
    return add_rate(work, subscription, _changed(terms, wanted))


def index_group(work: UnitOfWork, group_id: int, change: Change) -> tuple[IndexPreview, ...]:
    """Raise the prices of all subscriptions of a group whose price can be raised; returns what became of each.

    All are held meanwhile. Doing the same again changes nothing: each has a price from that day on by then.
    """
    wanted = _checked(change)
    work.get(SubscriptionGroup, group_id)
    mine = Subscription.group_id == group_id
    held = _held(work, mine)
    rows = tuple(_planned(terms, wanted) for terms in read_terms(work.session, mine) if terms.id in held)
    for row in rows:
        if row.after is not None:
            add_rate(work, held[row.subscription_id], row.after)
    return rows


def _held(work: UnitOfWork, mine: ColumnElement[bool]) -> dict[int, Subscription]:
    statement = select(Subscription).where(mine).order_by(Subscription.id).with_for_update()
    return {each.id: each for each in work.session.scalars(statement)}


def _planned(terms: Terms, change: Change) -> IndexPreview:
    row = IndexPreview(terms.id, terms.number, terms.name, terms.customer, terms.currency)
    row = replace(row, before=rate_on(terms.rates, change.effective_on))
    try:
        return replace(row, after=_changed(terms, change))
    except Refusal as refusal:
        return replace(row, reason=str(refusal))


def _changed(terms: Terms, change: Change) -> Rate:
    if not terms.rates:
        raise Refusal(tr("{number} has no price of its own; change the price list.", number=terms.number))
    if terms.ends_on is not None and terms.ends_on < change.effective_on:
        raise Refusal(
            tr("{number} ends on {day} already.", number=terms.number, day=day_words(terms.ends_on)),
            field="effective_on",
        )
    return checked_rate(indexed(terms.rates, change, billed_until=terms.paid_until), "value")


def _checked(change: Change) -> Change:
    """The change, if its value is one that a price can be changed by at all. Raises Refusal."""
    wanted = replace(change, value=exact(change.value, "value"))
    indexed((Rate(change.effective_on.min, Decimal(1)),), replace(wanted, effective_on=change.effective_on.max))
    return wanted


def _gone(subject: str) -> Gone:
    return Gone(tr("This {subject} is not there any more.", subject=word_for(subject)))
