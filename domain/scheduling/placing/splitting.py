"""A long job laid over several days: the working time that is free, taken as it comes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span
from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.fulfilment import LEAST
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.progress.progress import AHEAD


def split(
    order_id: int,
    minutes: int,
    technician: BoardTechnician,
    bookings: Iterable[BoardBooking],
    since: datetime,
    *,
    requirement_id: int | None = None,
) -> tuple[Edit, ...]:
    """The edits that book so many minutes from a moment on; fewer, where the loaded time does not hold them all."""
    spans = taken_from(free_time(technician, bookings, since), minutes)
    return tuple(
        Edit(None, order_id, technician.id, start, finish, requirement_id=requirement_id, extra=at > 0)
        for at, (start, finish) in enumerate(spans)
    )


def split_booking(
    booking: BoardBooking, technician: BoardTechnician, bookings: Iterable[BoardBooking]
) -> tuple[Edit, ...]:
    """The edits that lay a booking, which nobody has begun, over the free working time from its start on."""
    if booking.status not in AHEAD:
        return ()
    others = [row for row in bookings if row.id != booking.id]
    minutes = (booking.finish - booking.start) // timedelta(minutes=1)
    parts = split(booking.order_id, minutes, technician, others, booking.start, requirement_id=booking.requirement_id)
    return tuple(
        replace(part, booking_id=booking.id, version=booking.version) if at == 0 else part
        for at, part in enumerate(parts)
    )


def free_time(technician: BoardTechnician, bookings: Iterable[BoardBooking], since: datetime) -> list[Span]:
    """The working time from a moment on in which nothing is booked."""
    taken = sorted(
        (row.start, row.finish)
        for row in bookings
        if row.technician_id == technician.id and row.status is not BookingStatus.CANCELLED
    )
    found = []
    for begin, end in sorted(technician.working):
        start = max(begin, since)
        for busy, done in taken:
            if done <= start or busy >= end:
                continue
            if busy > start:
                found.append((start, busy))
            start = max(start, done)
        if start < end:
            found.append((start, end))
    return found


def taken_from(free: Sequence[Span], minutes: int) -> list[Span]:
    """The first pieces that together are so long; none of them, nor what is left for the next, is too short."""
    least, left = timedelta(minutes=min(LEAST, minutes)), timedelta(minutes=minutes)
    found = []
    for start, end in free:
        if end - start < least:
            continue
        piece = min(end - start, left)
        if timedelta() < left - piece < least:
            piece = max(least, left - least)
        if piece > end - start:
            continue
        found.append((start, start + piece))
        left -= piece
        if not left:
            break
    return found
