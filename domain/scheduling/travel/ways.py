"""How long the ways between the jobs of a technician are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus
from domain.scheduling.rules.case import Case
from domain.scheduling.rules.findings import Placement
from domain.scheduling.rules.terms import Terms


def by_technician(rows: Iterable[BoardBooking]) -> Mapping[int, list[BoardBooking]]:
    """What is to be done by each, by time; what is cancelled is not."""
    found: dict[int, list[BoardBooking]] = {}
    for row in sorted(rows, key=lambda row: (row.start, row.id)):
        if row.status is not BookingStatus.CANCELLED:
            found.setdefault(row.technician_id, []).append(row)
    return found


def way_to(row: BoardBooking, technician: BoardTechnician, others: Iterable[BoardBooking], terms: Terms) -> int:
    """Minutes of the way to a booking from the one before, or from where the day begins; 0 where nobody knows."""
    trip = Case(Placement.of(row), technician, others, row.need, terms, None).trip
    return 0 if trip is None else trip.minutes


def changed_ways(
    technicians: Mapping[int, BoardTechnician],
    before: Iterable[BoardBooking],
    after: Iterable[BoardBooking],
    terms: Terms,
) -> Mapping[int, int]:
    """Minutes of the way to each booking that comes after another one, or at another time, than before."""
    old = {_key(*pair) for rows in by_technician(before).values() for pair in _pairs(rows)}
    return {
        row.id: way_to(row, technicians[technician_id], rows, terms)
        for technician_id, rows in by_technician(after).items()
        for previous, row in _pairs(rows)
        if _key(previous, row) not in old
    }


def _pairs(rows: Sequence[BoardBooking]) -> Iterator[tuple[BoardBooking | None, BoardBooking]]:
    return zip([None, *rows], rows, strict=False)


def _key(previous: BoardBooking | None, row: BoardBooking) -> tuple[object, ...]:
    """What the way to a booking follows from."""
    here = (row.technician_id, row.id, row.start)
    return here if previous is None else (*here, previous.id, previous.finish)
