"""A proposed plan over the plan of the tests of the board."""

from datetime import datetime, timedelta

from app.dispatch.optimising.values import CostLine, Line, Progress, Proposed, Spot
from domain.planning.model import ChangeKind
from domain.scheduling.board_rows import BoardBooking
from tests.app.dispatch import plans
from tests.app.dispatch.plans import at

PEOPLE = {number + 1: name for number, (name, _) in enumerate(plans.NAMES)}
COSTS = (
    CostLine("Travel", 412, 296, (412, 296)),
    CostLine("Overtime", 90, 15, (60, 10)),
    CostLine("Late", 640, 120, (95, 20)),
    CostLine("Left out", 1500, 500),
    CostLine("Fairness", 0, 0, (0, 0)),
)
PROGRESS = Progress(4.2, 10, ((0.1, 2642.0), (0.4, 1900.0), (1.1, 1310.0), (2.9, 1012.0), (3.8, 931.0)))


def spot(technician_id: int, start: datetime, hours: float) -> Spot:
    return Spot(technician_id, PEOPLE[technician_id], start, start + timedelta(hours=hours))


def assigned(line_id: int, technician_id: int, hour: float, hours: float = 1.0, cost: float = -480) -> Line:
    """An order that waits gets a place."""
    number = f"SO-{2000 + line_id}"
    place = spot(technician_id, at(hour), hours)
    return Line(line_id, ChangeKind.ASSIGN, 2000 + line_id, number, "Pump leaks", None, place, cost=cost)


def moved(line_id: int, booking: BoardBooking, technician_id: int, hour: float, cost: float = -35) -> Line:
    """A booking goes elsewhere."""
    hours = (booking.finish - booking.start) / timedelta(hours=1)
    before = spot(booking.technician_id, booking.start, hours)
    after = spot(technician_id, at(hour), hours)
    return Line(
        line_id, ChangeKind.MOVE, booking.order_id, booking.number, booking.title, before, after, booking.id, cost
    )


def left_out(line_id: int, reason: str) -> Line:
    """An order still waits."""
    return Line(line_id, ChangeKind.LEFT_OUT, 2000 + line_id, f"SO-{2000 + line_id}", "Heats unevenly", reason=reason)


def taken_off(line_id: int, booking: BoardBooking, reason: str) -> Line:
    """A booking gives way."""
    here = spot(booking.technician_id, booking.start, (booking.finish - booking.start) / timedelta(hours=1))
    kind, numbers = ChangeKind.TAKE_OFF, (booking.order_id, booking.number, booking.title)
    return Line(line_id, kind, *numbers, here, booking_id=booking.id, cost=140, reason=reason)


def proposed(bookings: list[BoardBooking] | None = None) -> Proposed:
    """Two new, two moved, one left out, one taken off."""
    there = bookings or plans.bookings()
    lines = (
        assigned(1, 2, 14.5),
        assigned(2, 5, 13.5, 1.5, -620),
        moved(3, there[1], 4, 15.0),
        moved(4, there[8], 1, 13.5, 12),
        left_out(5, "Nobody with High voltage is free before it is due."),
        taken_off(6, there[15], "Makes room for SO-2002, which is due earlier."),
    )
    return Proposed(7, lines, COSTS)
