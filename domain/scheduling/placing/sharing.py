"""Which bookings lie over others knowingly: the database lets only these."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import aliased

from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.judging import Judged, keyed
from domain.scheduling.travel.keeping import ways_without
from domain.scheduling.travel.ways import by_technician
from domain.store.unit_of_work import UnitOfWork


def shares_time(judged: Judged, edits: Sequence[Edit]) -> frozenset[int]:
    """The keys of the edits whose bookings share their time: with what stays, or with an edit before them."""
    days = by_technician(judged.after.values())
    alone = {row.id for row in judged.after.values() if not row.shared} - {key for key, _ in keyed(edits)}
    found = set()
    for key, edit in keyed(edits):
        if edit.technician_id is None:
            continue
        if any(other.id in alone and _meet(judged.after[key], other) for other in days[edit.technician_id]):
            found.add(key)
        else:
            alone.add(key)
    return frozenset(found)


def freed(work: UnitOfWork, gone: Booking) -> None:
    """What follows for others from a booking of a technician, held, that nobody makes any more."""
    ways_without(work, gone)
    stop_sharing(work, gone.technician_id, gone.start_at, gone.finish_at)


def stop_sharing(work: UnitOfWork, technician_id: int, start: datetime, finish: datetime) -> None:
    """Let what shared a time of a technician, held, that somebody has left be guarded again where it is alone now."""
    work.session.flush()
    other = aliased(Booking)
    under = exists().where(
        other.technician_id == technician_id,
        other.id != Booking.id,
        other.start_at < Booking.finish_at,
        other.finish_at > Booking.start_at,
        ~other.shared,
        other.status != BookingStatus.CANCELLED,
    )
    there = (Booking.technician_id == technician_id, Booking.start_at < finish, Booking.finish_at > start)
    statement = select(Booking.id, Booking.order_id).where(*there, Booking.shared, LIVE)
    # One by one: of two that lie over each other the first is alone, and the second goes on sharing.
    for key, order_id in work.session.execute(statement.order_by(Booking.start_at, Booking.id)).all():
        alone = update(Booking).where(Booking.id == key, ~under).values(shared=False)
        if work.session.scalar(alone.returning(Booking.id)) is not None:
            work.tell("booking.alone", Booking, key, {"shared": True}, {"shared": False, "order_id": order_id})


def _meet(one: BoardBooking, other: BoardBooking) -> bool:
    return one.id != other.id and one.start < other.finish and other.start < one.finish
