"""The watch over promises: warnings and escalations as they fall due, each exactly once."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.orders.model import Order
from domain.orders.promise_cases import read_cases
from domain.orders.promise_model import Promise
from domain.orders.promises import refresh
from domain.orders.settling import Outcome, acted_on, reckoned, write
from domain.orders.terms import Book, Level
from domain.sla.clock import State, TargetKind
from domain.sla.model import LevelAction
from domain.store.changes import plain
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority

#: In whose name the watch acts.
WATCH = "clock"
#: How many orders are looked at in one go.
MOST = 200


def next_moment(session: Session, *, leave_out: Collection[int] = ()) -> datetime | None:
    """When the watch has to look again, as things stand."""
    waiting = (Promise.next_at.is_not(None), Promise.order_id.not_in(leave_out))
    return session.scalar(select(Promise.next_at).where(*waiting).order_by(Promise.next_at).limit(1))


def due(session: Session, now: datetime, *, leave_out: Collection[int] = ()) -> Sequence[int]:
    """The orders that wait to be looked at, the longest waiting first."""
    waiting = (Promise.next_at.is_not(None), Promise.next_at <= now, Promise.order_id.not_in(leave_out))
    statement = select(Promise.order_id).where(*waiting).group_by(Promise.order_id)
    return session.scalars(statement.order_by(func.min(Promise.next_at)).limit(MOST)).all()


def act(work: UnitOfWork, order_id: int) -> None:
    """Bring the promises of an order up to now; warn and escalate for every level that was reached meanwhile."""
    order = work.get(Order, order_id, lock=True)
    book = Book(work.session)
    (case,) = read_cases(work.session, [order_id])
    outcome = reckoned(case, book, work.now)
    write(work, [acted_on(outcome, book, work.now)])
    before = order.priority
    for kind, levels in outcome.reached.items():
        _warn(work, order, kind, outcome, levels)
        _escalate(work, order, kind, levels)
    if order.priority is not before:
        refresh(work, order)


def _warn(work: UnitOfWork, order: Order, kind: TargetKind, outcome: Outcome, levels: Sequence[Level]) -> None:
    """Tell the desk of the highest level; those that were passed at the same time say less."""
    percents = [level.percent for level in levels if level.action is LevelAction.NOTIFY]
    standing = outcome.standings[kind]
    broken_now = standing.state is State.BREACHED and _state_before(outcome, kind) is not State.BREACHED
    if not percents or (broken_now and percents[-1] <= 100):  # noqa: PLR2004  # the breach itself was told
        return
    told = {
        "target": kind.value,
        "percent": percents[-1],
        "number": order.number,
        "deadline": plain(standing.deadline),
    }
    work.tell("order.promise_warned", Order, order.id, {}, told)


def _state_before(outcome: Outcome, kind: TargetKind) -> State | None:
    kept = outcome.case.kept.get(kind)
    return None if kept is None else kept.state


def _escalate(work: UnitOfWork, order: Order, kind: TargetKind, levels: Iterable[Level]) -> None:
    for level in levels:
        told = {"action": level.action.value, "target": kind.value, "percent": level.percent, "number": order.number}
        if level.action is LevelAction.REASSIGN and order.responsible != level.responsible:
            order.responsible = told["responsible"] = level.responsible
        elif level.action is LevelAction.RAISE_PRIORITY and order.priority is not Priority.CRITICAL:
            order.priority = told["priority"] = list(Priority)[order.priority.rank - 1]
        else:
            continue
        work.note("order.escalated", order, **told)
