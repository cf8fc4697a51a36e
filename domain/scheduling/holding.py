"""The rows that edits concern, held until commit: orders first, then technicians, then bookings, each by id.

Whoever writes a booking holds its technician, so that nobody else changes the day around it meanwhile.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from domain.errors import Gone, Overtaken, Refusal
from domain.language import tr
from domain.orders.model import Order
from domain.scheduling.edit_values import Edit, Where
from domain.scheduling.model import Booking
from domain.store.base import Entity
from domain.store.failures import Collided
from domain.store.subjects import word_for
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Held:
    """By id, what some edits concern."""

    orders: Mapping[int, Order]
    technicians: Mapping[int, Technician]
    bookings: Mapping[int, Booking]


def hold(work: UnitOfWork, edits: Sequence[Edit]) -> Held:
    """Hold all that the edits concern. Raises Gone, and Overtaken where it is not as it was seen."""
    keys = {edit.booking_id for edit in edits if edit.booking_id is not None}
    columns = (Booking.id, Booking.order_id, Booking.technician_id)
    present = work.session.execute(select(*columns).where(Booking.id.in_(keys))).all() if keys else []
    _check_there(edits, {key for key, _, _ in present})
    order_ids = {order_id for _, order_id, _ in present} | {e.order_id for e in edits}
    technician_ids = {technician_id for _, _, technician_id in present}
    technician_ids |= {edit.technician_id for edit in edits if edit.technician_id is not None}
    held = Held(
        all_held(work, Order, order_ids),
        all_held(work, Technician, technician_ids),
        all_held(work, Booking, {key for key, _, _ in present}),
    )
    if any(booking.technician_id not in held.technicians for booking in held.bookings.values()):
        raise Collided(tr("Somebody else has just changed this; look again and repeat."))
    for edit in edits:
        _check_seen(held, edit)
    return held


def all_held(work: UnitOfWork, kind: type[E], keys: Collection[int]) -> Mapping[int, E]:
    """The entities of those ids as they are once they are held. Raises Gone."""
    if not keys:
        return {}
    statement = select(kind).where(kind.id.in_(keys)).order_by(kind.id).with_for_update()
    found = work.session.scalars(statement.execution_options(populate_existing=True))
    held = {entity.id: entity for entity in found}
    if len(held) < len(set(keys)):
        raise _gone(kind)
    return held


def _check_there(edits: Sequence[Edit], there: Collection[int]) -> None:
    """What comes back is not there, and everything else is."""
    for edit in edits:
        if edit.booking_id is None or (edit.booking_id in there) is not edit.comes_back:
            continue
        if not edit.comes_back:
            raise _gone(Booking)
        raise Overtaken(tr("Somebody else has changed this meanwhile; look again."))


def _check_seen(held: Held, edit: Edit) -> None:
    """Refuse what is done already, or is not any more as whoever asks has seen it."""
    order = held.orders[edit.order_id]
    booking = None if edit.booking_id is None else held.bookings.get(edit.booking_id)
    if not order.stage.meaning.is_open:
        raise Refusal(
            tr("{number} is closed; it cannot be planned any more.", number=order.number)
            if booking is None
            else tr("{number} is closed; its time on the board stays as it is.", number=order.number)
        )
    if booking is None:
        return
    overtaken = edit.version is not None and booking.version != edit.version
    if overtaken or (edit.seen is not None and not Where.of(booking).same_place(edit.seen)):
        raise Overtaken(tr("Somebody else has moved {number} meanwhile; look again.", number=order.number))


def _gone(kind: type[Entity]) -> Gone:
    return Gone(tr("This {subject} is not there any more.", subject=word_for(kind.subject)))
