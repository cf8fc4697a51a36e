"""What is agreed on the phone: when somebody comes, and who it is going to be, in one."""

from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from domain.orders.service import OrderDraft, open_order
from domain.orders.window_service import promise_window
from domain.scheduling.placing.edits import Done, Edit, rearrange
from domain.store.unit_of_work import UnitOfWork

Window = tuple[datetime, datetime]


def promise_and_book(
    work: UnitOfWork,
    edit: Edit,
    window: Window | None,
    *,
    override: bool = False,
    reason: str | None = "",
    zone: tzinfo | None = None,
) -> Done:
    """Promise the window of arrival and place the order in it; both or neither. Raises what `rearrange` raises."""
    if window is not None:
        promise_window(work, edit.order_id, *window)
        work.session.flush()
    return rearrange(work, [edit], override=override, reason=reason, zone=zone)[0]


class Booked(NamedTuple):
    """An order that was opened and is booked already."""

    order_id: int
    number: str


def open_and_book(
    work: UnitOfWork,
    draft: OrderDraft,
    technician_id: int,
    start: datetime,
    window: Window | None,
    *,
    override: bool = False,
    reason: str | None = "",
    zone: tzinfo | None = None,
) -> Booked:
    """Open an order for a customer on the phone, promise the window and book it; all or nothing."""
    order = open_order(work, draft)
    work.session.flush()
    edit = Edit(None, order.id, technician_id, start, start + timedelta(minutes=order.minutes))
    promise_and_book(work, edit, window, override=override, reason=reason, zone=zone)
    return Booked(order.id, order.number)
