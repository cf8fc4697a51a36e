"""What stands beside a booking: the technician's own bookings, and those of a crew and of the people in it.

The work of a crew is done by those who are in it on the local day on which it begins.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus

#: Bookings by the id of their technician.
Rows = Mapping[int, Sequence[BoardBooking]]


def rows_beside(technician: BoardTechnician) -> tuple[int, ...]:
    """The ids of those whose bookings may stand beside one of a technician, who comes first."""
    if not technician.members and not technician.crews:
        return (technician.id,)
    mates = (each.id for each in (*technician.members, *technician.crews))
    return tuple(dict.fromkeys((technician.id, *mates)))


def beside(technician: BoardTechnician, rows: Rows) -> list[BoardBooking]:
    """All that may stand beside a booking of a technician, whenever that is."""
    return [booking for each in rows_beside(technician) for booking in rows.get(each, ())]


def people(technician: BoardTechnician, start: datetime) -> frozenset[int]:
    """Who comes to work that begins then: the technician, and whoever is in the crew."""
    return frozenset((technician.id, *(each.id for each in technician.members if each.holds(start))))


def along(technician: BoardTechnician, start: datetime, others: Iterable[BoardBooking]) -> list[BoardBooking]:
    """Which of the others bind a technician, who begins work then, through a crew."""
    members = people(technician, start) - {technician.id}
    return [each for each in others if each.technician_id in members or _is_of_crew(technician, each)]


def taken(technician: BoardTechnician, rows: Rows) -> list[BoardBooking]:
    """All that takes time of a technician: the own bookings, those of the crews, those of members while they are."""
    found = [each for each in beside(technician, rows) if each.status is not BookingStatus.CANCELLED]
    return (
        [each for each in found if _takes_time(technician, each)] if technician.members or technician.crews else found
    )


def _takes_time(technician: BoardTechnician, booking: BoardBooking) -> bool:
    if booking.technician_id == technician.id or _is_of_crew(technician, booking):
        return True
    member = (each for each in technician.members if each.id == booking.technician_id)
    return any(each.meets(booking.start, booking.finish) for each in member)


def _is_of_crew(technician: BoardTechnician, booking: BoardBooking) -> bool:
    """Whether the technician is in the crew that has a booking."""
    return any(crew.id == booking.technician_id and crew.holds(booking.start) for crew in technician.crews)
