"""Arrivals that are overdue: found once each, and told to the desk."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.parameters import service
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.placing.holding import hold_booking
from domain.scheduling.progress.progress import AHEAD
from domain.store.changes import plain
from domain.store.journal import journal
from domain.store.unit_of_work import UnitOfWork

LATE = "booking.late"
#: What was to begin longer ago is no news any more.
LOOKS_BACK = timedelta(hours=12)
#: How many are told in one go.
MOST = 200


def overdue(session: Session, now: datetime, *, leave_out: Collection[int] = ()) -> Sequence[int]:
    """The bookings, the earliest first, to which nobody has come in time, and of which nobody was told."""
    latest = now - _grace(session)
    statement = _expected().where(
        Booking.start_at <= latest, Booking.start_at > latest - LOOKS_BACK, ~_told(), Booking.id.not_in(leave_out)
    )
    return session.scalars(statement.order_by(Booking.start_at, Booking.id).limit(MOST)).all()


def next_overdue(session: Session, now: datetime) -> datetime | None:
    """When the next arrival will be overdue, as things stand."""
    grace = _grace(session)
    coming = _expected().with_only_columns(func.min(Booking.start_at)).where(Booking.start_at > now - grace)
    start: datetime | None = session.scalar(coming)
    return None if start is None else start + grace


def tell_late(work: UnitOfWork, booking_id: int) -> None:
    """Note that nobody has come to a booking in time, unless that has changed meanwhile."""
    order, booking = hold_booking(work, booking_id)
    if booking_id in overdue(work.session, work.now):
        told = {"number": order.number, "technician": booking.technician.name, "start": plain(booking.start_at)}
        work.note(LATE, booking, order_id=order.id, **told)


def _expected() -> Select[int]:
    """Bookings to which somebody is still to come."""
    coming = (*AHEAD, BookingStatus.TRAVELLING)
    return (
        select(Booking.id)
        .join(Order, Order.id == Booking.order_id)
        .where(Booking.status.in_(coming), Booking.arrived_at.is_(None), Order.closed_at.is_(None))
    )


def _told() -> ColumnElement[bool]:
    """Whether the desk was told since it was to begin; one that was moved since can be late once more."""
    facts = journal.c
    return exists().where(
        facts.subject == Booking.subject,
        facts.subject_id == Booking.id,
        facts.kind == LATE,
        facts.at >= Booking.start_at,
    )


def _grace(session: Session) -> timedelta:
    return timedelta(minutes=service.read(session).late_minutes)
