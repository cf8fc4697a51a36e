"""When a broken promise asks for a reason, and which reasons a step of an order asks for."""

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.promise_model import ClockMark, Promise
from domain.parameters import reasons, service
from domain.parameters.model import Reason, ReasonFor
from domain.sla.clock import State
from domain.store.unit_of_work import UnitOfWork


def check(work: UnitOfWork, order: Order, reason_id: int | None) -> Reason | None:
    """The reason given for a broken promise; refused where one must be given and is not."""
    if not unexplained(work.session, order.id, work.now):
        return None
    if reason_id is None:
        raise Refusal(tr("{number} is late. Choose the reason for that.", number=order.number), field="reason")
    return reasons.given(work, ReasonFor.BREACH, reason_id, required=True)


def unexplained(session: Session, order_id: int, now: datetime) -> bool:
    """Whether the order has broken a promise, nobody has said why, and the parameters ask for it."""
    if not service.read(session).breach_reason_required:
        return False
    late = and_(Promise.state == State.DUE, Promise.deadline < now)
    broken = select(Promise.id).where(Promise.order_id == order_id, or_(Promise.state == State.BREACHED, late))
    if session.scalar(broken.limit(1)) is None:
        return False
    explained = (
        select(ClockMark.id)
        .join(Reason, Reason.id == ClockMark.reason_id)
        .where(ClockMark.order_id == order_id, Reason.reason_for == ReasonFor.BREACH)
    )
    return session.scalar(explained.limit(1)) is None


def asked(session: Session, order: Order, stage: Stage, now: datetime) -> tuple[ReasonFor, bool]:
    """From which list a reason for entering `stage` is chosen, and whether one must be."""
    if _halts(stage) and unexplained(session, order.id, now):
        return ReasonFor.BREACH, True
    if stage.meaning is StageMeaning.CANCELLED:
        return ReasonFor.CANCEL, stage.reason_required or service.read(session).cancel_reason_required
    return ReasonFor.STAGE, stage.reason_required


def _halts(stage: Stage) -> bool:
    """Whether a clock pauses or ends in this stage."""
    pauses = stage.pauses_response or stage.pauses_arrival or stage.pauses_completion
    return pauses or not stage.meaning.is_open
