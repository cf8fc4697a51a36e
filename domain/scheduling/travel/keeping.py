"""Ways written beside the bookings that they lead to, when what lies before these has changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import update

from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Booking
from domain.scheduling.rules import terms
from domain.scheduling.travel.ways import by_technician, changed_ways, way_to
from domain.store.unit_of_work import UnitOfWork

DAY = timedelta(days=1)


def keep_ways(work: UnitOfWork, rows: Iterable[BoardBooking], ways: Mapping[int, int]) -> None:
    """Keep new minutes of the way to bookings that stay where they are."""
    for row in rows:
        minutes = ways.get(row.id, row.travel)
        if minutes != row.travel:
            work.session.execute(update(Booking).where(Booking.id == row.id).values(travel_minutes=minutes))
            after = {"travel_minutes": minutes, "order_id": row.order_id}
            work.tell("booking.way_changed", Booking, row.id, {"travel_minutes": row.travel}, after)


def ways_without(work: UnitOfWork, gone: Booking) -> None:
    """Keep the way of a technician, held, to what comes after a booking that nobody makes any more."""
    work.session.flush()
    since, until = gone.start_at - DAY, gone.finish_at + DAY
    ids = [gone.technician_id]
    rows = [r for r in queries.bookings(work.session, since, until, technician_ids=ids) if r.id != gone.id]
    following = [row for rows in by_technician(rows).values() for row in rows if row.start >= gone.start_at]
    if following:
        (technician,) = queries.technicians(work.session, since, until, technician_ids=ids)
        minutes = way_to(following[0], technician, rows, terms.load(work.session))
        keep_ways(work, following[:1], {following[0].id: minutes})


def found_ways(work: UnitOfWork, founded: Sequence[Booking]) -> None:
    """Keep the ways to bookings that were not placed one after the other, but brought in together."""
    if not founded:
        return
    since = min(booking.start_at for booking in founded) - DAY
    until = max(booking.finish_at for booking in founded) + DAY
    ids = {booking.technician_id for booking in founded}
    technicians = {row.id: row for row in queries.technicians(work.session, since, until, technician_ids=ids)}
    rows = queries.bookings(work.session, since, until, technician_ids=ids)
    ways = changed_ways(technicians, (), rows, terms.load(work.session))
    for booking in founded:
        booking.travel_minutes = ways.get(booking.id, 0)
