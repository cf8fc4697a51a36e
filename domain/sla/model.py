"""SLAs: targets by priority, warning levels, escalations."""

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.calendars.model import WorkingCalendar
from domain.language import tr
from domain.sla.clock import TargetKind
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.words import Priority


class LevelAction(StrEnum):
    """What happens when a share of the time is used up."""

    NOTIFY = "notify"
    REASSIGN = "reassign"
    RAISE_PRIORITY = "raise_priority"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            LevelAction.NOTIFY: tr("Tell the desk"),
            LevelAction.REASSIGN: tr("Give to somebody else"),
            LevelAction.RAISE_PRIORITY: tr("Raise the priority"),
        }[self]


class Sla(Versioned, Entity):
    """What counts as in time. Exactly one is the default, for every order that has no other."""

    __tablename__ = "sla"
    __table_args__ = (
        Index(
            "uq_sla_default",
            "is_default",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
    )
    subject: ClassVar[str] = "sla"

    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(default="")
    calendar_id: Mapped[int] = mapped_column(ForeignKey("working_calendar.id"), index=True)
    is_default: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)

    calendar: Mapped[WorkingCalendar] = relationship()
    targets: Mapped[list["SlaTarget"]] = relationship(cascade="all, delete-orphan")
    levels: Mapped[list["SlaLevel"]] = relationship(cascade="all, delete-orphan", order_by="SlaLevel.percent")


class SlaTarget(Entity):
    """Working minutes until something is promised for orders of a priority."""

    __tablename__ = "sla_target"
    __table_args__ = (
        UniqueConstraint("sla_id", "kind", "priority"),
        CheckConstraint("minutes > 0", name="minutes"),
    )
    subject: ClassVar[str] = "sla target"

    sla_id: Mapped[int] = mapped_column(ForeignKey("sla.id"), index=True)
    kind: Mapped[TargetKind] = mapped_column(choice(TargetKind))
    priority: Mapped[Priority] = mapped_column(choice(Priority))
    minutes: Mapped[int]


class SlaLevel(Entity):
    """At `percent` of the time of a target something is done; without a `kind`, of each target.

    `responsible` is to whom the order is given by `REASSIGN`.
    """

    __tablename__ = "sla_level"
    __table_args__ = (CheckConstraint("percent between 1 and 1000", name="percent"),)
    subject: ClassVar[str] = "sla level"

    sla_id: Mapped[int] = mapped_column(ForeignKey("sla.id"), index=True)
    kind: Mapped[TargetKind | None] = mapped_column(choice(TargetKind))
    percent: Mapped[int]
    action: Mapped[LevelAction] = mapped_column(choice(LevelAction))
    responsible: Mapped[str] = mapped_column(default="")
