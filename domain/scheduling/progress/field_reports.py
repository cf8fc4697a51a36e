"""What the device of a technician reports: how far a booking is, and where the technician is."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Gone, Refusal
from domain.language import tr
from domain.scheduling.board_model import technician_position
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.progress.progress import goes_back
from domain.scheduling.progress.status_service import SINCE, advance
from domain.scheduling.travel.places import Place
from domain.store.journal import journal
from domain.store.unit_of_work import UnitOfWork
from domain.store.upsert import upsert
from domain.workforce.model import Technician

#: What a technician may say of a booking; all else is decided at the desk.
REPORTED = (
    BookingStatus.ACCEPTED,
    BookingStatus.TRAVELLING,
    BookingStatus.ON_SITE,
    BookingStatus.DONE,
    BookingStatus.PARTLY_DONE,
)


def report_status(
    work: UnitOfWork, technician_id: int, booking_id: int, status: BookingStatus, at: datetime, *, again: bool = False
) -> str:
    """Let a booking be as far as its technician says; what is known already, or was older, changes nothing.

    `again` says that it may have been delivered before, and nobody knows when it was.
    Returns why the order does not follow, should something forbid it. Raises Gone, Refusal.
    """
    booking = work.session.get(Booking, booking_id)
    if booking is None:
        raise Gone(tr("There is no booking {id}.", id=booking_id))
    if booking.technician_id != technician_id:
        raise Refusal(
            tr("Booking {id} is not one of technician {technician}.", id=booking_id, technician=technician_id)
        )
    moment = min(at, work.now)
    late = goes_back(booking.status, status) and (again or not _is_news(booking, moment))
    if booking.status is status or late or _is_corrected(work.session, booking, None if again else moment):
        return ""
    return advance(work, booking_id, status, moment)


def report_position(work: UnitOfWork, technician_id: int, place: Place, at: datetime) -> None:
    """Keep where a technician is, unless something newer is known. Raises Gone."""
    if work.session.get(Technician, technician_id) is None:
        raise Gone(tr("There is no technician {id}.", id=technician_id))
    news = {"latitude": place.latitude, "longitude": place.longitude, "at": min(at, work.now)}
    connection = work.session.connection()
    statement = upsert(connection, technician_position).values(technician_id=technician_id, **news)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["technician_id"], set_=news, where=technician_position.c.at <= news["at"]
        )
    )


def _is_news(booking: Booking, at: datetime) -> bool:
    """Whether it happened after all that is known of the booking; else it was only delivered late."""
    known = [moment for moment in (booking.travelling_at, booking.arrived_at, booking.left_at) if moment is not None]
    return all(at > moment for moment in known)


def _is_corrected(session: Session, booking: Booking, at: datetime | None) -> bool:
    """Whether a step was taken back after that moment, or ever: what was told before does not hold any more."""
    facts = select(journal.c.at, journal.c.before, journal.c.after).where(
        journal.c.subject == Booking.subject, journal.c.subject_id == booking.id
    )
    taken_back = [
        moment if SINCE not in after else datetime.fromisoformat(after[SINCE])
        for moment, before, after in session.execute(facts)
        if "status" in before and goes_back(BookingStatus(before["status"]), BookingStatus(after["status"]))
    ]
    return bool(taken_back) and (at is None or at <= max(taken_back))
