"""The history that promises are reckoned from, and what they come to at present."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.orders.model import Order, Stage
from domain.parameters.model import Reason
from domain.sla.clock import MarkKind, State, TargetKind
from domain.store.base import Entity, choice


class ClockMark(Entity):
    """One moment in the life of an order that its clocks have to know; changed only where it was told wrongly.

    `stage_id` is that of the stage entered; which clocks it paused is kept as it was then. `kind` says the rest.
    Where the time of the work was agreed on, the mark of the opening knows until when.
    """

    __tablename__ = "clock_mark"
    __table_args__ = (Index("ix_clock_mark_order", "order_id", "id"),)
    subject: ClassVar[str] = "clock mark"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    at: Mapped[datetime]
    kind: Mapped[MarkKind] = mapped_column(choice(MarkKind))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    pauses: Mapped[list[str]] = mapped_column(default=list)
    """The values of `TargetKind` whose clocks stand still from here on."""
    agreed_until: Mapped[datetime | None]
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("reason.id"))
    remark: Mapped[str] = mapped_column(default="")
    actor: Mapped[str]

    stage: Mapped[Stage | None] = relationship()
    reason: Mapped[Reason | None] = relationship()


class Promise(Entity):
    """What one target of an order comes to; reckoned anew whenever something it follows from changes.

    `deadline` is empty while the clock is paused. Seconds are working seconds. `warned_percent` is the highest level
    that was acted on.
    """

    __tablename__ = "promise"
    __table_args__ = (
        UniqueConstraint("order_id", "kind"),
        Index(
            "ix_promise_next",
            "next_at",
            sqlite_where=text("next_at is not null"),
            postgresql_where=text("next_at is not null"),
        ),
    )
    subject: ClassVar[str] = "promise"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    kind: Mapped[TargetKind] = mapped_column(choice(TargetKind))
    sla_id: Mapped[int] = mapped_column(ForeignKey("sla.id"), index=True)
    chosen_by: Mapped[str]
    """Where the SLA comes from: order, asset, agreement line, agreement, agreement group, customer or default."""
    state: Mapped[State] = mapped_column(choice(State))
    running: Mapped[bool]
    """Whether working time is being used up; not while it is paused, kept, cancelled or stopped."""
    started_at: Mapped[datetime]
    target_seconds: Mapped[int]
    used_seconds: Mapped[int]
    """At the last change; while the clock runs it goes on from there."""
    held_seconds: Mapped[int]
    """Working time in pauses."""
    reopened_seconds: Mapped[int]
    """Working time between closing and reopening, counted apart."""
    deadline: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]
    overrun_seconds: Mapped[int]
    """By how much the promise was broken, in working time, at the last change."""
    next_at: Mapped[datetime | None]
    """When the watch must look at it again: at the next warning level or the deadline."""
    warned_percent: Mapped[int] = mapped_column(default=0)

    order: Mapped[Order] = relationship()
