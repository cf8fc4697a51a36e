"""The stages that orders enter by themselves, as far as bookings bring that about."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from domain.orders.hindrances import hindrances
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.orders.promise_model import ClockMark
from domain.parameters import service
from domain.parameters.registry import StageRule
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.scheduling.progress.progress import UNDONE
from domain.store.portions import portions
from domain.store.unit_of_work import UnitOfWork

#: Where an order stands before work on it has begun.
BEFORE = (StageMeaning.NEW, StageMeaning.PLANNED)
MOST = 200


def holds(session: Session, rule: StageRule) -> bool:
    """Whether the administrator lets this rule hold."""
    return rule in service.read(session).stage_rules


def started(
    session: Session, now: datetime, *, only: int | None = None, leave_out: Collection[int] = ()
) -> Sequence[int]:
    """The orders, or that one, whose first booking has started and that were never in progress yet."""
    if not holds(session, StageRule.STARTED):
        return ()
    statement = (
        select(Order.id)
        .join(Stage, Stage.id == Order.stage_id)
        .where(
            Order.closed_at.is_(None),
            Stage.meaning.in_(BEFORE),
            exists().where(Booking.order_id == Order.id, Booking.start_at <= now, LIVE),
            ~exists().where(ClockMark.order_id == Order.id, ClockMark.stage_id.in_(_active())),
        )
    )
    statement = statement.where(Order.id.not_in(leave_out) if only is None else Order.id == only)
    return session.scalars(statement.order_by(Order.id).limit(MOST)).all()


def next_start(session: Session, now: datetime) -> datetime | None:
    """When the next booking starts."""
    return session.scalar(select(func.min(Booking.start_at)).where(Booking.start_at > now, LIVE))


def start(work: UnitOfWork, order_id: int) -> None:
    """Let an order whose first booking has started be in progress, unless somebody has changed it meanwhile."""
    order = work.get(Order, order_id, lock=True)
    if started(work.session, work.now, only=order_id):
        enter_stage(work, order, stage_for(work, order, StageMeaning.ACTIVE), automatic=True)


def follow_plan(work: UnitOfWork, order: Order) -> None:
    """Let an order be planned once it is on the board, and new again once nothing of it is."""
    meaning = order.stage.meaning
    if meaning not in BEFORE:
        return
    live = exists().where(Booking.order_id == order.id, Booking.status.not_in(UNDONE)).select()
    booked = bool(work.session.scalar(live))
    if booked and meaning is StageMeaning.NEW and holds(work.session, StageRule.PLACED):
        enter_stage(work, order, stage_for(work, order, StageMeaning.PLANNED), automatic=True)
    elif not booked and meaning is StageMeaning.PLANNED and holds(work.session, StageRule.REMOVED):
        enter_stage(work, order, stage_for(work, order, StageMeaning.NEW), automatic=True)


def cannot_be_planned(session: Session, order_ids: Collection[int]) -> Mapping[int, str]:
    """By order, why it could not follow its plan once it is on the board; what can is not among them."""
    if not holds(session, StageRule.PLACED):
        return {}
    return hindrances(session, order_ids, StageMeaning.NEW, StageMeaning.PLANNED)


def cannot_be_new(session: Session, order_ids: Collection[int], leaving: Collection[int]) -> Mapping[int, str]:
    """By order, why it could not be new again without the bookings that are `leaving`; what can is not among them."""
    if not holds(session, StageRule.REMOVED):
        return {}
    others = select(Booking.order_id).where(Booking.status.not_in(UNDONE), Booking.id.not_in(leaving))
    some = (session.scalars(others.where(Booking.order_id.in_(each))) for each in portions(order_ids))
    stay = {order_id for each in some for order_id in each}
    return hindrances(session, set(order_ids) - stay, StageMeaning.PLANNED, StageMeaning.NEW)


def _active() -> Select[int]:
    return select(Stage.id).where(Stage.meaning == StageMeaning.ACTIVE)
