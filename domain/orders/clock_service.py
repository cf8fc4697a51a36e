"""What people do to the clocks of an order by hand: pause, resume, stop, reset, and say that something has happened."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.orders import breaches, promises
from domain.orders.model import Order
from domain.orders.promise_model import ClockMark
from domain.parameters import reasons, service
from domain.parameters.model import Reason, ReasonFor
from domain.sla.clock import MarkKind
from domain.sla.model import Sla
from domain.store.changes import plain
from domain.store.unit_of_work import UnitOfWork

#: After these nothing by hand holds the clock any more.
_ENDS_PAUSE = {MarkKind.RESUMED, MarkKind.COMPLETED, MarkKind.CANCELLED, MarkKind.RESET, MarkKind.OPENED}
#: What decides whether the clock is held or stopped by hand.
_BY_HAND = {MarkKind.PAUSED, MarkKind.STOPPED, *_ENDS_PAUSE}


def pause(work: UnitOfWork, order_id: int, reason_id: int | None, remark: str = "") -> None:
    """Let the clocks of an open order stand still, for a reason."""
    order = _open_order(work, order_id)
    if _held(work, order) is not None:
        raise Refusal(tr("The clock of {number} stands still already.", number=order.number))
    reason = breaches.check(work, order, reason_id) or reasons.given(work, ReasonFor.PAUSE, reason_id, required=True)
    _mark(work, order, MarkKind.PAUSED, reason, remark)


def resume(work: UnitOfWork, order_id: int, remark: str = "") -> None:
    """Let clocks that were paused or stopped by hand run on."""
    order = _open_order(work, order_id)
    if _held(work, order) is None:
        sentence = tr(
            "The clock of {number} is not held by hand; a stage lets go of it when left.", number=order.number
        )
        raise Refusal(sentence)
    _mark(work, order, MarkKind.RESUMED, None, remark)


def stop(work: UnitOfWork, order_id: int, reason_id: int | None, remark: str = "") -> None:
    """Measure the order no more: its promises are cancelled until the clock is resumed or reset."""
    order = _open_order(work, order_id)
    if _held(work, order) is MarkKind.STOPPED:
        raise Refusal(tr("The clock of {number} is stopped already.", number=order.number))
    required = service.read(work.session).stop_reason_required
    reason = breaches.check(work, order, reason_id) or reasons.given(
        work, ReasonFor.CANCEL, reason_id, required=required
    )
    _mark(work, order, MarkKind.STOPPED, reason, remark)


def reset(work: UnitOfWork, order_id: int, reason_id: int | None, remark: str = "") -> None:
    """Let all clocks of an open order begin anew, for a reason; what was before stays in the log."""
    order = _open_order(work, order_id)
    reason = reasons.given(work, ReasonFor.PAUSE, reason_id, required=True)
    _mark(work, order, MarkKind.RESET, reason, remark)


def respond(work: UnitOfWork, order_id: int, *, at: datetime | None = None) -> None:
    """Say that the customer has been answered, now or `at` a moment since the order was opened."""
    _happened(work, order_id, MarkKind.RESPONDED, at)


def arrive(work: UnitOfWork, order_id: int, *, at: datetime | None = None) -> None:
    """Say that somebody is on site, now or since `at`."""
    _happened(work, order_id, MarkKind.ARRIVED, at)


def choose_sla(work: UnitOfWork, order_id: int, sla_id: int | None) -> None:
    """Measure this order by an SLA of its own, or again by the one that follows from asset, agreement or customer."""
    order = _open_order(work, order_id)
    sla = None if sla_id is None else work.get(Sla, sla_id)
    if sla is not None and not sla.active and sla_id != order.sla_id:
        raise Refusal(tr("“{name}” is switched off; choose another one.", name=sla.name), field="sla")
    if order.sla_id != sla_id:
        order.sla_id = sla_id
        work.note("order.sla_chosen", order, sla="" if sla is None else sla.name)
        promises.refresh(work, order)


def _happened(work: UnitOfWork, order_id: int, kind: MarkKind, at: datetime | None) -> None:
    order = _open_order(work, order_id)
    moment = at or work.now
    if not order.opened_at <= moment <= work.now:
        raise Refusal(tr("That lies before the order was opened, or is still to come."), field="at")
    since = _last(work, order, {MarkKind.RESET}) or 0
    there = select(ClockMark.id).where(ClockMark.order_id == order.id, ClockMark.kind == kind, ClockMark.id > since)
    if work.session.scalar(there.limit(1)) is not None:
        raise Refusal(
            tr("{number} is on record as answered already.", number=order.number)
            if kind is MarkKind.RESPONDED
            else tr("For {number} an arrival is on record already.", number=order.number)
        )
    _mark(work, order, kind, None, "", at=moment)


def _mark(
    work: UnitOfWork, order: Order, kind: MarkKind, reason: Reason | None, remark: str, *, at: datetime | None = None
) -> None:
    told: dict[str, Any] = {} if reason is None else {"reason": reason.name}
    told |= {"remark": remark.strip()} if remark.strip() else {}
    told |= {"at": plain(at)} if at is not None else {}
    work.note(f"order.clock_{kind.value}", order, **told)
    key = None if reason is None else reason.id
    promises.add_mark(work, order, kind, reason_id=key, remark=remark, at=at)
    promises.refresh(work, order)


def _open_order(work: UnitOfWork, order_id: int) -> Order:
    order = work.get(Order, order_id, lock=True)
    if not order.stage.meaning.is_open:
        raise Refusal(tr("{number} is closed; its clock has ended.", number=order.number))
    return order


def _held(work: UnitOfWork, order: Order) -> MarkKind | None:
    """How the clock is held by hand, if it is."""
    newest = (
        select(ClockMark.kind)
        .where(ClockMark.order_id == order.id, ClockMark.kind.in_(_BY_HAND))
        .order_by(ClockMark.at.desc(), ClockMark.id.desc())
        .limit(1)
    )
    kind = work.session.scalar(newest)
    return kind if kind in {MarkKind.PAUSED, MarkKind.STOPPED} else None


def _last(work: UnitOfWork, order: Order, kinds: set[MarkKind]) -> int | None:
    statement = select(ClockMark.id).where(ClockMark.order_id == order.id, ClockMark.kind.in_(kinds))
    return work.session.scalar(statement.order_by(ClockMark.id.desc()).limit(1))
