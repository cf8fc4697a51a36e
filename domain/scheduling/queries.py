"""What the dispatch board shows, as flat frozen rows. Times are aware UTC."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span
from domain.scheduling.booking_rows import booking_rows
from domain.scheduling.model import Booking
from domain.scheduling.needs.loading import needs_of
from domain.scheduling.technician_rows import technician_rows
from domain.scheduling.waiting_rows import count_unassigned, pressing, unassigned
from domain.workforce.model import Technician

__all__ = [
    "booking",
    "bookings",
    "bookings_by_id",
    "count_unassigned",
    "needs_of",
    "numbers",
    "orders_of",
    "pressing",
    "technicians",
    "unassigned",
]


def technicians(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    technician_id: int | None = None,
    technician_ids: Collection[int] | None = None,
) -> list[BoardTechnician]:
    """The rows of the board, with their time between `since` and `until`; or only those named, whoever they are.

    Who left stands there for as long as there is something booked.
    """
    if technician_id is not None:
        technician_ids = [technician_id]
    if technician_ids is not None:
        return technician_rows(session, since, until, Technician.id.in_(technician_ids), technician_ids)
    booked = exists().where(Booking.technician_id == Technician.id, Booking.start_at < until, Booking.finish_at > since)
    return technician_rows(session, since, until, or_(Technician.active, booked))


def bookings(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    technician_id: int | None = None,
    technician_ids: Collection[int] | None = None,
    known: Span | None = None,
) -> list[BoardBooking]:
    """The bars that touch the time between `since` and `until`; or only those of some technicians.

    Bars that touch the time that is `known` already are left out.
    """
    if technician_id is not None:
        technician_ids = [technician_id]
    wanted = [Booking.start_at < until, Booking.finish_at > since]
    if technician_ids is not None:
        wanted.append(Booking.technician_id.in_(technician_ids))
    if known is not None:
        wanted.append(or_(Booking.start_at >= known[1], Booking.finish_at <= known[0]))
    return booking_rows(session, *wanted)


def bookings_by_id(session: Session, booking_ids: Collection[int]) -> list[BoardBooking]:
    """Some bars, wherever they are."""
    return booking_rows(session, Booking.id.in_(booking_ids))


def booking(session: Session, booking_id: int) -> BoardBooking | None:
    """One bar, wherever it is; None when it is not there any more."""
    return next(iter(booking_rows(session, Booking.id == booking_id)), None)


def orders_of(session: Session, booking_ids: Collection[int]) -> dict[int, int]:
    """The orders of some bookings, as far as those are there."""
    return dict(session.execute(select(Booking.id, Booking.order_id).where(Booking.id.in_(booking_ids))).all())


def numbers(session: Session, order_ids: Collection[int]) -> set[str]:
    """What some orders are called."""
    return set(session.scalars(select(Order.number).where(Order.id.in_(order_ids))))
