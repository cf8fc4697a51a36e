"""What is wrong in the plan as it is: with every booking where it lies, and with orders that lie nowhere."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.language import duration, tr
from domain.orders.model import Order, Stage, StageMeaning
from domain.parameters.placement_rules import Kind
from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.crews import beside
from domain.scheduling.model import Booking
from domain.scheduling.progress.progress import AHEAD, ENDED
from domain.scheduling.rules import terms as placing
from domain.scheduling.rules.checks import check
from domain.scheduling.rules.findings import Finding, Level, Placement, worst
from domain.scheduling.rules.terms import DEFAULT, Terms
from domain.scheduling.rules.told import clock

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Conflict:
    """All that is wrong with one booking, or with an order that has none; `at` is where to look for it."""

    order_id: int
    number: str
    at: datetime
    findings: tuple[Finding, ...]
    booking_id: int | None = None
    technician_id: int | None = None

    @property
    def level(self) -> Level:
        """That of the heaviest finding."""
        return worst(self.findings) or Level.WARNING


def conflicts(
    session: Session, since: datetime, until: datetime, *, now: datetime, zone: tzinfo | None = None
) -> tuple[Conflict, ...]:
    """Everything wrong between two moments, the heaviest first.

    With it what was never begun, whenever it was to be, and waiting orders promised for before the second moment.
    """
    terms = placing.load(session).at(now)
    technicians = queries.technicians(session, since - DAY, until + DAY)
    bookings = queries.bookings(session, since - DAY, until + DAY)
    shown = {booking.id for booking in bookings if booking.start < until and booking.finish > since}
    planned = (each for each in of_bookings(technicians, bookings, terms, zone) if each.booking_id in shown)
    waiting = of_waiting(queries.unassigned(session), now, until, zone)
    return ranked((*planned, *never_begun(session, terms, zone), *waiting))


def of_bookings(
    technicians: Iterable[BoardTechnician],
    bookings: Iterable[BoardBooking],
    terms: Terms = DEFAULT,
    zone: tzinfo | None = None,
) -> tuple[Conflict, ...]:
    """What is wrong with bookings of these technicians, the heaviest first; what is over only stands beside."""
    rows = _rows(bookings)
    found = (
        Conflict(booking.order_id, booking.number, booking.start, findings, booking.id, technician.id)
        for technician in technicians
        if technician.id in rows
        for booking, others in _with_neighbours(beside(technician, rows))
        if booking.technician_id == technician.id and booking.status not in ENDED and booking.meaning.is_open
        for findings in (check(Placement.of(booking), technician, others, booking.need, terms, zone),)
        if findings
    )
    return ranked(found)


def of_waiting(
    waiting: Iterable[UnassignedOrder], now: datetime, until: datetime, zone: tzinfo | None = None
) -> tuple[Conflict, ...]:
    """Orders that nobody has, though they are promised for before `until`; the most pressing first."""
    found = []
    for order in waiting:
        last = order.need.window_until or order.need.window_from
        promised = min((moment for moment in (order.need.due, last) if moment is not None), default=None)
        if promised is not None and promised < until:
            kind = Kind.DUE if promised == order.need.due else Kind.WINDOW
            finding = Finding(kind, Level.WARNING, _told(order, promised, now, zone))
            found.append(Conflict(order.id, order.number, promised, (finding,)))
    return ranked(found)


def never_begun(session: Session, terms: Terms, zone: tzinfo | None = None) -> tuple[Conflict, ...]:
    """Bookings of open orders that are over at the moment of the terms, though nobody has begun them."""
    weight = terms.levels.get(Kind.PAST)
    if weight is None or terms.now is None:
        return ()
    columns = (Booking.order_id, Order.number, Booking.start_at, Booking.finish_at, Booking.id, Booking.technician_id)
    open_stages = [meaning for meaning in StageMeaning if meaning.is_open]
    statement = (
        select(*columns)
        .join(Order, Order.id == Booking.order_id)
        .join(Stage, Stage.id == Order.stage_id)
        .where(Booking.status.in_(AHEAD), Booking.finish_at <= terms.now)
        .where(Stage.meaning.in_(open_stages), Order.closed_at.is_(None))
    )
    found = []
    for order_id, number, start, finish, booking_id, technician_id in session.execute(statement):
        sentence = tr("It is over since {when}, and nobody has begun it.", when=clock(finish, terms.now, zone))
        finding = Finding(Kind.PAST, weight, sentence)
        found.append(Conflict(order_id, number, start, (finding,), booking_id, technician_id))
    return ranked(found)


def ranked(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Refusals first, and all by time."""
    return tuple(sorted(found, key=lambda each: (each.level is not Level.REFUSAL, each.at, each.order_id)))


def _rows(bookings: Iterable[BoardBooking]) -> Mapping[int, Sequence[BoardBooking]]:
    rows: defaultdict[int, list[BoardBooking]] = defaultdict(list)
    for booking in bookings:
        rows[booking.technician_id].append(booking)
    return rows


def _with_neighbours(row: Sequence[BoardBooking]) -> Iterator[tuple[BoardBooking, Sequence[BoardBooking]]]:
    """Each booking with those around it: nothing that is farther off than a day can matter."""
    ordered = sorted(row, key=lambda booking: booking.start)
    starts = [booking.start for booking in ordered]
    longest = max((booking.finish - booking.start for booking in ordered), default=DAY)
    for booking in ordered:
        first = bisect_left(starts, booking.start - DAY - longest)
        yield booking, ordered[first : bisect_right(starts, booking.finish + DAY)]


def _told(order: UnassignedOrder, promised: datetime, now: datetime, zone: tzinfo | None) -> str:
    when = clock(promised, now, zone)
    if order.requirement_id is None and 0 < order.minutes < order.whole:
        return _told_of_rest(order, when, was=promised < now)
    if promised < now:
        return tr("{number} was promised for {when}, and is planned nowhere.", number=order.number, when=when)
    return tr("{number} is promised for {when}, and is planned nowhere.", number=order.number, when=when)


def _told_of_rest(order: UnassignedOrder, when: str, *, was: bool) -> str:
    """Of an order that somebody has in part already."""
    told = {"number": order.number, "when": when, "left": duration(timedelta(minutes=order.minutes))}
    if was:
        return tr("{number} was promised for {when}, and {left} of it are planned nowhere.", **told)
    return tr("{number} is promised for {when}, and {left} of it are planned nowhere.", **told)
