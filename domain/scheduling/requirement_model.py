"""What an order asks of the board beside itself: several people or things, an order of jobs, who may come."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.catalogue.model import Article
from domain.language import tr
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.workforce.model import Bookable, Skill, Technician

requirement_skill = Table(
    "requirement_skill",
    Entity.metadata,
    Column("requirement_id", ForeignKey("requirement.id"), primary_key=True),
    Column("skill_id", ForeignKey("skill.id"), primary_key=True),
    Column("rating", Integer, nullable=False, default=0),
)


class Requirement(Versioned, Entity):
    """One of several people or things that an order needs; without any, it needs one person with its skills.

    All with the same `way` (0, 1 …) together are one way to do the order: any one of the ways is enough.
    `apart` says that it need not be at the same time as the others of its way.
    """

    __tablename__ = "requirement"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        Index("ix_requirement_order", "order_id", "way", "position"),
    )
    subject: ClassVar[str] = "requirement"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    way: Mapped[int] = mapped_column(default=0)
    position: Mapped[int]
    name: Mapped[str]
    minutes: Mapped[int]
    kind: Mapped[Bookable] = mapped_column(choice(Bookable), default=Bookable.PERSON)
    apart: Mapped[bool] = mapped_column(default=False)

    skills: Mapped[list[Skill]] = relationship(secondary=requirement_skill, order_by=Skill.name)


class OrderLink(Entity):
    """An order that begins only when another one is done, and `minutes` have passed."""

    __tablename__ = "order_link"
    __table_args__ = (
        UniqueConstraint("order_id", "after_id"),
        CheckConstraint("order_id <> after_id", name="other"),
        CheckConstraint("minutes >= 0", name="minutes"),
    )
    subject: ClassVar[str] = "order link"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    after_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    minutes: Mapped[int] = mapped_column(default=0)


class Wish(StrEnum):
    """How a customer stands to a technician."""

    PREFERRED = "preferred"
    RESTRICTED = "restricted"
    ONLY = "only"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Wish.PREFERRED: tr("Preferred"),
            Wish.RESTRICTED: tr("Must not come"),
            Wish.ONLY: tr("Only one of these"),
        }[self]


class TechnicianWish(Entity):
    """Whom a customer, or one site of it, wants to come or not."""

    __tablename__ = "technician_wish"
    __table_args__ = (UniqueConstraint("customer_id", "site_id", "technician_id"),)
    subject: ClassVar[str] = "technician wish"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    technician_id: Mapped[int] = mapped_column(ForeignKey("technician.id"))
    wish: Mapped[Wish] = mapped_column(choice(Wish))

    technician: Mapped[Technician] = relationship()


class VanStock(Versioned, Entity):
    """How many of an article a technician has in the van."""

    __tablename__ = "van_stock"
    __table_args__ = (
        UniqueConstraint("technician_id", "article_id"),
        CheckConstraint("quantity >= 0", name="quantity"),
    )
    subject: ClassVar[str] = "van stock"

    technician_id: Mapped[int] = mapped_column(ForeignKey("technician.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    quantity: Mapped[Decimal]

    article: Mapped[Article] = relationship()
