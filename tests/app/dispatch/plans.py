"""A day's plan for the tests of the board: two teams, some bookings, some orders that wait."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle

from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.needs.needs import Need
from domain.words import Priority

NOW = datetime(2026, 3, 4, 9, 20, tzinfo=UTC)  # a Wednesday
SKILLS = ("Refrigeration", "Hydraulics", "High voltage", "Lifts", "Gas", "Controls")
NAMES = (
    ("Kim Adeyemi", "North"),
    ("Lea Brandt", "North"),
    ("Jonas Weber", "North"),
    ("Aylin Demir", "North"),
    ("Paul Nowak", "City"),
    ("Mia Rossi", "City"),
    ("Tom Becker", "City"),
    ("Sofia Lindqvist", "City"),
    ("Emil Larsen", "South"),
    ("Noor Haddad", "South"),
    ("Marek Dvořák", "South"),
    ("Ines Carvalho", "South"),
)
ASSETS = ("Chiller 3", "Lift B", "Compressor 1", "Pump 12", "UPS east", "Deck oven 2")
SITES = ("Harbour Hotel", "City Hospital", "North Bakery", "Data Hall 2", "Old Town Mall", "Airport T1")
TITLES = (
    "Supply temperature too high",
    "Door does not close",
    "Pressure drops at night",
    "Vibration above limit",
    "Battery test failed",
    "Heats unevenly",
)


def at(hour: float, day: int = 0) -> datetime:
    """An hour of the plan's day, or of one some days off."""
    return NOW.replace(hour=0, minute=0) + timedelta(days=day, hours=hour)


def shifts(start: float = 8, finish: float = 16.5) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((at(start, day), at(finish, day)) for day in range(-14, 15) if at(0, day).weekday() < 5)


def technicians(count: int = 12) -> list[BoardTechnician]:
    return [
        BoardTechnician(
            number + 1,
            name,
            team,
            frozenset({SKILLS[number % 6], SKILLS[(number + 2) % 6]}),
            shifts(7 + number % 3, 15.5 + number % 3),
        )
        for number, (name, team) in enumerate(NAMES[:count])
    ]


def booking(booking_id: int, technician_id: int, start: datetime, hours: float, **more: object) -> BoardBooking:
    kind = booking_id % 6
    plain = BoardBooking(
        id=booking_id,
        version=1,
        technician_id=technician_id,
        order_id=1000 + booking_id,
        number=f"SO-{1000 + booking_id}",
        title=TITLES[kind],
        customer=SITES[kind] + " Ltd",
        site=SITES[kind],
        asset=ASSETS[kind],
        priority=list(Priority)[(booking_id * 7 + booking_id // 3) % 4],
        stage=("Planned", "On the way", "In progress", "Done")[booking_id % 4],
        start=start,
        finish=start + timedelta(hours=hours),
        from_alert=booking_id % 4 == 0,
        need=Need(frozenset({SKILLS[kind]}), start + timedelta(hours=hours + (booking_id * 5) % 9 - 1.5)),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def bookings() -> list[BoardBooking]:
    """About four a day for each of the twelve, today and tomorrow."""
    lengths = cycle((1.5, 1.0, 2.5, 0.75, 2.0, 1.25, 3.0))
    made: list[BoardBooking] = []
    for day in (0, 1):
        for technician_id in range(1, 13):
            begin = 7.0 + (technician_id - 1) % 3 + (technician_id % 4) * 0.5
            for _ in range(3 + technician_id % 2):
                hours = next(lengths)
                if begin + hours > 18:
                    break
                made.append(booking(len(made) + 1, technician_id, at(begin, day), hours))
                begin += hours + (technician_id % 3) * 0.25
    return made


def order(order_id: int, **more: object) -> UnassignedOrder:
    kind = order_id % 6
    plain = UnassignedOrder(
        id=order_id,
        number=f"SO-{order_id}",
        title=TITLES[kind],
        customer=SITES[kind] + " Ltd",
        site=SITES[kind],
        asset=ASSETS[kind],
        priority=list(Priority)[(order_id * 7) % 4],
        stage="New",
        minutes=(60, 90, 120, 45)[order_id % 4],
        opened=NOW - timedelta(minutes=order_id % 90),
        from_alert=order_id % 3 == 0,
        need=Need(frozenset({SKILLS[kind]}), NOW + timedelta(hours=(order_id * 3) % 31 - 2) if order_id % 5 else None),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def orders(count: int = 11) -> list[UnassignedOrder]:
    return [order(2000 + number) for number in range(1, count + 1)]
