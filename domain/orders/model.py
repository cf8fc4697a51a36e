"""Service orders and the stages they stand in."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.assets.model import Asset
from domain.language import tr
from domain.parties.model import Contact, Customer, Site
from domain.store.base import Entity, choice
from domain.words import Priority
from domain.workforce.model import Skill


class StageMeaning(StrEnum):
    """What a stage, whatever its administrator calls it, means to the program."""

    NEW = "new"
    PLANNED = "planned"
    ACTIVE = "active"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether work is still expected."""
        return self in {StageMeaning.NEW, StageMeaning.PLANNED, StageMeaning.ACTIVE}


class Origin(StrEnum):
    """What an order came from."""

    HAND = "hand"
    ALERT = "alert"
    WEB = "web"
    AGREEMENT = "agreement"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Origin.HAND: tr("By hand"),
            Origin.ALERT: tr("Alert"),
            Origin.WEB: tr("Web request"),
            Origin.AGREEMENT: tr("Agreement"),
        }[self]


class Stage(Entity):
    """Where an order can stand: named by the administrator, understood through its meaning."""

    __tablename__ = "stage"
    subject: ClassVar[str] = "stage"

    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(unique=True)
    meaning: Mapped[StageMeaning] = mapped_column(choice(StageMeaning))


order_skill = Table(
    "order_skill",
    Entity.metadata,
    Column("order_id", ForeignKey("service_order.id"), primary_key=True),
    Column("skill_id", ForeignKey("skill.id"), primary_key=True),
)


class Order(Entity):
    """A service order. `source` names what raised it ("alert:17") and is unique: one source, one order."""

    __tablename__ = "service_order"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        Index("ix_service_order_stage_opened", "stage_id", "opened_at"),
        Index(
            "ix_service_order_open",
            "opened_at",
            sqlite_where=text("closed_at is null"),
            postgresql_where=text("closed_at is null"),
        ),
    )
    subject: ClassVar[str] = "order"

    number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    description: Mapped[str]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    priority: Mapped[Priority] = mapped_column(choice(Priority))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    origin: Mapped[Origin] = mapped_column(choice(Origin))
    source: Mapped[str | None] = mapped_column(unique=True)
    minutes: Mapped[int]
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # as SQLAlchemy declares it

    customer: Mapped[Customer] = relationship()
    site: Mapped[Site] = relationship()
    asset: Mapped[Asset | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    stage: Mapped[Stage] = relationship()
    skills: Mapped[list[Skill]] = relationship(secondary=order_skill, order_by=Skill.name)
