"""What makes the days of technicians differ from their week: exceptions, absences, on-call duty; and crews."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.language import tr
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.workforce.model import Technician


class AbsenceKind(StrEnum):
    """Why somebody is away."""

    VACATION = "vacation"
    SICK = "sick"
    TRAINING = "training"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            AbsenceKind.VACATION: tr("Vacation"),
            AbsenceKind.SICK: tr("Sick"),
            AbsenceKind.TRAINING: tr("Training"),
            AbsenceKind.OTHER: tr("Away"),
        }[self]


class AbsenceStatus(StrEnum):
    """How far an absence got."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            AbsenceStatus.ASKED: tr("Asked for"),
            AbsenceStatus.APPROVED: tr("Approved"),
            AbsenceStatus.REFUSED: tr("Refused"),
        }[self]


class ShiftException(Entity):
    """Other hours than those of the week on one day, instead of all shifts that begin on it.

    Several rows of one day are several shifts; one without `start` and `finish` is a day off.
    """

    __tablename__ = "shift_exception"
    __table_args__ = (
        CheckConstraint("(start is null) = (finish is null) and (start is null or start <> finish)", name="length"),
        Index("ix_shift_exception_technician_day", "technician_id", "day"),
    )
    subject: ClassVar[str] = "shift exception"

    technician_id: Mapped[int] = mapped_column(ForeignKey("technician.id"))
    day: Mapped[date]
    start: Mapped[time | None]
    finish: Mapped[time | None]
    note: Mapped[str] = mapped_column(default="")


class Absence(Versioned, Entity):
    """Somebody is away; an approved one takes working hours away, one asked for is only shown."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("finish_at > start_at", name="length"),
        Index("ix_absence_technician_start", "technician_id", "start_at"),
    )
    subject: ClassVar[str] = "absence"

    technician_id: Mapped[int] = mapped_column(ForeignKey("technician.id"))
    start_at: Mapped[datetime]
    finish_at: Mapped[datetime]
    kind: Mapped[AbsenceKind] = mapped_column(choice(AbsenceKind))
    status: Mapped[AbsenceStatus] = mapped_column(choice(AbsenceStatus), default=AbsenceStatus.ASKED)
    note: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]

    technician: Mapped[Technician] = relationship()


class OnCall(Entity):
    """Somebody can be called out, beside the working hours."""

    __tablename__ = "on_call"
    __table_args__ = (
        CheckConstraint("finish_at > start_at", name="length"),
        Index("ix_on_call_technician_start", "technician_id", "start_at"),
    )
    subject: ClassVar[str] = "on-call duty"

    technician_id: Mapped[int] = mapped_column(ForeignKey("technician.id"))
    start_at: Mapped[datetime]
    finish_at: Mapped[datetime]

    technician: Mapped[Technician] = relationship()


class CrewMember(Entity):
    """Somebody who is in a crew, from a day to a day, both included."""

    __tablename__ = "crew_member"
    __table_args__ = (CheckConstraint("crew_id <> member_id", name="other"),)
    subject: ClassVar[str] = "crew member"

    crew_id: Mapped[int] = mapped_column(ForeignKey("technician.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("technician.id"), index=True)
    leader: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date | None]
    until: Mapped[date | None]
