"""What the board shows of a stretch of time: loaded, widened to more time, or renewed where something changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span, UnassignedOrder
from domain.scheduling.rules import terms
from domain.scheduling.rules.terms import Terms
from domain.store.store import Store

RENEWABLE = frozenset({"booking", "order", "technician"})
#: Everything that the board shows or judges by.
SUBJECTS = (
    *("order", "booking", "stage", "customer", "site", "asset", "order type", "promise"),
    *("requirement", "order link", "technician wish", "parameter", "travel override", "van stock"),
    *("technician", "team", "skill", "territory", "shift", "shift exception", "absence", "on-call duty", "crew member"),
    *("calendar", "calendar window", "closure", "open holiday", "order address"),
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
    worked: Span | None = None
    """Between which moments the time of technicians is known; None: only where the bookings are."""

    def meets(self, since: datetime, until: datetime) -> bool:
        """Whether it knows anything of a stretch of time."""
        return self.since < until and since < self.until

    def covers(self, since: datetime, until: datetime) -> bool:
        """Whether it knows all of a stretch of time."""
        return self.since <= since and until <= self.until


def load(store: Store, since: datetime, until: datetime, worked: Span | None = None) -> Plan:
    """Everything anew; `worked` has the time of technicians laid out further, so that more bookings find it there."""
    with store.read() as session:
        return Plan(
            since,
            until,
            tuple(queries.technicians(session, *(worked or (since, until)))),
            tuple(queries.bookings(session, since, until)),
            tuple(queries.unassigned(session)),
            terms.load(session),
            worked,
        )


def widen(store: Store, plan: Plan, since: datetime, until: datetime) -> Plan:
    """The plan over another stretch of time; what it knows of that already stays the very same.

    What changes between two readings is told of as touched, and renewed then.
    """
    with store.read() as session:
        same = plan.worked == (since, until)
        technicians = plan.technicians if same else tuple(queries.technicians(session, since, until))
        found = queries.bookings(session, since, until, known=(plan.since, plan.until))
    missing = {booking.id: booking for booking in found}
    kept = [
        missing.pop(booking.id, booking)
        for booking in plan.bookings
        if booking.start < until and booking.finish > since
    ]
    bookings = (*kept, *missing.values())
    return replace(plan, since=since, until=until, technicians=technicians, bookings=bookings, worked=(since, until))


def renew(store: Store, plan: Plan, touched: Iterable[tuple[str, int]]) -> Plan:
    """The plan with the touched records as they are now."""
    records = set(touched)
    if len(records) > MANY or any(subject not in RENEWABLE for subject, _ in records):
        return load(store, plan.since, plan.until, plan.worked)
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
    found = queries.technicians(session, *(plan.worked or (plan.since, plan.until)), technician_ids=ids)
    booked = {booking.technician_id for booking in plan.bookings}
    shown = {one.id: one for one in found if one.active or one.id in booked}
    kept = [one for one in plan.technicians if one.id not in ids]
    rows = sorted((*kept, *shown.values()), key=lambda one: (one.name, one.id))
    return replace(plan, technicians=tuple(rows))
