"""Days of technicians along one road, on which a degree of latitude is a known way."""

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.needs.needs import Need
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import Band, Travel
from domain.words import Priority

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
#: One minute for each thousandth of a degree along the road, and nothing else.
ROAD = Travel(road_factor=1.0, access_minutes=0, bands=(Band(1e9, 60 * 0.1111951),))


def at(hour: float, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def milestone(minutes: float) -> Place:
    """So many minutes up the road."""
    return Place(53 + minutes / 1000, 10)


def technician(number: int = 1, name: str = "Kim", home: float = 0, days: int = 1, **more: Any) -> BoardTechnician:
    values: dict[str, Any] = {
        "id": number,
        "name": name,
        "team": "North",
        "skills": frozenset({"Gas"}),
        "working": tuple((at(8, day), at(16, day)) for day in range(days)),
        "start": milestone(home),
        "end": milestone(home),
    }
    return BoardTechnician(**(values | more))


def job(number: int, technician_id: int, start: datetime, minutes: int, where: float = 0, **more: Any) -> BoardBooking:
    values: dict[str, Any] = {
        "id": number,
        "version": 1,
        "technician_id": technician_id,
        "order_id": number,
        "number": f"SO-{number}",
        "title": "",
        "customer": "",
        "site": "",
        "asset": "",
        "priority": Priority.NORMAL,
        "stage": "",
        "start": start,
        "finish": start + timedelta(minutes=minutes),
        "from_alert": False,
        "need": Need(place=milestone(where)),
    }
    return BoardBooking(**(values | more))
