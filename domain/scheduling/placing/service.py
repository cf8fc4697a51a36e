"""What dispatchers do one at a time: place an order, move its booking, take it off; and what follows from its stage."""

from datetime import datetime, tzinfo

from domain.orders.cancelling import bring_back_all_lines
from domain.orders.model import Order, Progress, Stage, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.scheduling.model import Booking
from domain.scheduling.placing.edits import Edit, rearrange
from domain.scheduling.progress.status_service import give_time_back
from domain.store.unit_of_work import UnitOfWork


def place(
    work: UnitOfWork,
    order_id: int,
    technician_id: int,
    start: datetime,
    finish: datetime,
    *,
    extra: bool = False,
    override: bool = False,
    reason: str | None = None,
    zone: tzinfo | None = None,
) -> int:
    """Place a waiting order on a technician; returns the id of the booking. Raises Refusal, NeedsConfirmation."""
    edit = Edit(None, order_id, technician_id, start, finish, extra=extra)
    return rearrange(work, [edit], override=override, reason=reason, zone=zone)[0].booking_id


def move(
    work: UnitOfWork,
    booking_id: int,
    technician_id: int,
    start: datetime,
    finish: datetime,
    *,
    version: int | None = None,
    override: bool = False,
    reason: str | None = None,
) -> None:
    """Give a booking another technician or time. Raises Refusal, NeedsConfirmation, Overtaken."""
    edit = Edit(booking_id, _order_of(work, booking_id), technician_id, start, finish, version)
    rearrange(work, [edit], override=override, reason=reason)


def remove(work: UnitOfWork, booking_id: int, *, version: int | None = None) -> None:
    """Take a booking off the board; its order waits for a technician again."""
    found = work.get(Booking, booking_id)
    rearrange(work, [Edit(found.id, found.order_id, None, found.start_at, found.finish_at, version)])


def change_stage(
    work: UnitOfWork, order_id: int, stage_id: int, reason_id: int | None = None, remark: str = ""
) -> None:
    """Put an order into another stage; one that is cancelled or new again gives its time on the board back."""
    order = work.get(Order, order_id, lock=True)
    _enter(work, order, work.get(Stage, stage_id), reason_id, remark)


def cancel_order(work: UnitOfWork, order_id: int, reason_id: int | None = None, remark: str = "") -> None:
    """Cancel an order with all its lines; what was cancelled already stays as it is."""
    order = work.get(Order, order_id, lock=True)
    if order.stage.meaning is not StageMeaning.CANCELLED:
        _enter(work, order, stage_for(work, order, StageMeaning.CANCELLED), reason_id, remark)


def revoke_order(work: UnitOfWork, order_id: int, reason_id: int | None = None, remark: str = "") -> None:
    """Take back that an order, or every single line of it, was cancelled; others are left alone."""
    order = work.get(Order, order_id, lock=True)
    if order.stage.meaning is StageMeaning.CANCELLED:
        _enter(work, order, stage_for(work, order, StageMeaning.NEW), reason_id, remark)
    elif order.progress is Progress.CANCELLED:
        bring_back_all_lines(work, order)


def _enter(work: UnitOfWork, order: Order, stage: Stage, reason_id: int | None, remark: str) -> None:
    enter_stage(work, order, stage, reason_id=reason_id, remark=remark)
    if order.stage.meaning in (StageMeaning.CANCELLED, StageMeaning.NEW):
        give_time_back(work, order)


def _order_of(work: UnitOfWork, booking_id: int) -> int:
    return work.get(Booking, booking_id).order_id
