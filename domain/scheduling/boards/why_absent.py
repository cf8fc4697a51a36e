"""Why an order or a technician is not on a board: every reason there is, in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from domain.language import tr
from domain.orders.model import Order, Stage
from domain.scheduling import queries
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.boards.with_work import whole_days, with_work
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.rules.told import dated
from domain.scheduling.waiting_rows import waits
from domain.store.names import holding
from domain.workforce.model import Technician

#: So many orders and technicians are answered for at once.
MOST = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """What a board shows; an empty filter lets everybody through."""

    since: datetime
    until: datetime
    technicians: frozenset[int] = frozenset()
    """Picked by hand."""
    teams: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    only_with_work: bool = False
    cancelled: bool = True
    """Whether cancelled bookings are shown."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be said of one order or technician, whether it is `absent`, and which booking to look at."""

    name: str
    sentences: tuple[str, ...]
    absent: bool
    order_id: int | None = None
    technician_id: int | None = None
    booking_id: int | None = None
    at: datetime | None = None


def why_absent(session: Session, text: str, shown: Shown, zone: tzinfo | None = None) -> tuple[Answer, ...]:
    """Answers for what is called so: orders by number, technicians by name, or by a part of either."""
    words = text.strip()
    if not words:
        return ()
    called = func.lower(Order.number).contains(words.lower(), autoescape=True)
    orders = select(Order.id).where(called).order_by(Order.id.desc()).limit(MOST)
    found = [
        *(why_technician(session, one, shown, zone) for one in holding(session, Technician.name, words)[:MOST]),
        *(why_order(session, one, shown, zone) for one in session.scalars(orders)),
    ]
    if found:
        return tuple(found[:MOST])
    nobody = tr("There is no order of this number, and no technician of this name.")
    return (Answer(words, (nobody,), absent=True),)


def why_technician(session: Session, technician_id: int, shown: Shown, zone: tzinfo | None = None) -> Answer:
    """Why the row of a technician is not there, or has nothing to see."""
    found = queries.technicians(session, shown.since, shown.until, technician_id=technician_id)
    if not found:
        return Answer("", (tr("There is no such technician any more."),), absent=True, technician_id=technician_id)
    (technician,) = found
    booked = technician_id in _with_work(session, {technician_id}, shown, zone)
    hidden = _hidden(technician, shown, booked=booked)
    sentences = list(hidden)
    if not technician.working:
        sentences.append(tr("{name} has no working hours in the time shown.", name=technician.name))
    if not hidden:
        sentences.insert(0, tr("{name} is on the board.", name=technician.name))
    return Answer(technician.name, tuple(sentences), absent=bool(hidden), technician_id=technician_id)


def why_order(session: Session, order_id: int, shown: Shown, zone: tzinfo | None = None) -> Answer:
    """Why an order is neither among the bars of a board nor in its list of waiting orders, or where it is."""
    order = session.get(Order, order_id)
    if order is None:
        return Answer("", (tr("There is no such order any more."),), absent=True, order_id=order_id)
    stage = session.get_one(Stage, order.stage_id)
    bookings = _bookings(session, order_id)
    ids = {row.technician_id for row in bookings}
    people = {one.id: one for one in queries.technicians(session, shown.since, shown.until, technician_ids=ids)}
    busy = _with_work(session, ids, shown, zone)
    told = [
        _of_booking(people[row.technician_id], row, shown, zone, booked=row.technician_id in busy) for row in bookings
    ]
    sentences = [sentence for sentence, _ in told]
    among_waiting = waits(session, order_id)
    if among_waiting:
        sentences.append(tr("{number} is among the orders that wait.", number=order.number))
    if stage.meaning.is_open and not order.needs_booking:
        sentences.append(tr("{number} does not wait: nobody has to come for it.", number=order.number))
    if not stage.meaning.is_open:
        sentences.insert(0, tr("{number} is closed: {stage}.", number=order.number, stage=stage.name))
        if not bookings:
            sentences.append(tr("It was never planned."))
    there = next((row for row, (_, visible) in zip(bookings, told, strict=True) if visible), None)
    first = there or next(iter(bookings), None)
    return Answer(
        order.number,
        tuple(sentences),
        absent=there is None and not among_waiting,
        order_id=order_id,
        technician_id=None if first is None else first.technician_id,
        booking_id=None if first is None else first.id,
        at=None if first is None else first.start_at,
    )


def _bookings(session: Session, order_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    columns = (Booking.id, Booking.technician_id, Booking.start_at, Booking.finish_at, Booking.status, Technician.name)
    statement = select(*columns).join(Technician, Technician.id == Booking.technician_id)
    return session.execute(statement.where(Booking.order_id == order_id).order_by(Booking.start_at, Booking.id)).all()


def _of_booking(
    technician: BoardTechnician, row: Row[*tuple[Any, ...]], shown: Shown, zone: tzinfo | None, *, booked: bool
) -> tuple[str, bool]:
    """What is to be said of a booking, and whether it is to be seen."""
    words = {"name": row.name, "when": dated(row.start_at, row.finish_at, zone)}
    if row.finish_at <= shown.since or row.start_at >= shown.until:
        return tr("It is with {name}, {when}: not in the time shown.", **words), False
    if row.status is BookingStatus.CANCELLED and not shown.cancelled:
        return tr("Its booking with {name}, {when}, is cancelled, and these are hidden.", **words), False
    hidden = _hidden(technician, shown, booked=booked)
    if hidden:
        return " ".join((tr("It is with {name}, {when}.", **words), *hidden)), False
    return tr("It is on the board, with {name}, {when}.", **words), True


def _with_work(session: Session, technician_ids: Collection[int], shown: Shown, zone: tzinfo | None) -> frozenset[int]:
    days = whole_days(shown.since, shown.until, zone)
    return with_work(queries.bookings(session, *days, technician_ids=technician_ids), days)


def _hidden(technician: BoardTechnician, shown: Shown, *, booked: bool) -> list[str]:
    """Everything that keeps a technician off the board."""
    name = technician.name
    found = []
    if not technician.active and not booked:
        found.append(tr("{name} is not active any more, and has nothing to do in the time shown.", name=name))
    if shown.technicians and technician.id not in shown.technicians:
        found.append(tr("The board shows those who were picked, and {name} is none of them.", name=name))
    if shown.teams and technician.team not in shown.teams:
        found.append(
            tr("{name} is in the team {team}, which the board does not show.", name=name, team=technician.team)
        )
    if shown.kinds and technician.kind.value not in shown.kinds:
        found.append(tr("{name} is “{kind}”, which the board does not show.", name=name, kind=technician.kind.label))
    if shown.territories and not technician.territories & shown.territories:
        found.append(tr("{name} is in none of the territories that the board shows.", name=name))
    if shown.skills and not technician.skills & shown.skills:
        found.append(tr("{name} has none of the skills that the board shows.", name=name))
    if shown.only_with_work and not booked:
        found.append(tr("{name} has no work in the time shown, and the board shows who has.", name=name))
    return found
