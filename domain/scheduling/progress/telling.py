"""The clocks of an order told when somebody really came and left; what is corrected later is corrected there too."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import delete, func, select, update

from domain.orders import promises
from domain.orders.model import Order
from domain.orders.promise_model import ClockMark
from domain.scheduling.model import Booking, BookingStatus
from domain.sla.clock import MarkKind
from domain.store.unit_of_work import UnitOfWork


@contextmanager
def clocks_told(work: UnitOfWork, order: Order) -> Iterator[None]:
    """Tell the clocks what becomes of the first arrival and of the last end, while an order is held."""
    came, left = _came(work, order), _left(work, order)
    yield
    work.session.flush()
    now_came, now_left = _came(work, order), _left(work, order)
    if now_came != came:
        _tell_arrival(work, order, came, now_came)
    if left is not None and now_left is not None and now_left != left:
        _correct(work, order, MarkKind.COMPLETED, left, now_left)


def _tell_arrival(work: UnitOfWork, order: Order, was: datetime | None, at: datetime | None) -> None:
    """Only the first arrival counts, whoever told of it."""
    if (was is not None and _correct(work, order, MarkKind.ARRIVED, was, at)) or at is None:
        return
    at = max(at, order.opened_at)
    arrivals = (ClockMark.order_id == order.id, ClockMark.kind == MarkKind.ARRIVED)
    first = work.session.scalar(select(func.min(ClockMark.at)).where(*arrivals))
    if first is None or at < first:
        promises.add_mark(work, order, MarkKind.ARRIVED, at=at)
        promises.refresh(work, order)


def _correct(work: UnitOfWork, order: Order, kind: MarkKind, was: datetime, at: datetime | None) -> bool:
    """What was told to have been at one moment was at another one, or never; False if it was not told."""
    told = (ClockMark.order_id == order.id, ClockMark.kind == kind, ClockMark.at == max(was, order.opened_at))
    key = work.session.scalar(select(func.max(ClockMark.id)).where(*told))
    if key is None:
        return False
    if at is None:
        work.session.execute(delete(ClockMark).where(ClockMark.id == key))
    else:
        moment = max(at, order.opened_at, _reopened(work, order, key) or at)
        work.session.execute(update(ClockMark).where(ClockMark.id == key).values(at=moment))
    promises.refresh(work, order)
    return True


def _reopened(work: UnitOfWork, order: Order, key: int) -> datetime | None:
    """When the order was opened again before that mark: what ended after that ended after that."""
    reopened = (ClockMark.order_id == order.id, ClockMark.kind == MarkKind.REOPENED, ClockMark.id < key)
    return work.session.scalar(select(func.max(ClockMark.at)).where(*reopened))


def _came(work: UnitOfWork, order: Order) -> datetime | None:
    """When somebody came first, as far as is known of its bookings."""
    return work.session.scalar(select(func.min(Booking.arrived_at)).where(Booking.order_id == order.id))


def _left(work: UnitOfWork, order: Order) -> datetime | None:
    """When the last of those who did the work left."""
    done = (Booking.order_id == order.id, Booking.status == BookingStatus.DONE)
    return work.session.scalar(select(func.max(Booking.left_at)).where(*done))
