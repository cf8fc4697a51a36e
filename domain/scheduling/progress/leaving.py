"""Whoever leaves early is free from then on, until the step turns out to be a mistake."""

from datetime import datetime

from sqlalchemy import func, select

from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.scheduling.placing.sharing import stop_sharing
from domain.scheduling.progress.progress import ENDED
from domain.store.unit_of_work import UnitOfWork


def fit_finish(work: UnitOfWork, booking: Booking) -> None:
    """Let a booking, held, end when its work did; or as planned again, as far as nobody has taken that time."""
    planned = booking.planned_finish_at or booking.finish_at
    left = booking.left_at if booking.status in ENDED else None
    if left is not None and booking.start_at < left < planned:
        booking.planned_finish_at, booking.finish_at = planned, left
        stop_sharing(work, booking.technician_id, left, planned)
    elif booking.planned_finish_at is not None:
        booking.finish_at = _free_until(work, booking, planned)
        booking.planned_finish_at = None


def _free_until(work: UnitOfWork, booking: Booking, planned: datetime) -> datetime:
    if booking.shared:
        return planned
    following = select(func.min(Booking.start_at)).where(
        Booking.technician_id == booking.technician_id,
        Booking.id != booking.id,
        Booking.start_at >= booking.finish_at,
        Booking.start_at < planned,
        ~Booking.shared,
        LIVE,
    )
    return work.session.scalar(following) or planned
