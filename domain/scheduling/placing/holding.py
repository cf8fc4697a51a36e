"""The rows that edits concern, held until commit: orders first, then technicians, then bookings, each by id.

Whoever writes a booking holds its technician, so that nobody else changes the day around it meanwhile.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.errors import Gone, Overtaken, Refusal
from domain.language import tr
from domain.orders.model import Order, Progress, StageMeaning
from domain.scheduling.model import Booking
from domain.scheduling.placing.edit_values import Edit, Where
from domain.scheduling.progress.progress import BEGUN, ENDED
from domain.store.base import Entity
from domain.store.failures import Collided
from domain.store.subjects import word_for
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from domain.workforce.time_model import CrewMember

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Held:
    """By id, what some edits concern."""

    orders: Mapping[int, Order]
    technicians: Mapping[int, Technician]
    bookings: Mapping[int, Booking]


def hold(work: UnitOfWork, edits: Sequence[Edit]) -> Held:
    """Hold all that the edits concern. Raises Gone, and Overtaken where it is not as it was seen."""
    _check_once(edits)
    held = lay_hold(work, edits)
    for edit in edits:
        check_as_seen(held, edit)
    return held


def lay_hold(work: UnitOfWork, edits: Sequence[Edit]) -> Held:
    """Hold what is there of all that the edits concern."""
    keys = _concerned(work.session, edits)
    held = Held(
        _held(work, Order, keys.orders),
        _held(work, Technician, keys.technicians | _crew_mates(work.session, keys.technicians)),
        _held(work, Booking, keys.bookings),
    )
    # Whoever changes a crew holds it too: what is read now stays so until this ends.
    wanted = _crew_mates(work.session, keys.technicians)
    if not wanted | {booking.technician_id for booking in held.bookings.values()} <= held.technicians.keys():
        raise Collided(tr("Somebody else has just changed this; look again and repeat."))
    return held


def look_at(session: Session, edits: Sequence[Edit]) -> Held:
    """The same for whoever only looks: nothing is held, and all of it may change the next moment."""
    keys = _concerned(session, edits)
    return Held(
        _seen(session, Order, keys.orders),
        _seen(session, Technician, keys.technicians | _crew_mates(session, keys.technicians)),
        _seen(session, Booking, keys.bookings),
    )


@dataclass(frozen=True, slots=True)
class _Concerned:
    """What some edits are about, as far as it is there."""

    orders: frozenset[int]
    technicians: frozenset[int]
    bookings: frozenset[int]


def _concerned(session: Session, edits: Sequence[Edit]) -> _Concerned:
    keys = {edit.booking_id for edit in edits if edit.booking_id is not None}
    columns = (Booking.id, Booking.order_id, Booking.technician_id)
    present = session.execute(select(*columns).where(Booking.id.in_(keys))).all() if keys else []
    here = {technician_id for _, _, technician_id in present}
    there = {edit.technician_id for edit in edits if edit.technician_id is not None}
    return _Concerned(
        frozenset(order_id for _, order_id, _ in present) | {edit.order_id for edit in edits},
        frozenset(here | there),
        frozenset(key for key, _, _ in present),
    )


def _crew_mates(session: Session, technician_ids: Collection[int]) -> set[int]:
    """The members of crews among them, and the crews that they are in: nobody is booked twice through a crew."""
    statement = select(CrewMember.crew_id, CrewMember.member_id)
    mates = or_(CrewMember.crew_id.in_(technician_ids), CrewMember.member_id.in_(technician_ids))
    return {each for pair in session.execute(statement.where(mates)) for each in pair}


def hold_booking(work: UnitOfWork, booking_id: int, version: int | None = None) -> tuple[Order, Booking]:
    """One booking with its order, and its technician, held. Raises Gone, Overtaken."""
    known = work.get(Booking, booking_id)
    order = work.get(Order, known.order_id, lock=True)
    technician = work.get(Technician, known.technician_id, lock=True)
    booking = work.get(Booking, booking_id, lock=True)
    if booking.technician_id != technician.id:
        raise Collided(tr("Somebody else has just changed this; look again and repeat."))
    if version is not None and booking.version != version:
        raise Overtaken(tr("Somebody else has changed the booking of {number}; look again.", number=order.number))
    return order, booking


def hold_bookings(work: UnitOfWork, booking_ids: Collection[int]) -> list[Booking]:
    """Bookings by id with their orders and technicians, and the crews of these, all held. Raises Gone."""
    columns = (Booking.order_id, Booking.technician_id)
    found = work.session.execute(select(*columns).where(Booking.id.in_(booking_ids))).all()
    all_held(work, Order, {row.order_id for row in found})
    technician_ids = {row.technician_id for row in found}
    technicians = all_held(work, Technician, technician_ids | _crew_mates(work.session, technician_ids))
    bookings = list(all_held(work, Booking, booking_ids).values())
    if not {booking.technician_id for booking in bookings} <= technicians.keys():
        raise Collided(tr("Somebody else has just changed this; look again and repeat."))
    return bookings


def all_held(work: UnitOfWork, kind: type[E], keys: Collection[int]) -> Mapping[int, E]:
    """The entities of those ids as they are once they are held. Raises Gone."""
    held = _held(work, kind, keys)
    if len(held) < len(set(keys)):
        raise _gone(kind)
    return held


def _held(work: UnitOfWork, kind: type[E], keys: Collection[int]) -> Mapping[int, E]:
    if not keys:
        return {}
    statement = select(kind).where(kind.id.in_(keys)).order_by(kind.id).with_for_update()
    found = work.session.scalars(statement.execution_options(populate_existing=True))
    return {entity.id: entity for entity in found}


def _seen(session: Session, kind: type[E], keys: Collection[int]) -> Mapping[int, E]:
    statement = select(kind).where(kind.id.in_(keys))
    return {entity.id: entity for entity in session.scalars(statement)} if keys else {}


def _check_once(edits: Sequence[Edit]) -> None:
    asked = [edit.booking_id for edit in edits if edit.booking_id is not None]
    if len(set(asked)) < len(asked):
        raise Refusal(tr("One booking cannot go to two places at once."))


def check_as_seen(held: Held, edit: Edit) -> None:
    """Refuse what is done already, is gone, or is not any more as whoever asks has seen it. Raises Gone, Overtaken."""
    _check_there(held, edit)
    _check_seen(held, edit)


def _check_there(held: Held, edit: Edit) -> None:
    """What comes back is not there, and everything else is."""
    is_there = edit.booking_id in held.bookings
    if edit.booking_id is not None and is_there is edit.comes_back:
        if edit.comes_back:
            raise Overtaken(tr("Somebody else has changed this meanwhile; look again."))
        raise _gone(Booking)
    if edit.order_id not in held.orders:
        raise _gone(Order)
    if edit.technician_id is not None and edit.technician_id not in held.technicians:
        raise _gone(Technician)


def _check_seen(held: Held, edit: Edit) -> None:
    order = held.orders[edit.order_id]
    booking = None if edit.booking_id is None else held.bookings.get(edit.booking_id)
    done = order.stage.meaning is StageMeaning.DONE and order.progress is Progress.IN_PROCESS
    if not (order.stage.meaning.is_open or (done and edit.again is not None)):
        raise Refusal(
            tr("{number} is closed; it cannot be planned any more.", number=order.number)
            if booking is None
            else tr("{number} is closed; its time on the board stays as it is.", number=order.number)
        )
    if booking is None:
        return
    if booking.order_id != edit.order_id:
        raise Refusal(tr("This booking is not one of {number}.", number=order.number))
    overtaken = edit.version is not None and booking.version != edit.version
    if overtaken or (edit.seen is not None and not Where.of(booking).same_place(edit.seen)):
        raise Overtaken(tr("Somebody else has moved {number} meanwhile; look again.", number=order.number))
    if edit.again is None:
        _check_begun(booking, edit, order.number)


def _check_begun(booking: Booking, edit: Edit, number: str) -> None:
    """What has been done stays as it was, and work that has begun stays with whoever began it."""
    if booking.status in ENDED:
        raise Refusal(
            tr("{number} is “{status}” there; that stays as it was.", number=number, status=booking.status.label)
        )
    if booking.status not in BEGUN:
        return
    if edit.technician_id != booking.technician_id:
        raise Refusal(tr("Work on {number} has begun; cancel its booking first.", number=number))
    if edit.start != booking.start_at:
        raise Refusal(tr("Work on {number} has begun; only its end can be moved.", number=number))


def _gone(kind: type[Entity]) -> Gone:
    return Gone(tr("This {subject} is not there any more.", subject=word_for(kind.subject)))
