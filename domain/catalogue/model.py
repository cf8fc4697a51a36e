"""Articles: what a line can charge."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.language import tr
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class LineKind(StrEnum):
    """What a line of an order or agreement stands for."""

    HOUR = "hour"
    EXPENSE = "expense"
    ITEM = "item"
    FEE = "fee"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            LineKind.HOUR: tr("Hour"),
            LineKind.EXPENSE: tr("Expense"),
            LineKind.ITEM: tr("Item"),
            LineKind.FEE: tr("Fee"),
        }[self]


class Article(Versioned, Entity):
    """An item of stock, or a rate for hours, expenses or fees; the prices are those where no price list says more."""

    __tablename__ = "article"
    __table_args__ = (CheckConstraint("cost_price >= 0 and sales_price >= 0", name="prices"),)
    subject: ClassVar[str] = "article"

    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[LineKind] = mapped_column(choice(LineKind), index=True)
    unit: Mapped[str]
    cost_price: Mapped[Decimal]
    sales_price: Mapped[Decimal]
    tax_percent: Mapped[Decimal]
    currency: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
