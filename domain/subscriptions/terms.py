"""Subscriptions with all that their fees follow from, read with few statements however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from domain.catalogue.model import Article
from domain.parties.model import Customer
from domain.subscriptions.gaps import Validity
from domain.subscriptions.indexation import Rate
from domain.subscriptions.model import Fee, FeePrice, Subscription, SubscriptionGroup, SubscriptionRate
from domain.subscriptions.paid import pays_days
from domain.subscriptions.periods import PeriodCode, Rhythm, rhythm_from
from domain.subscriptions.price_search import FeeOffer
from domain.subscriptions.spans import Span
from domain.subscriptions.usage import Usage
from domain.subscriptions.usage_reading import read_usages


@dataclass(frozen=True, slots=True)
class Terms:
    """What one subscription is billed by; `offers` are those of the price lists that may be for it."""

    id: int
    version: int
    number: str
    name: str
    customer: str
    group: str
    agreement_id: int | None
    article_id: int
    tax_percent: Decimal
    code: PeriodCode
    from_start: bool
    starts_on: date
    ends_on: date | None
    active: bool
    currency: str
    quantity: Decimal
    rates: tuple[Rate, ...]
    paid: tuple[Span, ...]
    offers: tuple[FeeOffer, ...]
    usage: Usage | None = None

    @property
    def rhythm(self) -> Rhythm:
        """Its periods."""
        return rhythm_from(self.code, self.starts_on, from_start=self.from_start)

    @property
    def validity(self) -> Validity:
        """When it can be billed."""
        return Validity(self.starts_on, self.ends_on, self.active)

    @property
    def paid_until(self) -> date | None:
        """The last day that is paid for."""
        return max((span.ends_on for span in self.paid), default=None)


def read_terms(session: Session, wanted: ColumnElement[bool]) -> tuple[Terms, ...]:
    """The subscriptions that are wanted, by number."""
    keys = select(Subscription.id).where(wanted)
    rates, paid, offers = _rates(session, keys), _paid(session, keys), _offers(session, keys)
    usages = dict(read_usages(session, keys))
    article_id = func.coalesce(Subscription.article_id, SubscriptionGroup.article_id)
    statement = (
        select(Subscription, SubscriptionGroup.name, SubscriptionGroup.code, Customer.name, Article)
        .join(SubscriptionGroup, SubscriptionGroup.id == Subscription.group_id)
        .join(Customer, Customer.id == Subscription.customer_id)
        .join(Article, Article.id == article_id)
        .where(wanted)
        .order_by(Subscription.number)
    )
    return tuple(
        Terms(
            id=each.id,
            version=each.version,
            number=each.number,
            name=each.name,
            customer=customer,
            group=group,
            agreement_id=each.agreement_id,
            article_id=article.id,
            tax_percent=article.tax_percent,
            code=code,
            from_start=each.from_start,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            active=each.active,
            currency=each.currency,
            quantity=each.quantity,
            rates=tuple(rates.get(each.id, ())),
            paid=tuple(paid.get(each.id, ())),
            offers=(*offers.get(None, ()), *offers.get(each.id, ())),
            usage=usages.get(each.id),
        )
        for each, group, code, customer, article in session.execute(statement)
    )


def _rates(session: Session, keys: Select[int]) -> Mapping[int, Iterable[Rate]]:
    found: defaultdict[int, list[Rate]] = defaultdict(list)
    statement = select(SubscriptionRate).where(SubscriptionRate.subscription_id.in_(keys))
    for row in session.scalars(statement.order_by(SubscriptionRate.effective_on)):
        found[row.subscription_id].append(Rate(row.effective_on, row.base, row.index_value))
    return found


def _paid(session: Session, keys: Select[int]) -> Mapping[int, Iterable[Span]]:
    found: defaultdict[int, list[Span]] = defaultdict(list)
    statement = select(Fee.subscription_id, Fee.starts_on, Fee.ends_on).where(
        Fee.subscription_id.in_(keys), pays_days()
    )
    for subscription_id, first, last in session.execute(statement.order_by(Fee.starts_on)):
        found[subscription_id].append(Span(first, last))
    return found


def _offers(session: Session, keys: Select[int]) -> Mapping[int | None, Iterable[FeeOffer]]:
    found: defaultdict[int | None, list[FeeOffer]] = defaultdict(list)
    mine = or_(FeePrice.subscription_id.is_(None), FeePrice.subscription_id.in_(keys))
    for row in session.scalars(select(FeePrice).where(mine)):
        found[row.subscription_id].append(
            FeeOffer(
                id=row.id,
                code=row.code,
                currency=row.currency,
                effective_on=row.effective_on,
                price=row.price,
                subscription_id=row.subscription_id,
                agreement_id=row.agreement_id,
                article_id=row.article_id,
            )
        )
    return found
