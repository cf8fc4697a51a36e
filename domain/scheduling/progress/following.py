"""Orders that follow their bookings from stage to stage."""

from typing import Any

from sqlalchemy import Select, func, select

from domain.errors import Refusal
from domain.orders import promises
from domain.orders.model import Order, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.parameters.registry import StageRule
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.progress.progress import falls_back, path, roll_up
from domain.scheduling.progress.stage_rules import holds
from domain.sla.clock import MarkKind
from domain.store.unit_of_work import UnitOfWork

#: Which rule lets an order enter a stage of a meaning because of its bookings.
RULES = {
    StageMeaning.NEW: StageRule.REMOVED,
    StageMeaning.PLANNED: StageRule.PLACED,
    StageMeaning.ACTIVE: StageRule.STARTED,
    StageMeaning.DONE: StageRule.FINISHED,
}
#: When somebody came and left is told by the booking, not by the moment when the order changes its stage.
OWN_MARKS = frozenset({MarkKind.ARRIVED, MarkKind.COMPLETED})


def follow_bookings(work: UnitOfWork, order: Order, *, back: bool) -> str:
    """Let an order, held, stand where its bookings are; `back` lets it be less far than it is.

    Returns why it does not follow, should something forbid it; the bookings stay as they are then.
    """
    work.session.flush()
    statuses = work.session.scalars(select(Booking.status).where(Booking.order_id == order.id)).all()
    wanted = roll_up(statuses)
    if not back and falls_back(order.stage.meaning, wanted):
        return ""
    try:
        for meaning in path(order.stage.meaning, wanted):
            _enter(work, order, meaning)
    except Refusal as refusal:
        return str(refusal)
    return ""


def follow_rest(work: UnitOfWork, order: Order) -> None:
    """Let an order in progress, held, be done once nothing of it is left to do on the board; and back again."""
    work.session.flush()
    if order.stage.meaning is StageMeaning.DONE:
        follow_bookings(work, order, back=True)
    elif order.stage.meaning is StageMeaning.ACTIVE and work.session.scalar(_done(order, func.count())):
        follow_bookings(work, order, back=False)


def _enter(work: UnitOfWork, order: Order, meaning: StageMeaning) -> None:
    if not holds(work.session, RULES[meaning]):
        return
    before = order.stage_id
    enter_stage(work, order, stage_for(work, order, meaning), automatic=True, own_marks=OWN_MARKS)
    if meaning is StageMeaning.DONE and order.stage_id != before:
        left = work.session.scalar(_done(order, func.max(Booking.left_at))) or work.now
        promises.add_mark(work, order, MarkKind.COMPLETED, at=max(left, order.opened_at))
        promises.refresh(work, order)


def _done(order: Order, column: Any) -> Select[Any]:
    return select(column).where(Booking.order_id == order.id, Booking.status == BookingStatus.DONE)
