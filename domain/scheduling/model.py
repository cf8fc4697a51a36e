"""Bookings: an order placed on a technician at a time."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.orders.model import Order
from domain.store.base import Entity
from domain.store.versions import Versioned
from domain.workforce.model import Technician


class Booking(Versioned, Entity):
    """An order on a technician from `start_at` to `finish_at`."""

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("finish_at > start_at", name="length"),
        Index("ix_booking_order_start", "order_id", "start_at"),
        Index("ix_booking_technician_start", "technician_id", "start_at"),
        Index("ix_booking_start_finish", "start_at", "finish_at"),
        # Bookings are deleted, and the journal knows them by id: one id must never mean two of them.
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "booking"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    technician_id: Mapped[int] = mapped_column(ForeignKey("technician.id"))
    start_at: Mapped[datetime]
    finish_at: Mapped[datetime]

    order: Mapped[Order] = relationship()
    technician: Mapped[Technician] = relationship()
