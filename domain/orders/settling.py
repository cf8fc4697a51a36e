"""Reckoning the promises of orders and writing what has changed: the same for one order and for ten thousand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from domain.orders.model import Order
from domain.orders.promise_cases import Case
from domain.orders.promise_model import Promise
from domain.orders.standing import COLUMNS, Measure, Standing, changed, due_of, stand
from domain.orders.terms import Book, Level
from domain.sla.clock import State, TargetKind
from domain.sla.selection import Source, choose
from domain.store.changes import plain
from domain.store.inserting import insert_many
from domain.store.unit_of_work import UnitOfWork

#: What the journal keeps of a promise; the rest follows from it or grows by itself.
TOLD = ("sla_id", "chosen_by", "state", "target_seconds", "deadline", "paused_at", "met_at")

_PROMISE = Promise.metadata.tables[Promise.__tablename__]
_ORDER = Order.metadata.tables[Order.__tablename__]
_MINE = (_PROMISE.c.order_id == bindparam("of_order"), _PROMISE.c.kind == bindparam("of_kind"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an order comes to: its promises, until when it is due, and the warning levels that are reached."""

    case: Case
    standings: Mapping[TargetKind, Standing]
    reached: Mapping[TargetKind, Sequence[Level]]
    due_at: datetime | None


def measures(case: Case, book: Book) -> list[Measure]:
    """What the order is measured by; nothing where no SLA holds."""
    chosen = choose(_candidates(case, book))
    if chosen is None:
        return []
    source, sla_id = chosen
    terms = book.terms[sla_id]
    hours = book.hours(terms.calendar_id, case.zone)
    return [
        Measure(kind, sla_id, source.value, terms.seconds[kind, case.priority], terms.levels_of(kind), hours)
        for kind in TargetKind
        if (kind, case.priority) in terms.seconds
    ]


def reckoned(case: Case, book: Book, now: datetime) -> Outcome:
    """The order at `now`. Without any SLA what was promised stays."""
    found = {each.kind: stand(each, case.marks, now, case.kept.get(each.kind)) for each in measures(case, book)}
    standings = {kind: standing for kind, (standing, _) in found.items()}
    reached = {kind: levels for kind, (_, levels) in found.items() if levels}
    due_at = due_of(standings, closed=case.closed_at is not None, before=case.due_at) if standings else case.due_at
    return Outcome(case, standings, reached, due_at)


def acted_on(outcome: Outcome, book: Book, now: datetime) -> Outcome:
    """The same with every level that was reached noted as acted on."""
    noted = dict(outcome.standings)
    for measure in measures(outcome.case, book):
        if levels := outcome.reached.get(measure.kind):
            told = replace(noted[measure.kind], warned_percent=levels[-1].percent)
            noted[measure.kind] = stand(measure, outcome.case.marks, now, told)[0]
    return replace(outcome, standings=noted)


def write(work: UnitOfWork, outcomes: Iterable[Outcome], *, told: bool = True) -> int:
    """Store what differs from what was stored, and tell the journal of it; returns how many orders have changed."""
    added: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    gone: list[dict[str, Any]] = []
    dues: list[dict[str, Any]] = []
    count = 0
    for outcome in outcomes:
        case, before = outcome.case, len(added) + len(moved) + len(gone) + len(dues)
        for kind, standing in outcome.standings.items():
            row = {"of_order": case.order_id, "of_kind": kind, **standing.columns()}
            kept = case.kept.get(kind)
            if kept is None:
                added.append(row)
            elif kept is not standing:
                moved.append(row)
        gone += [{"of_order": case.order_id, "of_kind": kind} for kind in case.kept.keys() - outcome.standings.keys()]
        if outcome.due_at != case.due_at:
            dues.append({"of_order": case.order_id, "due_at": outcome.due_at})
            _refresh_entity(work, case.order_id, outcome.due_at)
        count += len(added) + len(moved) + len(gone) + len(dues) > before
        if told:
            _tell(work, outcome)
    _store(work, added, moved, gone, dues)
    return count


def write_new(work: UnitOfWork, outcomes: Iterable[tuple[int, Outcome]]) -> None:
    """Store what is promised of new orders, each with its id; that they are opened tells of it."""
    added = [
        {"order_id": order_id, "kind": kind, **standing.columns()}
        for order_id, each in outcomes
        for kind, standing in each.standings.items()
    ]
    insert_many(work.session.connection(), _PROMISE, added)


def _candidates(case: Case, book: Book) -> dict[Source, int | None]:
    """What names an SLA for the order; one that is switched off holds on only where it held already."""
    named = case.named
    inherited = {
        Source.ASSET: named.asset,
        Source.AGREEMENT_LINE: named.agreement_line,
        Source.AGREEMENT: named.agreement,
        Source.AGREEMENT_GROUP: named.agreement_group,
        Source.CUSTOMER: named.customer,
        Source.DEFAULT: book.default,
    }
    present = {standing.sla_id for standing in case.kept.values()}
    holding = {key: sla_id if sla_id in present or book.holds(sla_id) else None for key, sla_id in inherited.items()}
    return {Source.ORDER: named.order, **holding}


def _store(
    work: UnitOfWork,
    added: list[dict[str, Any]],
    moved: list[dict[str, Any]],
    gone: list[dict[str, Any]],
    dues: list[dict[str, Any]],
) -> None:
    connection = work.session.connection()
    columns: dict[str, Any] = {name: bindparam(name) for name in COLUMNS}
    if added:
        keys: dict[str, Any] = {"order_id": bindparam("of_order"), "kind": bindparam("of_kind")}
        connection.execute(insert(_PROMISE).values(**keys, **columns), added)
    if moved:
        connection.execute(update(_PROMISE).where(*_MINE).values(**columns), moved)
    if gone:
        connection.execute(delete(_PROMISE).where(*_MINE), gone)
    if dues:
        due = update(_ORDER).where(_ORDER.c.id == bindparam("of_order")).values(due_at=bindparam("due_at"))
        connection.execute(due, dues)


def _refresh_entity(work: UnitOfWork, order_id: int, due_at: datetime | None) -> None:
    """Let an order at hand know; its version stays, so that nobody who edits it is overtaken by the clock."""
    order = work.session.identity_map.get(identity_key(Order, order_id))
    if order is not None:
        set_committed_value(order, "due_at", due_at)


def _tell(work: UnitOfWork, outcome: Outcome) -> None:
    case = outcome.case
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    if outcome.due_at != case.due_at:
        before["due_at"], after["due_at"] = plain(case.due_at), plain(outcome.due_at)
    for kind in case.kept.keys() | outcome.standings.keys():
        old, new = case.kept.get(kind), outcome.standings.get(kind)
        names = changed(old, new, TOLD)
        if names and old is not None:
            before[kind.value] = {name: plain(getattr(old, name)) for name in names}
        if names and new is not None:
            after[kind.value] = {name: plain(getattr(new, name)) for name in names}
    if before or after:
        work.tell("order.promise_changed", Order, case.order_id, before, after)
    for kind, standing in outcome.standings.items():
        _tell_of_breach(work, case, kind, standing)


def _tell_of_breach(work: UnitOfWork, case: Case, kind: TargetKind, standing: Standing) -> None:
    kept = case.kept.get(kind)
    if kept is None or kept.state is State.BREACHED or standing.state is not State.BREACHED or not standing.open:
        return
    details = {"target": kind.value, "number": case.number, "deadline": plain(standing.deadline)}
    work.tell("order.promise_broken", Order, case.order_id, {}, details)
