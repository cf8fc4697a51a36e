"""What others did to the bookings and orders of a proposal since it was made, as sentences."""

from datetime import timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.language import duration, tr
from domain.planning.changes import Change, Place
from domain.planning.model import ChangeKind
from domain.scheduling.model import Booking, BookingStatus, Lock
from domain.scheduling.needs.fulfilling import Book
from domain.scheduling.placing.holding import Held
from domain.scheduling.progress.progress import BEGUN, ENDED
from domain.scheduling.rules.told import dated
from domain.store.journal import journal

#: The way before a booking is reckoned anew when its neighbours change; nobody did anything to it.
WAY_CHANGED = "booking.way_changed"


def altered(session: Session, held: Held, change: Change, zone: tzinfo | None) -> str:
    """What became of a booking that was to be moved or taken off; empty while it is as it was seen."""
    order = held.orders.get(change.order_id)
    if change.kind is ChangeKind.ASSIGN or change.booking_id is None or order is None:
        return ""
    booking = held.bookings.get(change.booking_id)
    if booking is None:
        return tr("{who} has taken {number} off the board.", who=_who(session, change.booking_id), number=order.number)
    if booking.version == change.booking_version:
        return ""
    told = {"who": _who(session, booking.id), "number": order.number}
    if booking.status in ENDED | BEGUN or _place(booking) == change.before:
        return tr("{who} has changed the booking of {number}: {state}.", **told, state=_state(booking))
    when = dated(booking.start_at, booking.finish_at, zone)
    return tr("{who} has put {number} with {name}, {when}.", **told, name=booking.technician.name, when=when)


def takes_another_time(held: Held, change: Change, book: Book | None) -> str:
    """What became of the length of an order that was to be assigned; empty while it is as long, or given away."""
    wanted = None if book is None else minutes_left(book, change)
    if change.minutes is None or not wanted or wanted == change.minutes:
        return ""
    now, then = (duration(timedelta(minutes=each)) for each in (wanted, change.minutes))
    return tr("{number} takes {now} now, not {then}.", number=held.orders[change.order_id].number, now=now, then=then)


def minutes_left(book: Book, change: Change) -> int:
    """How much nobody has yet of what is to be assigned."""
    left = book.left(change.requirement_id)
    mine = [each.minutes for each in left if change.requirement_id in (None, each.requirement_id)]
    return mine[0] if mine else 0


def _place(booking: Booking) -> Place:
    return Place(booking.technician_id, booking.start_at, booking.finish_at)


def _state(booking: Booking) -> str:
    locked = booking.status is BookingStatus.PLANNED and booking.lock is not Lock.NONE
    return booking.lock.label if locked else booking.status.label


def _who(session: Session, booking_id: int) -> str:
    about = journal.c.subject == Booking.subject, journal.c.subject_id == booking_id
    last = select(journal.c.actor).where(*about, journal.c.kind != WAY_CHANGED).order_by(journal.c.id.desc()).limit(1)
    return session.scalar(last) or tr("Somebody else")
