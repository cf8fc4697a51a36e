"""Subscriptions, their prices over time, and the fees made from them."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.agreements.model import Agreement
from domain.catalogue.model import Article
from domain.language import tr
from domain.meters.model import Meter
from domain.parties.model import Customer
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.subscriptions.periods import PeriodCode


class SubscriptionGroup(Versioned, Entity):
    """Subscriptions billed alike: by which period, for which article, and over which periods revenue is accrued."""

    __tablename__ = "subscription_group"
    subject: ClassVar[str] = "subscription group"

    name: Mapped[str] = mapped_column(unique=True)
    code: Mapped[PeriodCode] = mapped_column(choice(PeriodCode))
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    accrual_code: Mapped[PeriodCode | None] = mapped_column(choice(PeriodCode, "accrual_code"))
    """Empty where revenue counts when it is invoiced."""

    article: Mapped[Article] = relationship()


class Subscription(Versioned, Entity):
    """What a customer pays by the period, from `starts_on` to `ends_on`, both included.

    Periods are those of the calendar unless `from_start`. Usage is billed by a meter and a `tariff`
    (`domain.subscriptions.tiers`).
    """

    __tablename__ = "subscription"
    __table_args__ = (
        CheckConstraint("ends_on is null or ends_on >= starts_on", name="validity"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("meter_id is null or tariff is not null", name="tariff"),
    )
    subject: ClassVar[str] = "subscription"

    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    group_id: Mapped[int] = mapped_column(ForeignKey("subscription_group.id"), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    """Empty for that of the group."""
    currency: Mapped[str]
    quantity: Mapped[Decimal] = mapped_column(default=Decimal(1))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    from_start: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    meter_id: Mapped[int | None] = mapped_column(ForeignKey("meter.id"))
    tariff: Mapped[str | None]

    group: Mapped[SubscriptionGroup] = relationship()
    customer: Mapped[Customer] = relationship()
    agreement: Mapped[Agreement | None] = relationship()
    article: Mapped[Article | None] = relationship()
    meter: Mapped[Meter | None] = relationship()
    rates: Mapped[list["SubscriptionRate"]] = relationship(order_by="SubscriptionRate.effective_on")


class SubscriptionRate(Entity):
    """The base price of a subscription and its index, from a day on; indexation adds one, and changes none."""

    __tablename__ = "subscription_rate"
    __table_args__ = (
        UniqueConstraint("subscription_id", "effective_on"),
        CheckConstraint("base >= 0 and index_value > 0", name="numbers"),
    )
    subject: ClassVar[str] = "subscription rate"

    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscription.id"))
    effective_on: Mapped[date]
    base: Mapped[Decimal]
    index_value: Mapped[Decimal] = mapped_column(default=Decimal(100))


class FeePrice(Versioned, Entity):
    """A price for fees of a period and currency, for what is named here; see `domain.subscriptions.price_search`."""

    __tablename__ = "fee_price"
    # Prices are deleted, and the journal knows them by id: one id must never mean two of them.
    __table_args__ = (CheckConstraint("price >= 0", name="price"), {"sqlite_autoincrement": True})
    subject: ClassVar[str] = "fee price"

    code: Mapped[PeriodCode] = mapped_column(choice(PeriodCode))
    currency: Mapped[str]
    effective_on: Mapped[date]
    price: Mapped[Decimal]
    subscription_id: Mapped[int | None] = mapped_column(ForeignKey("subscription.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)


class FeeKind(StrEnum):
    """What a fee is for."""

    REGULAR = "regular"
    NON_REGULAR = "non_regular"
    USAGE = "usage"
    REDUCTION_DAYS = "reduction_days"
    PRICE_REDUCTION = "price_reduction"

    @property
    def takes_days(self) -> bool:
        """Whether its days are paid for by it, so that no other fee may have them."""
        return self in {FeeKind.REGULAR, FeeKind.NON_REGULAR}

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            FeeKind.REGULAR: tr("Regular"),
            FeeKind.NON_REGULAR: tr("Non-regular"),
            FeeKind.USAGE: tr("Usage"),
            FeeKind.REDUCTION_DAYS: tr("Reduction days"),
            FeeKind.PRICE_REDUCTION: tr("Price reduction"),
        }[self]


class FeeStatus(StrEnum):
    """Where a fee stands."""

    OPEN = "open"
    INVOICED = "invoiced"
    CREDITED = "credited"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            FeeStatus.OPEN: tr("Open"),
            FeeStatus.INVOICED: tr("Invoiced"),
            FeeStatus.CREDITED: tr("Credited"),
        }[self]


class Fee(Versioned, Entity):
    """An amount of a subscription for a time, from `starts_on` to `ends_on`, both included; negative if it reduces.

    `price` is that of one unit for the time; the amount is in `currency`, without tax.
    """

    __tablename__ = "fee"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="span"),
        Index(
            "uq_fee_day_paid_once",
            "subscription_id",
            "starts_on",
            unique=True,
            sqlite_where=text("kind in ('regular', 'non_regular') and status <> 'credited'"),
            postgresql_where=text("kind in ('regular', 'non_regular') and status <> 'credited'"),
        ),
        Index(
            "uq_fee_usage_paid_once",
            "subscription_id",
            "starts_on",
            unique=True,
            sqlite_where=text("kind = 'usage' and status <> 'credited'"),
            postgresql_where=text("kind = 'usage' and status <> 'credited'"),
        ),
        CheckConstraint("(reduces_id is not null) = (kind in ('reduction_days', 'price_reduction'))", name="reduces"),
        Index("ix_fee_starts_on", "starts_on"),
        Index("ix_fee_open", "status", sqlite_where=text("status = 'open'"), postgresql_where=text("status = 'open'")),
        # Open fees are taken back, and the journal knows them by id: one id must never mean two of them.
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "fee"

    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscription.id"), index=True)
    kind: Mapped[FeeKind] = mapped_column(choice(FeeKind))
    status: Mapped[FeeStatus] = mapped_column(choice(FeeStatus), default=FeeStatus.OPEN)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    text: Mapped[str]
    quantity: Mapped[Decimal]
    base_price: Mapped[Decimal]
    index_value: Mapped[Decimal]
    price: Mapped[Decimal]
    price_rule: Mapped[str] = mapped_column(default="")
    amount: Mapped[Decimal]
    currency: Mapped[str]
    tax_percent: Mapped[Decimal]
    made_at: Mapped[datetime]
    reduces_id: Mapped[int | None] = mapped_column(ForeignKey("fee.id"), index=True)
    """The fee that this one reduces."""
    days_off: Mapped[int | None]
    used_from: Mapped[Decimal | None]
    """The running total of the meter where the time of a usage fee begins, and `used_to` where it ends."""
    used_to: Mapped[Decimal | None]

    subscription: Mapped[Subscription] = relationship()
    accruals: Mapped[list["FeeAccrual"]] = relationship(order_by="FeeAccrual.starts_on")


class FeeAccrual(Entity):
    """What is earned of an invoiced fee in one period; posted when its time has come, taken back at most once."""

    __tablename__ = "fee_accrual"
    __table_args__ = (
        UniqueConstraint("fee_id", "starts_on"),
        Index(
            "ix_fee_accrual_due",
            "ends_on",
            sqlite_where=text("posted_on is null"),
            postgresql_where=text("posted_on is null"),
        ),
    )
    subject: ClassVar[str] = "fee accrual"

    fee_id: Mapped[int] = mapped_column(ForeignKey("fee.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    amount: Mapped[Decimal]
    posted_on: Mapped[date | None]
    reversed_on: Mapped[date | None]
