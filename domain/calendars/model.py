"""Working calendars: weekly windows, holidays of a country, closures."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.store.base import Entity
from domain.store.versions import Versioned


class WorkingCalendar(Versioned, Entity):
    """When time counts. Without a `timezone` of its own it is meant in that of the site."""

    __tablename__ = "working_calendar"
    subject: ClassVar[str] = "calendar"

    name: Mapped[str] = mapped_column(unique=True)
    timezone: Mapped[str | None]
    country: Mapped[str] = mapped_column(default="")
    """ISO 3166 code whose holidays are closed; empty for none."""
    subdivision: Mapped[str] = mapped_column(default="")

    windows: Mapped[list["CalendarWindow"]] = relationship(
        cascade="all, delete-orphan", order_by="(CalendarWindow.weekday, CalendarWindow.start_minute)"
    )
    open_holidays: Mapped[list["OpenHoliday"]] = relationship(cascade="all, delete-orphan")
    closures: Mapped[list["Closure"]] = relationship(cascade="all, delete-orphan")


class CalendarWindow(Entity):
    """Open hours on one weekday (0 is Monday), minutes of the local day; 1440 is midnight at its end."""

    __tablename__ = "calendar_window"
    __table_args__ = (
        CheckConstraint("weekday between 0 and 6", name="weekday"),
        CheckConstraint("start_minute >= 0 and start_minute < finish_minute and finish_minute <= 1440", name="span"),
    )
    subject: ClassVar[str] = "calendar window"

    calendar_id: Mapped[int] = mapped_column(ForeignKey("working_calendar.id"), index=True)
    weekday: Mapped[int]
    start_minute: Mapped[int]
    finish_minute: Mapped[int]


class OpenHoliday(Entity):
    """A holiday of the country on which this calendar works all the same; without a `year`, every year."""

    __tablename__ = "open_holiday"
    __table_args__ = (UniqueConstraint("calendar_id", "name", "year"),)
    subject: ClassVar[str] = "open holiday"

    calendar_id: Mapped[int] = mapped_column(ForeignKey("working_calendar.id"), index=True)
    name: Mapped[str]
    year: Mapped[int | None]


class Closure(Entity):
    """Days closed from a first to a last one, both included; without a `year`, every year, over New Year too.

    With a `year` it is that of the first day.
    """

    __tablename__ = "closure"
    subject: ClassVar[str] = "closure"

    calendar_id: Mapped[int] = mapped_column(ForeignKey("working_calendar.id"), index=True)
    name: Mapped[str]
    first_month: Mapped[int]
    first_day: Mapped[int]
    last_month: Mapped[int]
    last_day: Mapped[int]
    year: Mapped[int | None]
