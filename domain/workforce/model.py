"""Technicians, their teams, skills and weekly shifts."""

from datetime import time
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.store.base import Entity
from domain.store.versions import Versioned


class Team(Entity):
    """Technicians who are dispatched together."""

    __tablename__ = "team"
    subject: ClassVar[str] = "team"

    name: Mapped[str] = mapped_column(unique=True)


class Skill(Entity):
    """Something one must be able, or allowed, to do."""

    __tablename__ = "skill"
    subject: ClassVar[str] = "skill"

    name: Mapped[str] = mapped_column(unique=True)


technician_skill = Table(
    "technician_skill",
    Entity.metadata,
    Column("technician_id", ForeignKey("technician.id"), primary_key=True),
    Column("skill_id", ForeignKey("skill.id"), primary_key=True),
)


class Technician(Versioned, Entity):
    """Who does the work. `timezone` is the zone in which the shifts are meant."""

    __tablename__ = "technician"
    subject: ClassVar[str] = "technician"

    name: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str]
    email: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    timezone: Mapped[str]
    category: Mapped[str] = mapped_column(default="")
    """Names the technician in price lists, such as "senior"."""
    active: Mapped[bool] = mapped_column(default=True)

    team: Mapped[Team] = relationship()
    skills: Mapped[list[Skill]] = relationship(secondary=technician_skill, order_by=Skill.name)
    shifts: Mapped[list["Shift"]] = relationship(order_by="(Shift.weekday, Shift.start)")


class Shift(Entity):
    """Working hours on one weekday (0 is Monday), local time; one that ends before it starts runs past midnight."""

    __tablename__ = "shift"
    __table_args__ = (
        CheckConstraint("weekday between 0 and 6", name="weekday"),
        CheckConstraint("start <> finish", name="length"),
    )
    subject: ClassVar[str] = "shift"

    technician_id: Mapped[int] = mapped_column(ForeignKey("technician.id"), index=True)
    weekday: Mapped[int]
    start: Mapped[time]
    finish: Mapped[time]
