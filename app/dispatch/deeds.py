"""What is done to bookings where they are, each with the way back: how far they are, what is locked, actual times."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from app.dispatch.undo import Deed, Outcome
from app.shared.changes import Touched
from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.scheduling.model import Booking, BookingStatus, Lock
from domain.scheduling.needs.fulfilling import fulfilled
from domain.scheduling.placing.edit_values import Edit, Where
from domain.scheduling.placing.edits import rearrange
from domain.scheduling.placing.holding import hold_bookings
from domain.scheduling.progress import status_service
from domain.scheduling.progress.progress import Times, may_follow
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Before:
    """A booking before it was changed."""

    booking_id: int
    order_id: int
    where: Where
    times: Times

    def is_as(self, other: "Before") -> bool:
        """Whether nothing differs of what can be taken back here."""
        return self.where.same_place(other.where) and (self.where.lock, self.times) == (other.where.lock, other.times)


def advancing(ids: Collection[int], status: BookingStatus, reason: str = "", zone: tzinfo | None = None) -> Deed:
    """Let the bookings be as far as `status`, as somebody in a zone wishes."""
    return partial(_advance, ids=tuple(ids), status=status, reason=reason, zone=zone)


def locking(locks: Mapping[int, Lock]) -> Deed:
    """Give each of the bookings its lock."""
    return partial(_lock, locks=dict(locks))


def timing(booking_id: int, times: Times) -> Deed:
    """Enter when somebody really set out, arrived and left."""
    return partial(_time, booking_id=booking_id, times=times)


def _advance(
    work: UnitOfWork,
    ids: tuple[int, ...],
    status: BookingStatus,
    reason: str,
    zone: tzinfo | None,
    left: Sequence[Before] = (),
) -> Outcome:
    _check_as_left(work, left)
    hold_bookings(work, ids)
    was = tuple(each for each in _all_was(work, ids) if each.where.status is not status)
    if not was:
        raise Refusal(tr("Somebody else was faster: it is “{status}” already.", status=status.label))
    warnings = [_step(work, each.booking_id, status, reason) for each in was]
    changed = tuple(each.booking_id for each in was)
    enough = fulfilled(work.session, {each.order_id for each in was})
    left = _all_was(work, changed)
    back = partial(_back, was=was, left=left, status=status, reason=reason, zone=zone, enough=enough)
    return Outcome(_touched(was), back, _joined(warnings))


def _step(work: UnitOfWork, booking_id: int, status: BookingStatus, reason: str) -> str:
    if status is BookingStatus.CANCELLED:
        return status_service.cancel(work, booking_id, reason)
    return status_service.advance(work, booking_id, status, reason=reason)


def _back(
    work: UnitOfWork,
    was: Sequence[Before],
    left: Sequence[Before],
    status: BookingStatus,
    reason: str,
    zone: tzinfo | None,
    enough: frozenset[int],
) -> Outcome:
    """Everything as it was, by the same door through which everything is placed.

    Where the others are `enough` for an order, a booking of it was beside them before.
    """
    _check_as_left(work, left)
    warnings = []
    for each in was:
        if each.where.status in may_follow(status):
            since = each.times.arrived or each.times.travelling
            warnings.append(status_service.advance(work, each.booking_id, each.where.status, since))
    present = [Where.of(work.get(Booking, each.booking_id)) for each in was]
    edits = [_again(each, now, extra=each.order_id in enough) for each, now in zip(was, present, strict=True)]
    rearrange(work, edits, override=True, reason=None, zone=zone)
    for each in was:
        status_service.set_actual_times(work, each.booking_id, each.times)
    ids = tuple(each.booking_id for each in was)
    again = partial(_advance, ids=ids, status=status, reason=reason, zone=zone, left=_all_was(work, ids))
    return Outcome(_touched(was), again, _joined(warnings))


def _again(was: Before, present: Where, *, extra: bool) -> Edit:
    where = was.where
    return Edit(
        was.booking_id,
        was.order_id,
        where.technician_id,
        where.start,
        where.finish,
        requirement_id=where.requirement_id,
        extra=extra,
        seen=present,
        again=where,
    )


def _lock(work: UnitOfWork, locks: dict[int, Lock], left: Sequence[Before] = ()) -> Outcome:
    _check_as_left(work, left)
    was = _all_was(work, locks)
    kinds: dict[Lock, list[int]] = defaultdict(list)
    for booking_id, kind in locks.items():
        kinds[kind].append(booking_id)
    for kind, ids in kinds.items():
        status_service.lock(work, ids, kind)
    before = {each.booking_id: each.where.lock for each in was}
    return Outcome(_touched(was), partial(_lock, locks=before, left=_all_was(work, locks)))


def _time(work: UnitOfWork, booking_id: int, times: Times, left: Sequence[Before] = ()) -> Outcome:
    _check_as_left(work, left)
    was = _was(work, booking_id)
    status_service.set_actual_times(work, booking_id, times)
    back = partial(_time, booking_id=booking_id, times=was.times, left=_all_was(work, [booking_id]))
    return Outcome(_touched([was]), back)


def _check_as_left(work: UnitOfWork, left: Sequence[Before]) -> None:
    """Refuse to take back what somebody else has changed since."""
    for booking in hold_bookings(work, [each.booking_id for each in left]):
        if not any(each.is_as(_was(work, booking.id)) for each in left if each.booking_id == booking.id):
            number = booking.order.number
            raise Overtaken(tr("Somebody else has changed the booking of {number}; look again.", number=number))


def _joined(warnings: Sequence[str]) -> str:
    """Each once, in the turn of the bookings."""
    return " ".join(dict.fromkeys(filter(None, warnings)))


def _all_was(work: UnitOfWork, ids: Collection[int]) -> tuple[Before, ...]:
    work.session.flush()
    return tuple(_was(work, each) for each in ids)


def _was(work: UnitOfWork, booking_id: int) -> Before:
    booking = work.get(Booking, booking_id)
    times = Times(booking.travelling_at, booking.arrived_at, booking.left_at)
    return Before(booking.id, booking.order_id, Where.of(booking), times)


def _touched(was: Collection[Before]) -> Touched:
    return frozenset(pair for each in was for pair in (("booking", each.booking_id), ("order", each.order_id)))
