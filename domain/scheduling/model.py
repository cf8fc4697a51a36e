"""Bookings: an order placed on a technician at a time."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.language import tr
from domain.orders.model import Order
from domain.scheduling.requirement_model import Requirement
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.workforce.model import Technician


class BookingStatus(StrEnum):
    """How far a booking got, from the plan to the end of the work."""

    PLANNED = "planned"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    TRAVELLING = "travelling"
    ON_SITE = "on_site"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            BookingStatus.PLANNED: tr("Planned"),
            BookingStatus.DISPATCHED: tr("Dispatched"),
            BookingStatus.ACCEPTED: tr("Accepted"),
            BookingStatus.TRAVELLING: tr("Travelling"),
            BookingStatus.ON_SITE: tr("On site"),
            BookingStatus.DONE: tr("Done"),
            BookingStatus.PARTLY_DONE: tr("Partly done"),
            BookingStatus.CANCELLED: tr("Cancelled"),
        }[self]


class Lock(StrEnum):
    """What of a booking may not be changed by moving, shifting the day or optimising."""

    NONE = "none"
    TIME = "time"
    TECHNICIAN = "technician"
    BOTH = "both"
    WINDOW = "window"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Lock.NONE: tr("Not locked"),
            Lock.TIME: tr("Time locked"),
            Lock.TECHNICIAN: tr("Technician locked"),
            Lock.BOTH: tr("Time and technician locked"),
            Lock.WINDOW: tr("Stays in its promised window"),
        }[self]


class Booking(Versioned, Entity):
    """An order, or a part of it, on a technician from `start_at` (arrival) to `finish_at`; travel lies before."""

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("finish_at > start_at", name="length"),
        CheckConstraint("travel_minutes >= 0", name="travel"),
        Index("ix_booking_order_start", "order_id", "start_at"),
        Index("ix_booking_technician_start", "technician_id", "start_at"),
        Index("ix_booking_start_finish", "start_at", "finish_at"),
        # Bookings are deleted, and the journal knows them by id: one id must never mean two of them.
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "booking"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    technician_id: Mapped[int] = mapped_column(ForeignKey("technician.id"))
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"))
    """Which part of a requirement group it fulfils."""
    start_at: Mapped[datetime]
    finish_at: Mapped[datetime]
    status: Mapped[BookingStatus] = mapped_column(choice(BookingStatus), default=BookingStatus.PLANNED)
    lock: Mapped[Lock] = mapped_column(choice(Lock), default=Lock.NONE)
    travel_minutes: Mapped[int] = mapped_column(default=0)
    """How long the way from the neighbour before takes."""
    shared: Mapped[bool] = mapped_column(default=False)
    """Lies knowingly over another one, or on a row that takes several at once: the database lets it."""
    note: Mapped[str] = mapped_column(default="")
    travelling_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    planned_finish_at: Mapped[datetime | None]
    """What `finish_at` was before whoever did the work left earlier."""

    order: Mapped[Order] = relationship()
    technician: Mapped[Technician] = relationship()
    requirement: Mapped[Requirement | None] = relationship()
