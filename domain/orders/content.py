"""What an order holds beside its header: lines, tasks, attachments, an address of its own."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.catalogue.model import LineKind
from domain.language import tr
from domain.orders.model import Order, Origin
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class LineStatus(StrEnum):
    """Where a line stands."""

    CREATED = "created"
    POSTED = "posted"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            LineStatus.CREATED: tr("Created"),
            LineStatus.POSTED: tr("Posted"),
            LineStatus.CANCELLED: tr("Cancelled"),
        }[self]


class OrderLine(Versioned, Entity):
    """An hour, expense, item or fee on an order. Prices are per unit, in the order's currency, without tax."""

    __tablename__ = "order_line"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("tax_percent >= 0", name="tax"),
        CheckConstraint("finished_at is null or started_at is null or finished_at >= started_at", name="span"),
        Index("ix_order_line_order_position", "order_id", "position"),
        # Reports ask for a month of years.
        Index("ix_order_line_done_on", "done_on"),
        Index(
            "ix_order_line_created",
            "order_id",
            sqlite_where=text("status = 'created'"),
            postgresql_where=text("status = 'created'"),
        ),
        Index(
            "ix_order_line_to_bill",
            "order_id",
            sqlite_where=text("status = 'posted' and chargeable = 1 and billed = 0"),
            postgresql_where=text("status = 'posted' and chargeable and not billed"),
        ),
        # Lines are removed, and the journal knows them by id: one id must never mean two of them.
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "order line"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(choice(LineKind))
    status: Mapped[LineStatus] = mapped_column(choice(LineStatus), default=LineStatus.CREATED)
    origin: Mapped[Origin] = mapped_column(choice(Origin), default=Origin.HAND)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    text: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    technician_id: Mapped[int | None] = mapped_column(ForeignKey("technician.id"))
    agreement_line_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_line.id"))
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("cover.id"), index=True)
    """What of the agreement says how it is charged."""
    full_price: Mapped[Decimal | None]
    """The sales price if nothing covered it; set where warranty or cover has changed what is charged."""
    cover_note: Mapped[str] = mapped_column(default="")
    """How it is covered, in words."""
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("order_line.id"), index=True)
    """The line of which this is what lies beyond a limit."""
    quantity: Mapped[Decimal]
    unit: Mapped[str]
    cost_price: Mapped[Decimal]
    sales_price: Mapped[Decimal]
    price_rule: Mapped[str] = mapped_column(default="")
    """Which price list gave the prices, in words; empty for those of the article or those typed in."""
    price_modified: Mapped[bool] = mapped_column(default=False)
    """Typed in by hand: no price list changes it any more."""
    tax_percent: Mapped[Decimal]
    chargeable: Mapped[bool] = mapped_column(default=True)
    billed: Mapped[bool] = mapped_column(default=False, info={"told": False})
    """On a bill; the facts of that bill tell of it."""
    done_on: Mapped[date]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    signed_off_at: Mapped[datetime | None]
    signed_off_by: Mapped[str | None]

    order: Mapped[Order] = relationship()


class OrderTask(Versioned, Entity):
    """Something to be done on an order, with what to look at on the way."""

    __tablename__ = "order_task"
    __table_args__ = ({"sqlite_autoincrement": True},)
    subject: ClassVar[str] = "order task"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    internal_note: Mapped[str] = mapped_column(default="")
    external_note: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None]

    checks: Mapped[list["TaskCheck"]] = relationship(cascade="all, delete-orphan", order_by="TaskCheck.position")


class TaskCheck(Entity):
    """One point of a task's checklist; a task is not done before all that are `required` are checked."""

    __tablename__ = "task_check"
    subject: ClassVar[str] = "task check"

    task_id: Mapped[int] = mapped_column(ForeignKey("order_task.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    required: Mapped[bool] = mapped_column(default=False)
    checked_at: Mapped[datetime | None]
    checked_by: Mapped[str | None]


class OrderAddress(Entity):
    """Where the work is to be done for this order alone, instead of at the address of its site."""

    __tablename__ = "order_address"
    subject: ClassVar[str] = "order address"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), unique=True)
    name: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    city: Mapped[str]
    country: Mapped[str]
    hint: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class AttachmentKind(StrEnum):
    """What a file on an order is."""

    DOCUMENT = "document"
    PHOTO = "photo"
    SIGNATURE = "signature"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            AttachmentKind.DOCUMENT: tr("Document"),
            AttachmentKind.PHOTO: tr("Photo"),
            AttachmentKind.SIGNATURE: tr("Signature"),
        }[self]


class Attachment(Entity):
    """A file on an order; its content lies in the file store under its hash."""

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("order_id", "sha256", "name"), {"sqlite_autoincrement": True})
    subject: ClassVar[str] = "attachment"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    kind: Mapped[AttachmentKind] = mapped_column(choice(AttachmentKind))
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
