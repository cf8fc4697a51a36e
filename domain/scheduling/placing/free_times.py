"""The first time a technician could do an order: pure search over shifts and bookings."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.crews import Rows, taken

QUARTER = timedelta(minutes=15)


def first_free(technician: BoardTechnician, rows: Rows, length: timedelta, after: datetime) -> datetime | None:
    """When the technician, and who goes along in a crew, is first free for so long within one shift; None if never."""
    busy = sorted((each.start, each.finish) for each in taken(technician, rows) if each.finish > after)
    reached, at = after, 0
    for begin, end in sorted(technician.working):
        start = quarter_up(max(begin, reached))
        while start + length <= end and at < len(busy) and busy[at][0] < start + length:
            reached = max(reached, busy[at][1])
            start, at = quarter_up(max(start, reached)), at + 1
        if start + length <= end:
            return start
    return None


def quarter_up(moment: datetime) -> datetime:
    """The moment, or the next whole quarter of an hour."""
    seconds = QUARTER.total_seconds()
    over = moment.timestamp() % seconds
    return moment + timedelta(seconds=seconds - over) if over else moment


def ranked(
    technicians: Sequence[BoardTechnician], rows: Rows, skills: frozenset[str], minutes: int, after: datetime
) -> list[tuple[BoardTechnician, datetime | None]]:
    """All technicians with their first free time: those with all the skills first, then by who could come first."""
    length = timedelta(minutes=minutes)
    found = [(one, first_free(one, rows, length, after)) for one in technicians]
    return sorted(
        found,
        key=lambda pair: (
            len(skills - pair[0].skills),
            pair[1] is None,
            pair[1] or after,
            pair[0].name,
        ),
    )
