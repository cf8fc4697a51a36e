"""What the board shows of a stretch of time, loaded whole or renewed where something changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from domain.scheduling import queries, terms
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.terms import Terms
from domain.store.store import Store

RENEWABLE = frozenset({"booking", "order", "technician"})
#: Everything that the board shows or judges by.
SUBJECTS = (
    *("order", "booking", "stage", "customer", "site", "asset", "order type", "promise"),
    *("requirement", "order link", "technician wish", "parameter", "travel override", "van stock"),
    *("technician", "team", "skill", "territory", "shift", "shift exception", "absence", "on-call duty", "crew member"),
)
MANY = 2_000  # records beyond which loading all is quicker


@dataclass(frozen=True, slots=True)
class Plan:
    """Technicians, bookings and waiting orders between two moments, and the terms on which they are judged."""

    since: datetime
    until: datetime
    technicians: tuple[BoardTechnician, ...]
    bookings: tuple[BoardBooking, ...]
    orders: tuple[UnassignedOrder, ...]
    terms: Terms = terms.DEFAULT


def load(store: Store, since: datetime, until: datetime) -> Plan:
    """Everything anew."""
    with store.read() as session:
        return Plan(
            since,
            until,
            tuple(queries.technicians(session, since, until)),
            tuple(queries.bookings(session, since, until)),
            tuple(queries.unassigned(session)),
            terms.load(session),
        )


def renew(store: Store, plan: Plan, touched: Iterable[tuple[str, int]]) -> Plan:
    """The plan with the touched records as they are now."""
    records = set(touched)
    if len(records) > MANY or any(subject not in RENEWABLE for subject, _ in records):
        return load(store, plan.since, plan.until)
    technicians = {number for subject, number in records if subject == "technician"}
    with store.read() as session:
        plan = _with_bookings(session, plan, records) if len(records) > len(technicians) else plan
        return _with_technicians(session, plan, technicians) if technicians else plan


def _with_bookings(session: Session, plan: Plan, records: set[tuple[str, int]]) -> Plan:
    ids = {number for subject, number in records if subject == "booking"}
    orders = {number for subject, number in records if subject == "order"}
    orders |= {booking.order_id for booking in plan.bookings if booking.id in ids}
    numbers = {booking.number for booking in plan.bookings if booking.order_id in orders}
    numbers |= {order.number for order in plan.orders if order.id in orders}
    ids |= {booking.id for booking in plan.bookings if booking.order_id in orders or _depends(booking, numbers)}
    found = queries.bookings_by_id(session, ids)
    inside = {booking.id: booking for booking in found if booking.start < plan.until and booking.finish > plan.since}
    kept = (inside.pop(booking.id, None) if booking.id in ids else booking for booking in plan.bookings)
    # Each stays in its place, so that the board need not look for what differs.
    bookings = [booking for booking in kept if booking is not None]
    return replace(plan, bookings=(*bookings, *inside.values()), orders=tuple(queries.unassigned(session)))


def _depends(booking: BoardBooking, numbers: set[str]) -> bool:
    """Whether what its order asks follows from when one of these orders is planned."""
    need = booking.need
    return any(each.number in numbers for each in need.after) or any(number in numbers for number, *_ in need.before)


def _with_technicians(session: Session, plan: Plan, ids: set[int]) -> Plan:
    """Who was renamed, or left; who is new or comes back makes the rows anew."""
    found = queries.technicians(session, plan.since, plan.until, technician_ids=ids)
    booked = {booking.technician_id for booking in plan.bookings}
    shown = {one.id: one for one in found if one.active or one.id in booked}
    kept = [one for one in plan.technicians if one.id not in ids]
    rows = sorted((*kept, *shown.values()), key=lambda one: (one.name, one.id))
    return replace(plan, technicians=tuple(rows))
