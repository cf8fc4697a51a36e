"""A booking in words: for the tooltip, for the detail strip, and for those who listen to the screen."""

from datetime import datetime

from app.shared.times import Times, duration
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking


def span(start: datetime, finish: datetime, times: Times) -> str:
    """From when to when, and how long: "Tue 3 Mar 09:00–10:30 (1 h 30 min)"."""
    return tr(
        "{day} {start}–{finish} ({length})",
        day=times.day(start),
        start=times.clock_time(start),
        finish=times.clock_time(finish),
        length=duration(finish - start),
    )


def told(booking: BoardBooking, technician: str, times: Times) -> list[str]:
    """All that the board knows of a booking, line by line."""
    lines = [
        f"{booking.number} · {booking.title}",
        tr("{name}, {span}", name=technician, span=span(booking.start, booking.finish, times)),
        " · ".join(part for part in (booking.customer, booking.site, booking.asset) if part),
        tr("{priority} priority, {stage}", priority=booking.priority.label, stage=booking.stage),
    ]
    if booking.due is not None:
        late = booking.finish > booking.due
        due = times.short(booking.due)
        lines.append(tr("Finishes late, due {due}", due=due) if late else tr("Due {due}", due=due))
    if booking.skills:
        lines.append(tr("Needs {skills}", skills=", ".join(sorted(booking.skills))))
    if booking.from_alert:
        lines.append(tr("Raised by an alert"))
    return lines
