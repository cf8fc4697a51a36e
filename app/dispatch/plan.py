"""What the board shows of a stretch of time: loaded, widened to more time, or renewed where something changed."""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import is_

from sqlalchemy.orm import Session

from app.dispatch.difference import Difference, difference
from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span, UnassignedOrder
from domain.scheduling.needs.needs import Need
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
    news: Difference | None = field(default=None, compare=False, repr=False)
    """What became of the bookings of the plan that it was made from; None where it was made from none."""

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
    come = {booking.id: booking for booking in found}
    missing = dict(come)
    kept = [missing.pop(each.id, each) for each in plan.bookings if each.start < until and each.finish > since]
    bookings = (*kept, *missing.values())
    gone = {booking.id for booking in plan.bookings} - {booking.id for booking in bookings}
    news = Difference(plan.bookings, frozenset(gone), come)
    return replace(
        plan, since=since, until=until, technicians=technicians, bookings=bookings, worked=(since, until), news=news
    )


def renew(store: Store, plan: Plan, touched: Iterable[tuple[str, int]]) -> Plan:
    """The plan with the touched records as they are now."""
    records = set(touched)
    if len(records) > MANY or any(subject not in RENEWABLE for subject, _ in records):
        loaded = load(store, plan.since, plan.until, plan.worked)
        news = difference(plan.bookings, loaded.bookings)
        return replace(loaded, news=news, orders=_kept(plan.orders, loaded.orders))
    technicians = {number for subject, number in records if subject == "technician"}
    with store.read() as session:
        plan = _with_bookings(session, plan, records) if len(records) > len(technicians) else plan
        return _with_technicians(session, plan, technicians) if technicians else plan


def _with_bookings(session: Session, plan: Plan, records: set[tuple[str, int]]) -> Plan:
    ids = {number for subject, number in records if subject == "booking"}
    orders = {number for subject, number in records if subject == "order"}
    booked = queries.orders_of(session, ids)
    lost = ids - booked.keys()
    gone = {one.id: one.order_id for one in plan.bookings if one.id in lost} if lost else {}
    orders.update(booked.values(), gone.values())
    numbers = queries.numbers(session, orders)
    # What was taken off somewhere else may have been of any order: then all that wait are looked up.
    known = len(gone) == len(lost)
    waiting = _waiting(session, plan, orders, numbers) if known else tuple(queries.unassigned(session))
    return replace(_renewed(session, plan, ids, orders, numbers), orders=waiting)


def _renewed(session: Session, plan: Plan, ids: set[int], orders: set[int], numbers: set[str]) -> Plan:
    """Each booking stays in its place; what is as it was stays the very same."""
    bookings: list[BoardBooking | None] = list(plan.bookings)
    places = {
        booking.id: at
        for at, booking in enumerate(plan.bookings)
        if booking.order_id in orders
        or ((booking.need.after or booking.need.before) and _depends(booking.need, numbers))
    }
    come: dict[int, BoardBooking] = {}
    gone = set(places)
    for booking in queries.bookings_by_id(session, ids | places.keys()):
        if booking.start < plan.until and booking.finish > plan.since:
            gone.discard(booking.id)
            at = places.get(booking.id)
            if at is None:
                bookings.append(booking)
            elif bookings[at] == booking:
                continue
            else:
                bookings[at] = booking
            come[booking.id] = booking
    for key in gone:
        bookings[places[key]] = None
    after = tuple(booking for booking in bookings if booking is not None)
    return replace(plan, bookings=after, news=Difference(plan.bookings, frozenset(gone), come))


def _waiting(session: Session, plan: Plan, orders: set[int], numbers: set[str]) -> tuple[UnassignedOrder, ...]:
    """The orders that wait, with these read anew; what is as it was stays the very same."""
    again = orders | {order.id for order in plan.orders if _depends(order.need, numbers)}
    found = queries.unassigned(session, again)
    if not found and not any(order.id in again for order in plan.orders):
        return plan.orders
    waiting = [order for order in plan.orders if order.id not in again]
    for order in found:
        insort(waiting, order, key=queries.pressing)
    return _kept(plan.orders, waiting)


def _kept(before: Sequence[UnassignedOrder], after: Sequence[UnassignedOrder]) -> tuple[UnassignedOrder, ...]:
    """The orders that wait now; what is as it was stays the very same."""
    there = {_key(order): order for order in before}
    kept = []
    for order in after:
        was = there.get(_key(order))
        kept.append(was if was is not None and was == order else order)
    if len(kept) == len(before) and all(map(is_, kept, before)):
        return tuple(before)
    return tuple(kept)


def _key(order: UnassignedOrder) -> tuple[int, int | None]:
    return order.id, order.requirement_id


def _depends(need: Need, numbers: set[str]) -> bool:
    """Whether what is asked follows from when one of these orders is planned."""
    return any(each.number in numbers for each in need.after) or any(number in numbers for number, *_ in need.before)


def _with_technicians(session: Session, plan: Plan, ids: set[int]) -> Plan:
    """Who was renamed, or left, and who knows them from a crew; who is new or comes back makes the rows anew."""
    ids = ids | {one.id for one in plan.technicians for mate in (*one.members, *one.crews) if mate.id in ids}
    found = queries.technicians(session, *(plan.worked or (plan.since, plan.until)), technician_ids=ids)
    booked = {booking.technician_id for booking in plan.bookings}
    shown = {one.id: one for one in found if one.active or one.id in booked}
    kept = [one for one in plan.technicians if one.id not in ids]
    rows = sorted((*kept, *shown.values()), key=lambda one: (one.name, one.id))
    return replace(plan, technicians=tuple(rows))
