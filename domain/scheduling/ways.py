"""How long the ways between the jobs of a technician are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus
from domain.scheduling.places import Place
from domain.scheduling.travel import Travel

#: After so long without work a new day begins, where the days of the technician begin.
NIGHT = timedelta(hours=6)


def by_technician(rows: Iterable[BoardBooking]) -> Mapping[int, list[BoardBooking]]:
    """What is to be done by each, by time; what is cancelled is not."""
    found: dict[int, list[BoardBooking]] = {}
    for row in sorted(rows, key=lambda row: (row.start, row.id)):
        if row.status is not BookingStatus.CANCELLED:
            found.setdefault(row.technician_id, []).append(row)
    return found


def origin(technician: BoardTechnician, before: BoardBooking | None, row: BoardBooking) -> Place | None:
    """Where the way to a booking begins: at the job before, or where the day begins."""
    if before is None or row.start - before.finish >= NIGHT:
        return technician.start
    return before.need.place


def changed_ways(
    technicians: Mapping[int, BoardTechnician],
    before: Iterable[BoardBooking],
    after: Iterable[BoardBooking],
    travel: Travel,
) -> Mapping[int, int]:
    """Minutes of the way to each booking that comes after another one, or at another time, than before."""
    old = {_key(*pair) for rows in by_technician(before).values() for pair in _pairs(rows)}
    found = {}
    for technician_id, rows in by_technician(after).items():
        for previous, row in _pairs(rows):
            if _key(previous, row) not in old:
                way = travel.minutes(origin(technicians[technician_id], previous, row), row.need.place)
                found[row.id] = way or 0
    return found


def _pairs(rows: Sequence[BoardBooking]) -> Iterator[tuple[BoardBooking | None, BoardBooking]]:
    return zip([None, *rows], rows, strict=False)


def _key(previous: BoardBooking | None, row: BoardBooking) -> tuple[object, ...]:
    """What the way to a booking follows from."""
    here = (row.technician_id, row.id, row.start)
    return here if previous is None else (*here, previous.id, previous.finish)
