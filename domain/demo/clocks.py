"""The history that the promises of the demo orders follow from, and what they come to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from domain.demo.facts import Fact
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.promise_cases import read_cases
from domain.orders.promise_model import ClockMark
from domain.orders.promises import paused_by
from domain.orders.settling import Outcome, measures, reckoned, write
from domain.orders.standing import stand
from domain.orders.terms import Book
from domain.sla.clock import MarkKind
from domain.store.changes import plain
from domain.store.unit_of_work import UnitOfWork

OPENED = "order.opened"
STAGE_CHANGED = "order.stage_changed"
_FOLLOWS = {
    StageMeaning.PLANNED: MarkKind.RESPONDED,
    StageMeaning.ACTIVE: MarkKind.ARRIVED,
    StageMeaning.DONE: MarkKind.COMPLETED,
    StageMeaning.CANCELLED: MarkKind.CANCELLED,
}


def wind(work: UnitOfWork, stages: Iterable[Stage], facts: Iterable[Fact]) -> None:
    """Store the marks that follow from the facts about orders, and the promises as they stood after the last of them.

    The facts of opening learn until when each order is promised.
    """
    mine = sorted((fact for fact in facts if fact.kind in {OPENED, STAGE_CHANGED}), key=lambda fact: fact.at)
    named = {stage.name: stage for stage in stages}
    work.session.connection().execute(insert(ClockMark), [row for fact in mine for row in _marks(fact, named)])
    orders = {fact.entity.id: fact.entity for fact in mine}
    book, now = Book(work.session), mine[-1].at
    write(work, [_told(reckoned(case, book, now), book, now) for case in read_cases(work.session, orders)], told=False)
    for fact in mine:
        if fact.kind == OPENED and isinstance(fact.entity, Order):
            fact.details["due_at"] = plain(fact.entity.due_at)


def _marks(fact: Fact, stages: Mapping[str, Stage]) -> Iterator[dict[str, Any]]:
    if fact.kind == OPENED:
        first = next(stage for stage in stages.values() if stage.id == fact.details["stage_id"])
        yield _mark(fact, MarkKind.OPENED, first)
    else:
        stage = stages[fact.details["stage"]]
        yield _mark(fact, MarkKind.STAGE, stage)
        yield _mark(fact, MarkKind.RESPONDED if stage.pauses_arrival else _FOLLOWS[stage.meaning], None)


def _mark(fact: Fact, kind: MarkKind, stage: Stage | None) -> dict[str, Any]:
    return {
        "order_id": fact.entity.id,
        "at": fact.at,
        "kind": kind,
        "stage_id": None if stage is None else stage.id,
        "pauses": [] if stage is None else paused_by(stage),
        "reason_id": None,
        "remark": "",
        "actor": fact.actor,
    }


def _told(outcome: Outcome, book: Book, now: datetime) -> Outcome:
    """As if everybody had been warned of all that was reached until then."""
    standings = dict(outcome.standings)
    for measure in measures(outcome.case, book):
        if levels := outcome.reached.get(measure.kind):
            warned = replace(standings[measure.kind], warned_percent=levels[-1].percent)
            standings[measure.kind] = stand(measure, outcome.case.marks, now, warned)[0]
    return replace(outcome, standings=standings)
