"""Absences that are approved where something is booked, and what that is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.scheduling.model import Booking
from domain.scheduling.progress.progress import ENDED
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.absence_service import approve_absence
from domain.workforce.time_model import Absence


@dataclass(frozen=True, slots=True)
class BookedThen:
    """Something that is booked while somebody is away."""

    number: str
    start: datetime


def approve(work: UnitOfWork, absence_id: int, version: int) -> tuple[BookedThen, ...]:
    """Let somebody be away; returns what is booked then and must be given to others. Raises Overtaken."""
    approve_absence(work, absence_id, version)
    return booked_then(work.session, work.get(Absence, absence_id))


def booked_then(session: Session, absence: Absence) -> tuple[BookedThen, ...]:
    """What is booked during an absence, and is not done."""
    statement = (
        select(Order.number, Booking.start_at)
        .join(Booking, Booking.order_id == Order.id)
        .where(Booking.technician_id == absence.technician_id, Booking.status.not_in(ENDED))
        .where(Booking.start_at < absence.finish_at, Booking.finish_at > absence.start_at)
        .order_by(Booking.start_at)
    )
    return tuple(BookedThen(*row) for row in session.execute(statement))
