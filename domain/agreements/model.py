"""Agreements: whose they are, how long they hold, what they promise and what they cover."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.agreements.cover_caps import CapPeriod, CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.renewal import Renewal
from domain.assets.model import Asset, AssetModel
from domain.catalogue.model import Article, LineKind
from domain.parties.model import Contact, Customer, Site
from domain.sla.model import Sla
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.workforce.model import Technician


class AgreementGroup(Versioned, Entity):
    """Agreements of one class, such as gold; its SLA holds where the agreement names none."""

    __tablename__ = "agreement_group"
    subject: ClassVar[str] = "agreement group"

    name: Mapped[str] = mapped_column(unique=True)
    sla_id: Mapped[int | None] = mapped_column(ForeignKey("sla.id"))


class AgreementFolder(Versioned, Entity):
    """A drawer of templates, in a tree."""

    __tablename__ = "agreement_folder"
    subject: ClassVar[str] = "template folder"

    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_folder.id"), index=True)


class Agreement(Versioned, Entity):
    """The contract with a customer, from `starts_on` to `ends_on`, both included.

    In a folder it is a template: it has no customer, and nothing is ever ordered under it. The terms, from
    `initial_months` on, are those of `domain.agreements.renewal.Term`; without `initial_months` it just holds until
    `ends_on`, which otherwise follows from them.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint("(customer_id is null) = (folder_id is not null)", name="customer"),
        CheckConstraint("ends_on is null or ends_on >= starts_on", name="validity"),
        CheckConstraint("initial_months is null or initial_months > 0", name="initial_months"),
    )
    subject: ClassVar[str] = "agreement"

    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    folder_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_folder.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_group.id"))
    sla_id: Mapped[int | None] = mapped_column(ForeignKey("sla.id"))
    preferred_technician_id: Mapped[int | None] = mapped_column(ForeignKey("technician.id"))
    responsible: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    suspended: Mapped[bool] = mapped_column(default=False)
    initial_months: Mapped[int | None]
    renewal: Mapped[Renewal] = mapped_column(choice(Renewal), default=Renewal.NONE)
    period_months: Mapped[int] = mapped_column(default=0)
    notice_months: Mapped[int] = mapped_column(default=0)
    notice_days: Mapped[int] = mapped_column(default=0)
    renewed: Mapped[int] = mapped_column(default=0)
    terminated_on: Mapped[date | None]

    customer: Mapped[Customer | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    group: Mapped[AgreementGroup | None] = relationship()
    sla: Mapped[Sla | None] = relationship()
    preferred_technician: Mapped[Technician | None] = relationship()
    lines: Mapped[list["AgreementLine"]] = relationship(order_by="AgreementLine.position")


class AgreementAmendment(Entity):
    """What was agreed otherwise from a day on: which lines and cover it brought, and which it ended, name it."""

    __tablename__ = "agreement_amendment"
    subject: ClassVar[str] = "amendment"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    effective_on: Mapped[date]
    text: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class AgreementLine(Versioned, Entity):
    """One promised service: what a visit brings with it. It holds as long as its agreement where no day is given."""

    __tablename__ = "agreement_line"
    __table_args__ = (CheckConstraint("ends_on is null or starts_on is null or ends_on >= starts_on", name="validity"),)
    subject: ClassVar[str] = "agreement line"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(choice(LineKind))
    text: Mapped[str]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    sla_id: Mapped[int | None] = mapped_column(ForeignKey("sla.id"))
    quantity: Mapped[Decimal]
    unit: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    stopped: Mapped[bool] = mapped_column(default=False)
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_amendment.id"))
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_amendment.id"))

    article: Mapped[Article | None] = relationship()
    asset: Mapped[Asset | None] = relationship()

    def holds(self, on: date) -> bool:
        """Whether it holds on a day, as far as its agreement does."""
        return (self.starts_on is None or self.starts_on <= on) and (self.ends_on is None or on <= self.ends_on)


class Cover(Versioned, Entity):
    """What the customer pays for work: see `domain.agreements.cover_rules.CoverRule`; what is empty holds for all."""

    __tablename__ = "cover"
    __table_args__ = (
        CheckConstraint("ends_on is null or starts_on is null or ends_on >= starts_on", name="validity"),
        CheckConstraint("(cap_unit is null) = (cap_limit is null)", name="cap"),
        CheckConstraint("discount_percent between 0 and 1000000", name="discount"),
    )
    subject: ClassVar[str] = "cover"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    treatment: Mapped[Treatment] = mapped_column(choice(Treatment))
    discount_percent: Mapped[Decimal] = mapped_column(default=Decimal(0))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    asset_model_id: Mapped[int | None] = mapped_column(ForeignKey("asset_model.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    kind: Mapped[LineKind | None] = mapped_column(choice(LineKind))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    cap_unit: Mapped[CapUnit | None] = mapped_column(choice(CapUnit))
    cap_limit: Mapped[Decimal | None]
    cap_per: Mapped[CapPeriod] = mapped_column(choice(CapPeriod), default=CapPeriod.AGREEMENT_YEAR)
    warn_at: Mapped[Decimal] = mapped_column(default=Decimal(80))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_amendment.id"))
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_amendment.id"))

    agreement: Mapped[Agreement] = relationship()
    asset: Mapped[Asset | None] = relationship()
    asset_model: Mapped[AssetModel | None] = relationship()
    site: Mapped[Site | None] = relationship()
    article: Mapped[Article | None] = relationship()
