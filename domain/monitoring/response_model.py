"""Runs of response plans, and the commands and deliveries that plans and people make."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.assets.model import AssetModel
from domain.language import tr
from domain.monitoring.model import Alert, Device
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class RunState(StrEnum):
    """How a plan stands with an alert."""

    RUNNING = "running"
    PAUSED = "paused"
    TAKEN_OVER = "taken_over"
    DONE = "done"
    FAILED = "failed"


class PlanRun(Versioned, Entity):
    """A plan at work on an alert: the steps as they were when it began, where it stands, and when it goes on."""

    __tablename__ = "plan_run"
    __table_args__ = (
        Index(
            "ix_plan_run_due",
            "due_at",
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        CheckConstraint("position >= 0", name="position"),
    )
    subject: ClassVar[str] = "plan run"

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), unique=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("response_plan.id", ondelete="SET NULL"), index=True)
    steps_json: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[RunState] = mapped_column(choice(RunState))
    begun_at: Mapped[datetime]
    step_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    memory: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    alert: Mapped[Alert] = relationship()


class CommandType(Versioned, Entity):
    """A command that devices of a model understand, with the values it takes; without `senders` anybody may send it."""

    __tablename__ = "command_type"
    __table_args__ = (
        UniqueConstraint("asset_model_id", "name"),
        CheckConstraint("timeout_seconds > 0", name="timeout"),
    )
    subject: ClassVar[str] = "command type"

    asset_model_id: Mapped[int] = mapped_column(ForeignKey("asset_model.id"))
    name: Mapped[str]
    label: Mapped[str]
    fields_json: Mapped[str] = mapped_column(Text)
    dangerous: Mapped[bool] = mapped_column(default=False)
    timeout_seconds: Mapped[int] = mapped_column(default=30)
    senders: Mapped[list[str]] = mapped_column(JSON, default=list)

    asset_model: Mapped[AssetModel] = relationship()


class CommandState(StrEnum):
    """How far a command is."""

    QUEUED = "queued"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            CommandState.QUEUED: tr("Queued"),
            CommandState.SENT: tr("Sent"),
            CommandState.ACKNOWLEDGED: tr("Acknowledged"),
            CommandState.SUCCEEDED: tr("Succeeded"),
            CommandState.FAILED: tr("Failed"),
            CommandState.TIMED_OUT: tr("Timed out"),
            CommandState.WITHDRAWN: tr("Withdrawn"),
        }[self]


class Command(Versioned, Entity):
    """A command to a device; `correlation` is what its reply is known by."""

    __tablename__ = "command"
    __table_args__ = (
        Index(
            "ix_command_open",
            "expires_at",
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )
    subject: ClassVar[str] = "command"

    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), index=True)
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("alert.id"), index=True)
    name: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[CommandState] = mapped_column(choice(CommandState))
    correlation: Mapped[str] = mapped_column(unique=True)
    requested_at: Mapped[datetime]
    requested_by: Mapped[str]
    sent_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    reply: Mapped[str] = mapped_column(Text, default="")

    device: Mapped[Device] = relationship()


class DeliveryState(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class Delivery(Versioned, Entity):
    """A webhook or a mail that a plan sends, tried again until it is delivered or given up."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index(
            "ix_delivery_next",
            "next_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )
    subject: ClassVar[str] = "delivery"

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), index=True)
    step: Mapped[int]
    target: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[DeliveryState] = mapped_column(choice(DeliveryState))
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(Text, default="")
