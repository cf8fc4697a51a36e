"""Technicians and what else can be booked: teams, skills, territories, weekly shifts."""

from datetime import time
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.calendars.model import WorkingCalendar
from domain.language import tr
from domain.parties.model import Territory
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class Bookable(StrEnum):
    """What a row of the board stands for."""

    PERSON = "person"
    EQUIPMENT = "equipment"
    FACILITY = "facility"
    CREW = "crew"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Bookable.PERSON: tr("Person"),
            Bookable.EQUIPMENT: tr("Equipment"),
            Bookable.FACILITY: tr("Facility"),
            Bookable.CREW: tr("Crew"),
        }[self]


class DayPlace(StrEnum):
    """Where the day of a technician begins or ends."""

    HOME = "home"
    OFFICE = "office"
    ANYWHERE = "anywhere"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            DayPlace.HOME: tr("At home"),
            DayPlace.OFFICE: tr("At the office of the team"),
            DayPlace.ANYWHERE: tr("Where the work is"),
        }[self]


class Team(Entity):
    """Technicians who are dispatched together."""

    __tablename__ = "team"
    subject: ClassVar[str] = "team"

    name: Mapped[str] = mapped_column(unique=True)
    owner: Mapped[str] = mapped_column(default="")
    """Who dispatches it, by user name; it is one of "my teams" of that user."""
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    """Where its office is."""


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
    Column("rating", Integer, nullable=False, default=0),  # 1 to 5; 0: not rated
    Column("valid_until", Date),  # the last day of a certificate
)

technician_territory = Table(
    "technician_territory",
    Entity.metadata,
    Column("technician_id", ForeignKey("technician.id"), primary_key=True),
    Column("territory_id", ForeignKey("territory.id"), primary_key=True),
)


class Technician(Versioned, Entity):
    """Who does the work, or what is needed for it. `timezone` is the zone in which the shifts are meant."""

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
    kind: Mapped[Bookable] = mapped_column(choice(Bookable), default=Bookable.PERSON)
    capacity: Mapped[int] = mapped_column(default=1)
    """How many bookings at once; more than one for facilities alone."""
    calendar_id: Mapped[int | None] = mapped_column(ForeignKey("working_calendar.id"))
    """On whose holidays and closures nobody works."""
    cost_rate: Mapped[Decimal | None]
    """What an hour costs the service centre, in its currency."""
    vehicle: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[DayPlace] = mapped_column(choice(DayPlace, "starts_at"), default=DayPlace.HOME)
    ends_at: Mapped[DayPlace] = mapped_column(choice(DayPlace, "ends_at"), default=DayPlace.HOME)
    active: Mapped[bool] = mapped_column(default=True)

    team: Mapped[Team] = relationship()
    calendar: Mapped[WorkingCalendar | None] = relationship()
    territories: Mapped[list[Territory]] = relationship(secondary=technician_territory, order_by=Territory.name)
    skills: Mapped[list[Skill]] = relationship(secondary=technician_skill, order_by=Skill.name)
    shifts: Mapped[list["Shift"]] = relationship(order_by="(Shift.weekday, Shift.start)")


class Shift(Entity):
    """Working hours on one weekday (0 is Monday), local time; one that ends before it starts runs past midnight."""

    __tablename__ = "shift"
    __table_args__ = (
        CheckConstraint("weekday between 0 and 6", name="weekday"),
        CheckConstraint("start <> finish", name="length"),
        CheckConstraint("break_minutes >= 0", name="break"),
    )
    subject: ClassVar[str] = "shift"

    technician_id: Mapped[int] = mapped_column(ForeignKey("technician.id"), index=True)
    weekday: Mapped[int]
    start: Mapped[time]
    finish: Mapped[time]
    break_minutes: Mapped[int] = mapped_column(default=0)
    """How long a break must be kept free somewhere between `break_from` and `break_until`; 0 for none."""
    break_from: Mapped[time | None]
    break_until: Mapped[time | None]
