"""Agreements, as far as orders need them: whose they are, how long they hold, their SLA and what they cover."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.assets.model import Asset
from domain.catalogue.model import Article, LineKind
from domain.parties.model import Customer
from domain.sla.model import Sla
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class AgreementGroup(Entity):
    """Agreements of one class, such as gold; its SLA holds where the agreement names none."""

    __tablename__ = "agreement_group"
    subject: ClassVar[str] = "agreement group"

    name: Mapped[str] = mapped_column(unique=True)
    sla_id: Mapped[int | None] = mapped_column(ForeignKey("sla.id"))


class Agreement(Versioned, Entity):
    """The contract with a customer, from `starts_on` to `ends_on`, both included."""

    __tablename__ = "agreement"
    subject: ClassVar[str] = "agreement"

    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_group.id"))
    sla_id: Mapped[int | None] = mapped_column(ForeignKey("sla.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    suspended: Mapped[bool] = mapped_column(default=False)

    customer: Mapped[Customer] = relationship()
    group: Mapped[AgreementGroup | None] = relationship()
    sla: Mapped[Sla | None] = relationship()
    lines: Mapped[list["AgreementLine"]] = relationship(order_by="AgreementLine.position")


class AgreementLine(Entity):
    """One promised service: what a visit brings with it."""

    __tablename__ = "agreement_line"
    subject: ClassVar[str] = "agreement line"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(choice(LineKind))
    text: Mapped[str]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    sla_id: Mapped[int | None] = mapped_column(ForeignKey("sla.id"))
    quantity: Mapped[Decimal]
    stopped: Mapped[bool] = mapped_column(default=False)

    article: Mapped[Article | None] = relationship()
    asset: Mapped[Asset | None] = relationship()
