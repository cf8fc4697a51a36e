"""The first time a technician could do an order: pure search over shifts and bookings."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.travel.ways import by_technician

QUARTER = timedelta(minutes=15)


def first_free(
    technician: BoardTechnician, bookings: Sequence[BoardBooking], length: timedelta, after: datetime
) -> datetime | None:
    """When the technician, and who goes along in a crew, is first free for so long within one shift; None if never."""
    busy = {technician.id, *technician.members, *technician.crews}
    taken = sorted((b.start, b.finish) for b in bookings if b.technician_id in busy)
    for begin, end in sorted(technician.working):
        start = quarter_up(max(begin, after))
        for busy_start, busy_finish in taken:
            if busy_start < start + length and start < busy_finish:
                start = quarter_up(busy_finish)
        if start + length <= end:
            return start
    return None


def quarter_up(moment: datetime) -> datetime:
    """The moment, or the next whole quarter of an hour."""
    seconds = QUARTER.total_seconds()
    over = moment.timestamp() % seconds
    return moment + timedelta(seconds=seconds - over) if over else moment


def ranked(
    technicians: Sequence[BoardTechnician],
    bookings: Sequence[BoardBooking],
    skills: frozenset[str],
    minutes: int,
    after: datetime,
) -> list[tuple[BoardTechnician, datetime | None]]:
    """All technicians with their first free time: those with all the skills first, then by who could come first."""
    length = timedelta(minutes=minutes)
    days = by_technician(bookings)
    found = [(one, first_free(one, _along(one, days), length, after)) for one in technicians]
    return sorted(
        found,
        key=lambda pair: (
            len(skills - pair[0].skills),
            pair[1] is None,
            pair[1] or after,
            pair[0].name,
        ),
    )


def _along(technician: BoardTechnician, days: Mapping[int, Sequence[BoardBooking]]) -> list[BoardBooking]:
    """The bookings of the technician, of the members of a crew, and of the crews somebody is in."""
    rows = (technician.id, *technician.members, *technician.crews)
    return [booking for row in rows for booking in days.get(row, ())]
