"""One subscription whole, as its page shows it: header, periods, fees, prices and what is earned."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.catalogue.model import Article
from domain.subscriptions.billed_periods import BilledPeriod, Paid, billed_periods
from domain.subscriptions.gaps import proposed
from domain.subscriptions.model import Fee, FeeAccrual, FeeKind, FeeStatus, Subscription
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.price_ladder import PriceStep, price_ladder
from domain.subscriptions.service import SubscriptionDraft
from domain.subscriptions.spans import Span
from domain.subscriptions.terms import read_terms
from domain.subscriptions.usage_service import UsageDraft, usage_draft

REDUCTIONS = frozenset({FeeKind.REDUCTION_DAYS, FeeKind.PRICE_REDUCTION})
MOST = 400
"""How many fees and accruals are told of one subscription, the latest."""


@dataclass(frozen=True, slots=True)
class FeeRow:
    """A fee; `earned` is what is posted as revenue so far, and `accrued` whether its revenue is spread at all."""

    id: int
    version: int
    kind: FeeKind
    status: FeeStatus
    span: Span
    text: str
    quantity: Decimal
    price: Decimal
    rule: str
    amount: Decimal
    currency: str
    made_at: datetime
    accrued: bool
    earned: Decimal

    @property
    def is_open(self) -> bool:
        """Whether it can still be taken back, or invoiced."""
        return self.status is FeeStatus.OPEN

    @property
    def is_invoiced(self) -> bool:
        """Whether it can be credited."""
        return self.status is FeeStatus.INVOICED

    @property
    def is_reducible(self) -> bool:
        """Whether something can be taken off it."""
        return self.kind not in REDUCTIONS and self.status is not FeeStatus.CREDITED


@dataclass(frozen=True, slots=True)
class AccrualRow:
    """What is earned of a fee in one period."""

    id: int
    fee_id: int
    fee: Span
    span: Span
    amount: Decimal
    currency: str
    posted_on: date | None
    reversed_on: date | None

    @property
    def is_posted(self) -> bool:
        """Whether it is earned, and can be taken back."""
        return self.posted_on is not None and self.reversed_on is None


@dataclass(frozen=True, slots=True)
class SubscriptionDetail:
    """A subscription on a day; `next_days` are what fees would be asked for next."""

    on: date
    id: int
    version: int
    number: str
    customer_id: int
    customer: str
    group: str
    code: PeriodCode
    agreement: str
    article: str
    active: bool
    draft: SubscriptionDraft
    meter: str
    """By which usage is billed; empty where it is not."""
    usage: UsageDraft | None
    paid_until: date | None
    next_days: Span
    periods: tuple[BilledPeriod, ...]
    fees: tuple[FeeRow, ...]
    accruals: tuple[AccrualRow, ...]
    prices: tuple[PriceStep, ...]

    @property
    def price(self) -> PriceStep | None:
        """The price that holds on the day."""
        return next((step for step in self.prices if step.holds), None)


def subscription_detail(session: Session, subscription_id: int, on: date) -> SubscriptionDetail | None:
    """One subscription whole; None when it is not there any more."""
    subscription = session.get(Subscription, subscription_id)
    if subscription is None:
        return None
    (terms,) = read_terms(session, Subscription.id == subscription_id)
    fees = _fees(session, subscription_id)
    billed = terms.paid or (() if terms.usage is None else terms.usage.spans)
    article = session.get_one(Article, terms.article_id)
    return SubscriptionDetail(
        on=on,
        id=subscription.id,
        version=subscription.version,
        number=subscription.number,
        customer_id=subscription.customer_id,
        customer=terms.customer,
        group=terms.group,
        code=terms.code,
        agreement=_agreement(session, terms.agreement_id),
        article=f"{article.name} · {article.number}",
        active=subscription.active,
        draft=_draft(subscription),
        meter="" if terms.usage is None else terms.usage.meter,
        usage=usage_draft(subscription),
        paid_until=max((span.ends_on for span in billed), default=None),
        next_days=proposed(terms.rhythm, terms.validity, billed),
        periods=billed_periods(terms.rhythm, terms.validity, _paid(fees), on),
        fees=fees,
        accruals=_accruals(session, subscription_id),
        prices=price_ladder(session, terms, on),
    )


def _draft(subscription: Subscription) -> SubscriptionDraft:
    return SubscriptionDraft(
        name=subscription.name,
        group_id=subscription.group_id,
        starts_on=subscription.starts_on,
        ends_on=subscription.ends_on,
        agreement_id=subscription.agreement_id,
        article_id=subscription.article_id,
        currency=subscription.currency,
        quantity=subscription.quantity,
        from_start=subscription.from_start,
    )


def _agreement(session: Session, agreement_id: int | None) -> str:
    if agreement_id is None:
        return ""
    number, name = session.execute(select(Agreement.number, Agreement.name).where(Agreement.id == agreement_id)).one()
    return f"{number} · {name}"


def _fees(session: Session, subscription_id: int) -> tuple[FeeRow, ...]:
    statement = select(Fee).where(Fee.subscription_id == subscription_id)
    newest = session.scalars(statement.order_by(Fee.starts_on.desc(), Fee.id.desc()).limit(MOST)).all()
    earned = _earned(session, [fee.id for fee in newest])
    return tuple(_fee(fee, earned) for fee in newest)


def _earned(session: Session, fee_ids: Collection[int]) -> Mapping[int, Decimal]:
    """What is earned of the fees whose revenue is spread, by fee; one by the day has more accruals than are told."""
    counts = (FeeAccrual.posted_on.is_not(None), FeeAccrual.reversed_on.is_(None))
    statement = (
        select(FeeAccrual.fee_id, func.sum(FeeAccrual.amount).filter(*counts))
        .where(FeeAccrual.fee_id.in_(fee_ids))
        .group_by(FeeAccrual.fee_id)
    )
    return {key: amount or Decimal(0) for key, amount in session.execute(statement)}


def _fee(fee: Fee, earned: Mapping[int, Decimal]) -> FeeRow:
    return FeeRow(
        id=fee.id,
        version=fee.version,
        kind=fee.kind,
        status=fee.status,
        span=Span(fee.starts_on, fee.ends_on),
        text=fee.text,
        quantity=fee.quantity,
        price=fee.price,
        rule=fee.price_rule,
        amount=fee.amount,
        currency=fee.currency,
        made_at=fee.made_at,
        accrued=fee.id in earned,
        earned=earned.get(fee.id, Decimal(0)),
    )


def _paid(fees: Iterable[FeeRow]) -> tuple[Paid, ...]:
    """The fees that say how far periods are billed: those at a price, or those by usage where there are no others."""
    known = tuple(fees)
    at_a_price = tuple(each for each in known if each.kind.takes_days)
    return tuple(
        Paid(each.span, each.status, earned=each.accrued and each.earned == each.amount)
        for each in at_a_price or known
        if each.kind not in REDUCTIONS
    )


def _accruals(session: Session, subscription_id: int) -> tuple[AccrualRow, ...]:
    statement = (
        select(FeeAccrual, Fee.starts_on, Fee.ends_on, Fee.currency)
        .join(Fee, Fee.id == FeeAccrual.fee_id)
        .where(Fee.subscription_id == subscription_id)
        .order_by(FeeAccrual.starts_on.desc(), FeeAccrual.id.desc())
        .limit(MOST)
    )
    return tuple(
        AccrualRow(
            id=each.id,
            fee_id=each.fee_id,
            fee=Span(first, last),
            span=Span(each.starts_on, each.ends_on),
            amount=each.amount,
            currency=currency,
            posted_on=each.posted_on,
            reversed_on=each.reversed_on,
        )
        for each, first, last, currency in session.execute(statement)
    )
