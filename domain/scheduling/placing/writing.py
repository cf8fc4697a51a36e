"""Judged edits written to the board, past the guard of the database that nobody is booked twice at a time."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from domain.errors import Overtaken
from domain.language import tr
from domain.orders.model import Order
from domain.orders.parts import tell_gone
from domain.parameters import service as parameters
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.holding import Held
from domain.scheduling.placing.judging import Judged, keyed
from domain.scheduling.placing.sharing import shares_time, stop_sharing
from domain.scheduling.rules.terms import Terms
from domain.scheduling.travel.keeping import keep_ways
from domain.scheduling.travel.ways import changed_ways
from domain.store.journal import journal
from domain.store.unit_of_work import UnitOfWork

GUARD = "booking_overlap"
#: Whoever has it knows of it, but has not begun: somebody must be told again of where it goes.
TOLD = frozenset({BookingStatus.DISPATCHED, BookingStatus.ACCEPTED})


class Writer:
    """Writes the edits of one call; `told` goes into the fact of each."""

    def __init__(self, work: UnitOfWork, held: Held, judged: Judged, terms: Terms) -> None:
        self._work, self._held, self._judged = work, held, judged
        self._told_again = parameters.read(work.session).tell_again_minutes
        before, after = judged.before.values(), judged.after.values()
        self._ways = dict(changed_ways(judged.technicians, before, after, terms))

    def write(self, edits: Sequence[Edit], told: Sequence[Mapping[str, Any]]) -> list[Booking]:
        """The bookings of the edits, in the same turn, all in their place."""
        shared = shares_time(self._judged, edits)
        written = []
        with _guarded(self._work, self._judged):
            parked = self._park(edits)
            for (key, edit), details in zip(keyed(edits), told, strict=True):
                written.append(self._one(key, edit, details, shared=key in shared))
            self._work.session.flush()
            self._share(key for key in parked if key not in shared)
        self._come_back(edits)
        keep_ways(self._work, self._judged.before.values(), self._ways)
        self._stop_sharing(edits)
        return written

    def _stop_sharing(self, edits: Sequence[Edit]) -> None:
        before = self._judged.before
        sharing = {row.technician_id for row in before.values() if row.shared}
        for left in (before[key] for key, _ in keyed(edits) if key in before):
            if left.technician_id in sharing:
                stop_sharing(self._work, left.technician_id, left.start, left.finish)

    def _park(self, edits: Sequence[Edit]) -> list[int]:
        """Let what moves be in nobody's way, so that two can change places."""
        moving = [edit.booking_id for edit in edits if edit.booking_id in self._held.bookings]
        parked = [key for key in moving if key is not None and not self._held.bookings[key].shared]
        if len(edits) == 1:
            return []
        self._set_shared(parked, shared=True)
        return parked

    def _share(self, keys: Iterator[int]) -> None:
        staying = [key for key in keys if key in self._judged.after]
        self._set_shared(staying, shared=False)

    def _set_shared(self, keys: Sequence[int], *, shared: bool) -> None:
        if keys:
            self._work.session.execute(update(Booking).where(Booking.id.in_(keys)).values(shared=shared))

    def _one(self, key: int, edit: Edit, details: Mapping[str, Any], *, shared: bool) -> Booking:
        booking = self._held.bookings.get(key)
        order = self._held.orders[edit.order_id]
        if booking is None:
            return self._made(edit, details, self._ways.pop(key, 0), shared=shared)
        if edit.technician_id is None:
            take_off(self._work, order, booking, details)
            return booking
        if booking.status in TOLD and self._goes_elsewhere(booking, edit):
            booking.status = BookingStatus.PLANNED
        if edit.again is not None:
            booking.status, booking.planned_finish_at = edit.again.status, edit.again.planned_finish
        booking.technician_id, booking.start_at, booking.finish_at = edit.technician_id, edit.start, edit.finish
        booking.requirement_id = edit.requirement_id
        booking.shared = shared
        booking.travel_minutes = self._ways.pop(key, booking.travel_minutes)
        self._work.note("booking.moved", booking, order_id=order.id, **details)
        return booking

    def _goes_elsewhere(self, booking: Booking, edit: Edit) -> bool:
        """Whether it goes to somebody else, or so far that who has it must know."""
        by = abs(edit.start - booking.start_at)
        return edit.technician_id != booking.technician_id or by > timedelta(minutes=self._told_again)

    def _made(self, edit: Edit, details: Mapping[str, Any], travel: int, *, shared: bool) -> Booking:
        booking = Booking(
            id=edit.booking_id,
            order_id=edit.order_id,
            technician_id=edit.technician_id,
            requirement_id=edit.requirement_id,
            start_at=edit.start,
            finish_at=edit.finish,
            shared=shared,
            travel_minutes=travel,
        )
        if edit.again is not None:
            booking.status, booking.planned_finish_at = edit.again.status, edit.again.planned_finish
            booking.lock, booking.note = edit.again.lock, edit.again.note
        self._work.session.add(booking)
        self._work.note("booking.placed", booking, order_id=edit.order_id, **details)
        return booking

    def _come_back(self, edits: Sequence[Edit]) -> None:
        """What was there once gets a version that it never had, so that nobody takes it for what he has seen."""
        for key in (edit.booking_id for edit in edits if edit.comes_back):
            counted = select(func.count()).where(journal.c.subject == Booking.subject, journal.c.subject_id == key)
            version = (self._work.session.scalar(counted) or 0) + 1
            self._work.session.execute(update(Booking).where(Booking.id == key).values(version=version))


def take_off(work: UnitOfWork, order: Order, booking: Booking, details: Mapping[str, Any] | None = None) -> None:
    """Delete a booking; its order remembers it."""
    work.session.delete(booking)
    work.note("booking.removed", booking, order_id=order.id, **(details or {}))
    tell_gone(work, order, booking)


@contextmanager
def _guarded(work: UnitOfWork, judged: Judged) -> Iterator[None]:
    """Say who took the time, should somebody have taken it past all that is held. Raises Overtaken."""
    try:
        with work.session.begin_nested():
            yield
    except IntegrityError as error:
        if GUARD not in str(error.orig):
            raise
        raise Overtaken(_who(work, judged)) from error


def _who(work: UnitOfWork, judged: Judged) -> str:
    known = set(judged.before)
    for row in judged.after.values():
        taken = (
            select(Order.number)
            .join(Booking, Booking.order_id == Order.id)
            .where(Booking.technician_id == row.technician_id, Booking.id.not_in(known))
            .where(Booking.start_at < row.finish, Booking.finish_at > row.start)
            .limit(1)
        )
        number = work.session.scalar(taken)
        if number is not None:
            name = judged.technicians[row.technician_id].name
            return tr("{name} has got {number} at this time meanwhile; look again.", name=name, number=number)
    return tr("Somebody else was faster; look again and repeat.")
