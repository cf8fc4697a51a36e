"""Prices that hold for some customers, agreements, technicians, assets or times."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.agreements.model import Agreement
from domain.assets.model import AssetModel
from domain.catalogue.model import Article, LineKind
from domain.parties.model import Customer
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class Price(Versioned, Entity):
    """A price for an article, or for all lines of a kind; it holds where everything that is set here fits.

    A price that is not given leaves that of the next best, at last that of the article.
    """

    __tablename__ = "price"
    __table_args__ = (
        CheckConstraint("valid_until is null or valid_until >= valid_from", name="validity"),
        CheckConstraint("cost_price >= 0", name="cost_price"),
        CheckConstraint("sales_price >= 0", name="sales_price"),
        # Prices are deleted, and the journal knows them by id: one id must never mean two of them.
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "price"

    name: Mapped[str]
    kind: Mapped[LineKind] = mapped_column(choice(LineKind))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    technician_category: Mapped[str | None]
    asset_model_id: Mapped[int | None] = mapped_column(ForeignKey("asset_model.id"), index=True)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    cost_price: Mapped[Decimal | None]
    sales_price: Mapped[Decimal | None]
    currency: Mapped[str]

    article: Mapped[Article | None] = relationship()
    customer: Mapped[Customer | None] = relationship()
    agreement: Mapped[Agreement | None] = relationship()
    asset_model: Mapped[AssetModel | None] = relationship()
