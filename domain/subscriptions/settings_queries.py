"""Groups of subscriptions and price lists for fees as rows of the settings, and what their forms offer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.catalogue.model import Article, LineKind
from domain.parties.model import Customer
from domain.subscriptions.model import FeePrice, Subscription, SubscriptionGroup
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.price_search import FeeOffer, level, level_words

Choices = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of subscriptions, and how many are in it."""

    id: int
    version: int
    name: str
    code: PeriodCode
    article_id: int
    article: str
    accrual_code: PeriodCode | None
    subscriptions: int


@dataclass(frozen=True, slots=True)
class FeePriceRow:
    """A price of the lists; what is empty holds for all of them."""

    id: int
    version: int
    code: PeriodCode
    currency: str
    effective_on: date
    price: Decimal
    article_id: int | None
    article: str
    agreement_id: int | None
    agreement: str
    subscription_id: int | None
    subscription: str

    @property
    def level(self) -> int:
        """How specific it is, 1 to 8."""
        return level(self._offer)

    @property
    def level_words(self) -> str:
        """The same in words."""
        return level_words(self._offer)

    @property
    def _offer(self) -> FeeOffer:
        return FeeOffer(
            self.id,
            self.code,
            self.currency,
            self.effective_on,
            self.price,
            subscription_id=self.subscription_id,
            agreement_id=self.agreement_id,
            article_id=self.article_id,
        )


@dataclass(frozen=True, slots=True)
class FeeChoices:
    """What can be chosen where a price is entered; an article that is offered no more is not among them."""

    articles: Choices
    agreements: Choices
    subscriptions: Choices


def group_rows(session: Session) -> tuple[GroupRow, ...]:
    """All groups, by name."""
    members = select(func.count()).where(Subscription.group_id == SubscriptionGroup.id).scalar_subquery()
    statement = select(SubscriptionGroup, Article.name, members).join(SubscriptionGroup.article)
    return tuple(
        GroupRow(each.id, each.version, each.name, each.code, each.article_id, article, each.accrual_code, count)
        for each, article, count in session.execute(statement.order_by(SubscriptionGroup.name))
    )


def fee_price_rows(session: Session) -> tuple[FeePriceRow, ...]:
    """All prices for fees, the most specific first, of those of one level the newest."""
    statement = (
        select(FeePrice, Article.name, Agreement.number, Subscription.number)
        .outerjoin(Article, Article.id == FeePrice.article_id)
        .outerjoin(Agreement, Agreement.id == FeePrice.agreement_id)
        .outerjoin(Subscription, Subscription.id == FeePrice.subscription_id)
    )
    rows = (
        FeePriceRow(
            id=each.id,
            version=each.version,
            code=each.code,
            currency=each.currency,
            effective_on=each.effective_on,
            price=each.price,
            article_id=each.article_id,
            article=article or "",
            agreement_id=each.agreement_id,
            agreement=agreement or "",
            subscription_id=each.subscription_id,
            subscription=subscription or "",
        )
        for each, article, agreement, subscription in session.execute(statement)
    )
    return tuple(sorted(rows, key=_order))


def fee_choices(session: Session) -> FeeChoices:
    """What a price can be entered for."""
    agreements = select(Agreement.id, Agreement.number, Agreement.name).where(Agreement.folder_id.is_(None))
    subscriptions = select(Subscription.id, Subscription.number, Subscription.name, Customer.name).join(
        Subscription.customer
    )
    return FeeChoices(
        fee_articles(session),
        tuple(
            (key, f"{number} {name}") for key, number, name in session.execute(agreements.order_by(Agreement.number))
        ),
        tuple(
            (key, f"{number} {name} · {customer}")
            for key, number, name, customer in session.execute(subscriptions.order_by(Subscription.number))
        ),
    )


def fee_articles(session: Session) -> Choices:
    """The articles that fees can be charged for, by number."""
    statement = select(Article.id, Article.number, Article.name).where(Article.kind == LineKind.FEE, Article.active)
    return tuple((key, f"{number} {name}") for key, number, name in session.execute(statement.order_by(Article.number)))


def _order(row: FeePriceRow) -> tuple[int, int]:
    return row.level, -row.effective_on.toordinal()
