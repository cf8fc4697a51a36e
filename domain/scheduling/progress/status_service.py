"""What happens to bookings once they are planned: told to the technician, begun, done, cancelled, locked."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order, StageMeaning
from domain.scheduling.model import Booking, BookingStatus, Lock
from domain.scheduling.placing.holding import hold_booking, hold_bookings
from domain.scheduling.placing.sharing import freed
from domain.scheduling.placing.writing import take_off
from domain.scheduling.progress.following import follow_bookings
from domain.scheduling.progress.leaving import fit_finish
from domain.scheduling.progress.progress import (
    AHEAD,
    BEGUN,
    UNDONE,
    Times,
    check_known,
    check_step,
    check_times,
    goes_back,
    times_after,
)
from domain.scheduling.progress.telling import clocks_told
from domain.store.unit_of_work import UnitOfWork

#: Where the fact of a step keeps when it really was, if that is not when it was told.
SINCE = "since"


def advance(
    work: UnitOfWork,
    booking_id: int,
    status: BookingStatus,
    at: datetime | None = None,
    *,
    version: int | None = None,
    reason: str = "",
) -> str:
    """Let a booking be as far as `status`, now or since `at`; its order follows.

    Returns why the order does not follow, should something forbid it. Raises Refusal, Overtaken, Gone.
    """
    order, booking = hold_booking(work, booking_id, version)
    present = booking.status
    check_step(present, status, order.number)
    _check_open(order, back=goes_back(present, status))
    times = times_after(_times(booking), status, work.now if at is None else at)
    with clocks_told(work, order):
        _set_times(booking, times, work.now)
        booking.status = status
        fit_finish(work, booking)
    if status is BookingStatus.CANCELLED:
        freed(work, booking)
    work.note(f"booking.{status.value}", booking, order_id=order.id, **_said(reason), **_since(at))
    return follow_bookings(work, order, back=status in UNDONE or goes_back(present, status))


def cancel(work: UnitOfWork, booking_id: int, reason: str, *, version: int | None = None) -> str:
    """Cancel a booking for a reason; it stays on record, and its order waits for a technician again."""
    if not reason.strip():
        raise Refusal(tr("Say why the booking is cancelled."), field="reason")
    return advance(work, booking_id, BookingStatus.CANCELLED, version=version, reason=reason)


def dispatch(work: UnitOfWork, told: Mapping[int, int]) -> tuple[int, ...]:
    """Technicians were told of bookings, by id, as they were in these versions; what is so still is dispatched.

    Returns those that are otherwise by now, or gone: of these they know what is not so any more.
    """
    there = work.session.scalars(select(Booking.id).where(Booking.id.in_(told))).all()
    same = [booking for booking in hold_bookings(work, there) if booking.version == told[booking.id]]
    for booking in same:
        if booking.status is BookingStatus.PLANNED and booking.order.stage.meaning.is_open:
            booking.status = BookingStatus.DISPATCHED
            work.note("booking.dispatched", booking, order_id=booking.order_id)
    return tuple(sorted(told.keys() - {booking.id for booking in same}))


def set_actual_times(work: UnitOfWork, booking_id: int, times: Times, *, version: int | None = None) -> None:
    """Correct when somebody really set out, came and left."""
    order, booking = hold_booking(work, booking_id, version)
    if times == _times(booking):
        return
    check_known(times, booking.status)
    with clocks_told(work, order):
        _set_times(booking, times, work.now)
        fit_finish(work, booking)
    work.note("booking.times_set", booking, order_id=order.id)


def lock(work: UnitOfWork, booking_ids: Collection[int], kind: Lock) -> None:
    """Let bookings stay where they are, or in part, whatever is moved around them; or let go of them."""
    for booking in hold_bookings(work, booking_ids):
        if booking.lock is not kind:
            booking.lock = kind
            work.note("booking.locked", booking, order_id=booking.order_id)


def write_note(work: UnitOfWork, booking_id: int, text: str, *, version: int | None = None) -> None:
    """Note something on a booking."""
    order, booking = hold_booking(work, booking_id, version)
    if booking.note != text.strip():
        booking.note = text.strip()
        work.note("booking.noted", booking, order_id=order.id)


def give_time_back(work: UnitOfWork, order: Order) -> None:
    """Take what nobody has begun of an order, held, off the board, and cancel what is begun."""
    ids = work.session.scalars(select(Booking.id).where(Booking.order_id == order.id)).all()
    for booking in hold_bookings(work, ids):
        if booking.status in AHEAD:
            take_off(work, order, booking)
            freed(work, booking)
        elif booking.status in BEGUN:
            booking.status, booking.left_at = BookingStatus.CANCELLED, work.now
            work.note("booking.cancelled", booking, order_id=order.id)
            freed(work, booking)


def _since(at: datetime | None) -> dict[str, Any]:
    return {} if at is None else {SINCE: at.isoformat()}


def _check_open(order: Order, *, back: bool) -> None:
    """What is done can be corrected, what is cancelled not."""
    meaning = order.stage.meaning
    if meaning is StageMeaning.CANCELLED or (meaning is StageMeaning.DONE and not back):
        raise Refusal(tr("{number} is closed; its time on the board stays as it is.", number=order.number))


def _times(booking: Booking) -> Times:
    return Times(booking.travelling_at, booking.arrived_at, booking.left_at)


def _set_times(booking: Booking, times: Times, now: datetime) -> None:
    check_times(times, now)
    booking.travelling_at, booking.arrived_at, booking.left_at = times.travelling, times.arrived, times.left


def _said(reason: str) -> dict[str, Any]:
    return {"reason": reason.strip()} if reason.strip() else {}
