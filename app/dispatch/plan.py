"""What the board shows of a stretch of time, loaded whole or renewed where something changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.store.store import Store

RENEWABLE = frozenset({"booking", "order"})
MANY = 50  # records beyond which loading all is quicker


@dataclass(frozen=True, slots=True)
class Plan:
    """Technicians, bookings and waiting orders between two moments."""

    since: datetime
    until: datetime
    technicians: tuple[BoardTechnician, ...]
    bookings: tuple[BoardBooking, ...]
    orders: tuple[UnassignedOrder, ...]


def load(store: Store, since: datetime, until: datetime) -> Plan:
    """Everything anew."""
    with store.read() as session:
        return Plan(
            since,
            until,
            tuple(queries.technicians(session, since, until)),
            tuple(queries.bookings(session, since, until)),
            tuple(queries.unassigned(session)),
        )


def renew(store: Store, plan: Plan, touched: Iterable[tuple[str, int]]) -> Plan:
    """The plan with the touched records as they are now."""
    records = set(touched)
    if len(records) > MANY or any(subject not in RENEWABLE for subject, _ in records):
        return load(store, plan.since, plan.until)
    orders = {number for subject, number in records if subject == "order"}
    ids = {number for subject, number in records if subject == "booking"}
    ids |= {booking.id for booking in plan.bookings if booking.order_id in orders}
    with store.read() as session:
        found = [queries.booking(session, booking_id) for booking_id in sorted(ids)]
        waiting = tuple(queries.unassigned(session))
    kept = [booking for booking in plan.bookings if booking.id not in ids]
    inside = [b for b in found if b is not None and b.start < plan.until and b.finish > plan.since]
    return replace(plan, bookings=(*kept, *inside), orders=waiting)
