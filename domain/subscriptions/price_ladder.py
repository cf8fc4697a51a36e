"""Every price that could hold for a subscription, the one that goes first at the top, and which one holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.language import tr
from domain.subscriptions.indexation import Rate, rate_on
from domain.subscriptions.model import SubscriptionRate
from domain.subscriptions.price_search import FeeOffer, FeeWanted, fits, level_words, rank, search
from domain.subscriptions.terms import Terms


@dataclass(frozen=True, slots=True)
class PriceStep:
    """A price of the subscription itself, then with its `rate_id`, or one of the price lists."""

    id: int
    rate_id: int | None
    words: str
    rate: Rate
    holds: bool


def price_ladder(session: Session, terms: Terms, on: date) -> tuple[PriceStep, ...]:
    """The prices of the subscription, the newest first, then those of the lists for it, the most specific first."""
    rate = rate_on(terms.rates, on)
    offer = None if rate is not None else search(terms.offers, _wanted(terms, on))
    return (*_own(session, terms, rate), *_listed(terms, offer))


def _own(session: Session, terms: Terms, holds: Rate | None) -> Iterator[PriceStep]:
    statement = select(SubscriptionRate).where(SubscriptionRate.subscription_id == terms.id)
    for row in session.scalars(statement.order_by(SubscriptionRate.effective_on.desc())):
        rate = Rate(row.effective_on, row.base, row.index_value)
        yield PriceStep(row.id, row.id, tr("Price of this subscription"), rate, holds=rate == holds)


def _listed(terms: Terms, holds: FeeOffer | None) -> Iterator[PriceStep]:
    sometime = _wanted(terms, date.max)
    for each in sorted((offer for offer in terms.offers if fits(offer, sometime)), key=rank, reverse=True):
        words = tr("Price list: {level}", level=level_words(each))
        yield PriceStep(-each.id, None, words, Rate(each.effective_on, each.price), holds=each == holds)


def _wanted(terms: Terms, on: date) -> FeeWanted:
    return FeeWanted(terms.code, terms.currency, on, terms.id, terms.agreement_id, article_id=terms.article_id)
