"""A booking in words: for the tooltip, for the detail strip, and for those who listen to the screen."""

from collections.abc import Iterator
from datetime import datetime

from app.shared.times import Times, duration
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Lock


def span(start: datetime, finish: datetime, times: Times) -> str:
    """From when to when, and how long: "Tue 3 Mar 09:00–10:30 (1 h 30 min)"."""
    return tr(
        "{day} {start}–{finish} ({length})",
        day=times.day(start),
        start=times.clock_time(start),
        finish=times.clock_time(finish),
        length=duration(finish - start),
    )


def named(booking: BoardBooking) -> str:
    """Which job it is."""
    return f"{booking.number} · {booking.title}"


def told(booking: BoardBooking, technician: str, times: Times) -> list[str]:
    """All that the board knows of a booking, line by line."""
    return [
        named(booking),
        _who_and_when(booking, technician, times),
        _place(booking),
        tr("{priority} priority, {stage}", priority=booking.priority.label, stage=booking.stage),
        *_state(booking),
        *_promises(booking, times),
        *_rest(booking),
    ]


def briefly(booking: BoardBooking, technician: str, times: Times) -> list[str]:
    """The same without its name for where there is little room: what was promised comes first."""
    return [
        *_promises(booking, times),
        _who_and_when(booking, technician, times),
        _place(booking),
        tr("Order: {stage}", stage=booking.stage),
        *_state(booking),
        *_rest(booking),
    ]


def _who_and_when(booking: BoardBooking, technician: str, times: Times) -> str:
    return tr("{name}, {span}", name=technician, span=span(booking.start, booking.finish, times))


def _place(booking: BoardBooking) -> str:
    return " · ".join(part for part in (booking.customer, booking.site, booking.asset) if part)


def _state(booking: BoardBooking) -> Iterator[str]:
    yield tr("Booking: {status}", status=booking.status.label)
    if booking.lock is not Lock.NONE:
        yield booking.lock.label
    if booking.travel:
        yield tr("{minutes} min of travel before", minutes=booking.travel)


def _promises(booking: BoardBooking, times: Times) -> Iterator[str]:
    need = booking.need
    if need.window_from is not None and need.window_until is not None:
        since, until = times.short(need.window_from), times.short(need.window_until)
        yield tr("Arrival promised {since} to {until}", since=since, until=until)
    if booking.due is not None:
        due = times.short(booking.due)
        yield tr("Finishes late, due {due}", due=due) if booking.finish > booking.due else tr("Due {due}", due=due)


def _rest(booking: BoardBooking) -> Iterator[str]:
    if booking.skills:
        yield tr("Needs {skills}", skills=", ".join(sorted(booking.skills)))
    if booking.from_alert:
        yield tr("Raised by an alert")
    if booking.note:
        yield booking.note
