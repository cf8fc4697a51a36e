"""Rows of a board made up for tests of the rules."""

from datetime import UTC, datetime
from typing import Any

from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.words import Priority


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    """A moment in the first week of March; the second is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def technician(**changes: Any) -> BoardTechnician:
    """Kim, who works from eight to four in two shifts that touch."""
    values: dict[str, Any] = {
        "id": 1,
        "name": "Kim",
        "team": "North",
        "skills": frozenset({"Refrigeration"}),
        "working": ((at(8), at(12)), (at(12), at(16))),
    }
    return BoardTechnician(**(values | changes))


def booking(
    start: datetime, finish: datetime, booking_id: int = 7, technician_id: int = 1, **more: Any
) -> BoardBooking:
    """A bar with an order that asks for nothing."""
    values: dict[str, Any] = {
        "id": booking_id,
        "version": 1,
        "technician_id": technician_id,
        "order_id": 70,
        "number": f"SO-{booking_id}",
        "title": "Chiller too warm",
        "customer": "Harbour Hotel",
        "site": "Roof",
        "asset": "Chiller 1",
        "priority": Priority.HIGH,
        "stage": "Planned",
        "start": start,
        "finish": finish,
        "from_alert": False,
    }
    return BoardBooking(**(values | more))
