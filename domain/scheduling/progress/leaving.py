"""Whoever leaves early is free from then on, until the step turns out to be a mistake."""

from datetime import datetime

from domain.scheduling import queries
from domain.scheduling.crews import rows_beside, taken
from domain.scheduling.model import Booking
from domain.scheduling.placing.sharing import stop_sharing
from domain.scheduling.progress.progress import ENDED
from domain.scheduling.travel.ways import by_technician
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
    """Until when nobody has given that time, of the technician or of who goes along in a crew, to other work."""
    if booking.shared:
        return planned
    here = (booking.finish_at, planned)
    (technician,) = queries.technicians(work.session, *here, technician_id=booking.technician_id)
    rows = by_technician(queries.bookings(work.session, *here, technician_ids=rows_beside(technician)))
    others = (row for row in taken(technician, rows) if row.id != booking.id and not row.shared)
    return min((max(row.start, booking.finish_at) for row in others), default=planned)
