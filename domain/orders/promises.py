"""What is promised of an order: kept up with everything that happens to it, and with the SLAs it follows from."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Select, delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.orders import breaches
from domain.orders.lifecycle import due
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.promise_cases import Case, read_cases
from domain.orders.promise_model import ClockMark, Promise
from domain.orders.settling import Outcome, reckoned, write
from domain.orders.terms import Book, Shelf
from domain.sla.clock import MarkKind, TargetKind
from domain.sla.model import Sla
from domain.store.keeping import kept
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork

CHUNK = 250
_HOURS = "working hours"
#: The fields of the header that promises follow from.
FOLLOWS_FROM = frozenset({"priority", "sla_id", "asset_id", "site_id", "agreement_id", "agreement_line_id"})


@dataclass(frozen=True, slots=True)
class Part:
    """Some orders that were reckoned anew: how many of them changed, how many are done by now, and of how many."""

    changed: int
    done: int
    total: int


def stage_entered(
    work: UnitOfWork,
    order: Order,
    before: Stage,
    *,
    reason_id: int | None = None,
    remark: str = "",
    own_marks: Collection[MarkKind] = (),
) -> None:
    """Let the clocks know that the order has just left the stage `before` for the one it is in now."""
    stage = order.stage
    if not before.meaning.is_open and stage.meaning.is_open:
        add_mark(work, order, MarkKind.REOPENED)
    add_mark(work, order, MarkKind.STAGE, stage=stage, reason_id=reason_id, remark=remark)
    for kind in _follows(before, stage):
        if kind not in own_marks:
            add_mark(work, order, kind)
    refresh(work, order)


def mark(work: UnitOfWork, order: Order, kind: MarkKind, *, reason_id: int | None = None, remark: str = "") -> None:
    """Add a moment to the history of an order and reckon its promises anew.

    What ends or pauses a clock that has run out needs a reason, if the parameters say so.
    """
    if kind in {MarkKind.COMPLETED, MarkKind.PAUSED, MarkKind.STOPPED}:
        breaches.check(work, order, reason_id)
    add_mark(work, order, kind, reason_id=reason_id, remark=remark)
    refresh(work, order)


def add_mark(
    work: UnitOfWork,
    order: Order,
    kind: MarkKind,
    *,
    stage: Stage | None = None,
    reason_id: int | None = None,
    remark: str = "",
    at: datetime | None = None,
) -> None:
    """Add a moment to the history of an order; the promises are reckoned by whoever adds the last one."""
    row = mark_row(work, order, kind, stage, at or work.now) | {"reason_id": reason_id, "remark": remark.strip()}
    work.session.connection().execute(insert(ClockMark), row)


def mark_row(work: UnitOfWork, order: Order, kind: MarkKind, stage: Stage | None, at: datetime) -> dict[str, Any]:
    """A moment in the history of an order as it is stored."""
    return {
        "order_id": order.id,
        "at": at,
        "kind": kind,
        "stage_id": None if stage is None else stage.id,
        "pauses": [] if stage is None else paused_by(stage),
        "reason_id": None,
        "remark": "",
        "actor": work.actor,
    }


def paused_by(stage: Stage) -> list[str]:
    """The clocks that stand still while an order is in this stage."""
    return [kind.value for kind in pausing(stage)]


def pausing(stage: Stage) -> list[TargetKind]:
    """The same as kinds of targets."""
    return [kind for kind in TargetKind if getattr(stage, f"pauses_{kind.value}")]


def refresh(work: UnitOfWork, order: Order) -> None:
    """Reckon the promises of an order anew; without any SLA in the database what was promised stays."""
    work.session.flush()
    if book := book_of(work):
        write(work, [outcome_of(case, book, work.now) for case in read_cases(work.session, [order.id])])


def edited(work: UnitOfWork, order: Order, fields: Iterable[str]) -> None:
    """Reckon the promises of an order anew if they follow from one of the `fields` that were edited."""
    if not FOLLOWS_FROM.isdisjoint(fields):
        refresh(work, order)


def due_without_sla(work: UnitOfWork, order: Order) -> datetime | None:
    """Until when an order is promised as long as no SLA says so; with one it stays what it is until reckoned anew."""
    if measured(work.session):
        return order.due_at
    opening = select(ClockMark.at, ClockMark.agreed_until).where(
        ClockMark.order_id == order.id, ClockMark.kind == MarkKind.OPENED
    )
    began, agreed_until = work.session.execute(opening).first() or (order.opened_at, None)
    return due(order.priority, began, agreed_until)


def measured(session: Session) -> bool:
    """Whether there is any SLA that orders could be measured by."""
    with session.no_autoflush:
        return kept(session, Sla, partial(session.scalar, select(Sla.id).limit(1))) is not None


def use_hours(session: Session, shelf: Shelf) -> None:
    """Let a unit of work find, and leave, the working hours on a shelf that others use too."""
    session.info[_HOURS] = shelf


def forget(work: UnitOfWork, order_id: int) -> None:
    """Remove the promises and the history of an order that is about to be deleted."""
    work.session.execute(delete(Promise).where(Promise.order_id == order_id))
    work.session.execute(delete(ClockMark).where(ClockMark.order_id == order_id))


def recompute(store: Store, actor: str, *, calendar_id: int | None = None, sla_id: int | None = None) -> int:
    """Reckon every open order anew, or those that a calendar or an SLA holds for; returns how many have changed.

    Done in parts, so that others can write in between. Doing it twice changes nothing.
    """
    return sum(part.changed for part in recompute_in_parts(store, actor, calendar_id=calendar_id, sla_id=sla_id))


def recompute_in_parts(
    store: Store, actor: str, *, calendar_id: int | None = None, sla_id: int | None = None
) -> Iterator[Part]:
    """The same, part by part, for whoever wants to say how far it is, or to stop in between."""
    with store.read() as session:
        order_ids = session.scalars(_concerned(calendar_id, sla_id)).all()
    shelf: Shelf = {}
    for at in range(0, len(order_ids), CHUNK):
        some = order_ids[at : at + CHUNK]
        yield Part(store.run(actor, _recompute, some, shelf), at + len(some), len(order_ids))


def _recompute(work: UnitOfWork, order_ids: Sequence[int], shelf: Shelf) -> int:
    cases = read_cases(work.session, order_ids, lock=True)
    book = Book(work.session, shelf)
    return write(work, [outcome_of(case, book, work.now) for case in cases if case.closed_at is None])


def _concerned(calendar_id: int | None, sla_id: int | None) -> Select[int]:
    statement = select(Order.id).where(Order.closed_at.is_(None)).order_by(Order.id)
    if calendar_id is None and sla_id is None:
        return statement
    mine = Promise.order_id == Order.id
    measured_by = Promise.sla_id == sla_id
    if calendar_id is not None:
        measured_by = Promise.sla_id.in_(select(Sla.id).where(Sla.calendar_id == calendar_id))
    return statement.where(or_(exists().where(mine, measured_by), ~exists().where(mine)))


def book_of(work: UnitOfWork) -> Book | None:
    """The SLAs of the database, where it has any."""
    # The listener opens many orders in one unit of work: working hours are laid out once for all of them.
    shelf: Shelf = work.session.info.setdefault(_HOURS, {})
    book = kept(work.session, Book, partial(Book, work.session, shelf))
    return book if book.terms else None


def outcome_of(case: Case, book: Book, now: datetime) -> Outcome:
    """The order at `now`; no calendar holds up whoever works on it: where it has no time, what was promised stays."""
    try:
        return reckoned(case, book, now)
    except Refusal:
        return Outcome(case, case.kept, {}, case.due_at)


def _follows(before: Stage, stage: Stage) -> list[MarkKind]:
    """What the step means for the clocks beside the stage itself."""
    match stage.meaning:
        case StageMeaning.PLANNED if not stage.pauses_response:
            return [MarkKind.RESPONDED]
        case StageMeaning.ACTIVE if not stage.pauses_arrival:
            return [MarkKind.ARRIVED]
        case StageMeaning.DONE if before.meaning is not StageMeaning.DONE:
            return [MarkKind.COMPLETED]
        case StageMeaning.CANCELLED if before.meaning is not StageMeaning.CANCELLED:
            return [MarkKind.CANCELLED]
    return []
