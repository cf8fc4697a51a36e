"""What comes of a delay, in words: what breaks line by line, and all of it in one sentence."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.dispatch.moving.fates import Fate
from app.shared.times import Times, duration
from domain.language import tr, trn
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus
from domain.scheduling.placing.cascade import Broken, Moved
from domain.scheduling.rules.case import working_day


def what_breaks(moved: Moved, technician: BoardTechnician, times: Times) -> str:
    """The promises that break or are broken already, and the end of the working day."""
    need = moved.booking.need
    found = []
    if Broken.WINDOW in moved.breaks and need.window_until is not None:
        found.append(tr("Promised arrival until {when}", when=times.short(need.window_until)))
    if need.due is not None and moved.finish > need.due:
        kept = Broken.DUE in moved.breaks
        words = tr("Due time {when}") if kept else tr("Due time {when}, missed before")
        found.append(words.format(when=times.short(need.due)))
    ends = _day_ends(technician, moved.booking.start)
    if ends is not None and moved.finish > ends:
        found.append(tr("Working day ends {when}", when=times.clock_time(ends)))
    return ", ".join(found)


def summary(moved: Sequence[Moved], chosen: Sequence[Fate]) -> str:
    """How many move, break a promise, go to somebody else, wait again or have no room."""
    given = sum(fate.given is not None for fate in chosen)
    off = sum(fate.off for fate in chosen)
    broken = sum(bool(each.breaks) for each in moved)
    parts = [trn("{count} job moves", "{count} jobs move", len(moved))]
    if given:
        parts.append(trn("{count} is given away", "{count} are given away", given))
    if off:
        parts.append(trn("{count} waits again", "{count} wait again", off))
    if left := len(chosen) - given - off:
        parts.append(trn("{count} does not fit", "{count} do not fit", left))
    parts.append(trn("{count} promise breaks", "{count} promises break", broken) if broken else tr("no promise breaks"))
    return ", ".join(parts) + "."


def day_summary(
    technician: BoardTechnician,
    rows: Iterable[BoardBooking],
    moved: Sequence[Moved],
    away: frozenset[int],
    times: Times,
) -> str:
    """When the technician is done with the day, and how long after the working day that is; empty without a job."""
    if not moved:
        return ""
    start = moved[0].booking.start
    finishes = {each.booking.id: each.finish for each in moved}
    that_day = [row for row in rows if row.technician_id == technician.id and row.id not in away]
    day = times.local(start).date()
    done = max(
        finishes.get(row.id, row.finish)
        for row in that_day
        if times.local(row.start).date() == day and row.status is not BookingStatus.CANCELLED
    )
    when, ends = times.clock_time(done), _day_ends(technician, start)
    if ends is None or done <= ends:
        return tr("{name} is done at {when}.", name=technician.name, when=when)
    late = duration(done - ends)
    return tr("{name} is done at {when}, {late} after the working day.", name=technician.name, when=when, late=late)


def _day_ends(technician: BoardTechnician, moment: datetime) -> datetime | None:
    day = working_day(technician, moment)
    return None if day is None else day[1]
