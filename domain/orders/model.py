"""Service orders, their types, and the stages they stand in."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.agreements.model import Agreement
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.orders.search_text import keep_found
from domain.parties.model import Contact, Customer, Site
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.words import Priority
from domain.workforce.model import Skill, Technician


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

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            StageMeaning.NEW: tr("New"),
            StageMeaning.PLANNED: tr("Planned"),
            StageMeaning.ACTIVE: tr("In progress"),
            StageMeaning.DONE: tr("Done"),
            StageMeaning.CANCELLED: tr("Cancelled"),
        }[self]


class Origin(StrEnum):
    """What an order came from."""

    HAND = "hand"
    ALERT = "alert"
    WEB = "web"
    AGREEMENT = "agreement"
    ORDER = "order"
    SUBSCRIPTION = "subscription"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Origin.HAND: tr("By hand"),
            Origin.ALERT: tr("Alert"),
            Origin.WEB: tr("Web request"),
            Origin.AGREEMENT: tr("Agreement"),
            Origin.ORDER: tr("Another order"),
            Origin.SUBSCRIPTION: tr("Subscription"),
        }[self]


class Progress(StrEnum):
    """How far the lines of an order are, all together."""

    IN_PROCESS = "in_process"
    POSTED = "posted"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Progress.IN_PROCESS: tr("In process"),
            Progress.POSTED: tr("Posted"),
            Progress.CANCELLED: tr("Cancelled"),
        }[self]


order_type_skill = Table(
    "order_type_skill",
    Entity.metadata,
    Column("order_type_id", ForeignKey("order_type.id"), primary_key=True),
    Column("skill_id", ForeignKey("skill.id"), primary_key=True),
)


class OrderType(Versioned, Entity):
    """A template: what an order of this type begins with."""

    __tablename__ = "order_type"
    __table_args__ = (CheckConstraint("minutes > 0", name="minutes"),)
    subject: ClassVar[str] = "order type"

    name: Mapped[str] = mapped_column(unique=True)
    priority: Mapped[Priority] = mapped_column(choice(Priority))
    minutes: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)

    skills: Mapped[list[Skill]] = relationship(secondary=order_type_skill, order_by=Skill.name)
    lines: Mapped[list["OrderTypeLine"]] = relationship(cascade="all, delete-orphan", order_by="OrderTypeLine.position")
    tasks: Mapped[list["OrderTypeTask"]] = relationship(cascade="all, delete-orphan", order_by="OrderTypeTask.position")


class OrderTypeLine(Entity):
    """A line that an order of the type begins with; the price is found when it does."""

    __tablename__ = "order_type_line"
    subject: ClassVar[str] = "order type line"

    order_type_id: Mapped[int] = mapped_column(ForeignKey("order_type.id"), index=True)
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(choice(LineKind))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    text: Mapped[str]
    quantity: Mapped[Decimal]


class OrderTypeTask(Entity):
    """A task that an order of the type begins with. `checks` is a list of {"text": …, "required": …}."""

    __tablename__ = "order_type_task"
    subject: ClassVar[str] = "order type task"

    order_type_id: Mapped[int] = mapped_column(ForeignKey("order_type.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    internal_note: Mapped[str] = mapped_column(default="")
    external_note: Mapped[str] = mapped_column(default="")
    checks: Mapped[list[dict[str, Any]]] = mapped_column(default=list)


class Stage(Versioned, Entity):
    """Where an order can stand: named by the administrator, understood through its meaning.

    Stages form a tree: the next ones are the children, the previous one is the parent. With an `order_type_id` the
    stage belongs to the tree of that type alone. `required_fields` names what must be filled to enter it.
    """

    __tablename__ = "stage"
    subject: ClassVar[str] = "stage"

    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(unique=True)
    meaning: Mapped[StageMeaning] = mapped_column(choice(StageMeaning))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    order_type_id: Mapped[int | None] = mapped_column(ForeignKey("order_type.id"))
    allows_modify: Mapped[bool] = mapped_column(default=True)
    allows_delete: Mapped[bool] = mapped_column(default=False)
    allows_cancel: Mapped[bool] = mapped_column(default=True)
    allows_post: Mapped[bool] = mapped_column(default=True)
    reason_required: Mapped[bool] = mapped_column(default=False)
    pauses_response: Mapped[bool] = mapped_column(default=False)
    pauses_arrival: Mapped[bool] = mapped_column(default=False)
    pauses_completion: Mapped[bool] = mapped_column(default=False)
    required_fields: Mapped[list[str]] = mapped_column(default=list)


order_skill = Table(
    "order_skill",
    Entity.metadata,
    Column("order_id", ForeignKey("service_order.id"), primary_key=True),
    Column("skill_id", ForeignKey("skill.id"), primary_key=True),
    Column("rating", Integer, nullable=False, default=0),  # the least that is needed, 1 to 5; 0: any
)


def _of_open(name: str, *columns: str) -> Index:
    """An index over the open orders alone, few as they are among all."""
    still = text("closed_at is null")
    return Index(name, *columns, sqlite_where=still, postgresql_where=still)


class Order(Versioned, Entity):
    """A service order. `source` names what raised it ("alert:17") and is unique: one source, one order."""

    __tablename__ = "service_order"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        Index("ix_service_order_stage_opened", "stage_id", "opened_at"),
        _of_open("ix_service_order_open", "opened_at"),
        _of_open("ix_service_order_open_due", "due_at", "id"),
        _of_open("ix_service_order_open_responsible", "responsible"),
        # An order can be deleted, and the journal knows it by id: one id must never mean two of them.
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "order"

    number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    description: Mapped[str]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    order_type_id: Mapped[int | None] = mapped_column(ForeignKey("order_type.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    agreement_line_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_line.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("service_order.id"), index=True)
    """The order that this one follows up, or is a part of."""
    sla_id: Mapped[int | None] = mapped_column(ForeignKey("sla.id"))
    """Chosen for this order alone; without it the SLA follows from asset, agreement, customer or the default."""
    preferred_technician_id: Mapped[int | None] = mapped_column(ForeignKey("technician.id"))
    responsible: Mapped[str] = mapped_column(default="")
    """Who at the desk looks after it, by user name."""
    currency: Mapped[str] = mapped_column(default="EUR")
    internal_note: Mapped[str] = mapped_column(default="")
    """For the technician alone."""
    external_note: Mapped[str] = mapped_column(default="")
    """For the customer too."""
    progress: Mapped[Progress] = mapped_column(choice(Progress), default=Progress.IN_PROCESS)
    signed_off_at: Mapped[datetime | None]
    signed_off_by: Mapped[str | None]
    """Who signed, as the person gave the name."""
    search: Mapped[str] = mapped_column(default="", deferred=True, info={"told": False})
    """All that the search finds it by; kept by `domain.orders.search_text`, and none of the journal's business."""
    priority: Mapped[Priority] = mapped_column(choice(Priority))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    origin: Mapped[Origin] = mapped_column(choice(Origin))
    source: Mapped[str | None] = mapped_column(unique=True)
    minutes: Mapped[int]
    needs_booking: Mapped[bool] = mapped_column(default=True)
    """Without it nobody has to come: the order never waits beside the board."""
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    window_from: Mapped[datetime | None]
    window_until: Mapped[datetime | None]
    """When the customer was told that somebody comes: the arrival lies between the two."""
    closed_at: Mapped[datetime | None]

    customer: Mapped[Customer] = relationship()
    site: Mapped[Site] = relationship()
    asset: Mapped[Asset | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    order_type: Mapped[OrderType | None] = relationship()
    agreement: Mapped[Agreement | None] = relationship()
    preferred_technician: Mapped[Technician | None] = relationship()
    stage: Mapped[Stage] = relationship()
    skills: Mapped[list[Skill]] = relationship(secondary=order_skill, order_by=Skill.name)


keep_found(Order)
