"""How the promises of an order begin: reckoned before anything is written, for one order and for hundreds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.orders.lifecycle import due
from domain.orders.model import Order
from domain.orders.promise_cases import new_case
from domain.orders.promise_model import ClockMark
from domain.orders.promises import book_of, mark_row, outcome_of, pausing
from domain.orders.settling import Outcome, write_new
from domain.sla.clock import Mark, MarkKind
from domain.store.changes import plain
from domain.store.inserting import insert_many
from domain.store.unit_of_work import UnitOfWork

_MARK = ClockMark.metadata.tables[ClockMark.__tablename__]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A new order with the moment from which it is promised, and what that comes to where there are SLAs.

    Nothing is due before the end of the time that was agreed on, where one was.
    """

    order: Order
    at: datetime
    agreed_until: datetime | None
    outcome: Outcome | None


def opened(
    work: UnitOfWork, order: Order, begins_at: datetime | None = None, agreed_until: datetime | None = None
) -> Order:
    """Store a new order with its promises, and tell of it; what is planned ahead is promised from when it begins."""
    beginning = begin(work, order, begins_at, agreed_until)
    work.session.add(order)
    work.session.flush()
    write_beginnings(work, [beginning])
    work.note("order.opened", order, **told_of(order))
    return order


def begin(
    work: UnitOfWork, order: Order, begins_at: datetime | None, agreed_until: datetime | None = None
) -> Beginning:
    """Reckon what is promised of a new order, and until when it is due; nothing is written."""
    begins = max(begins_at or order.opened_at, order.opened_at)
    book = book_of(work)
    if book is None:
        order.due_at = due(order.priority, begins, agreed_until)
        return Beginning(order, begins, agreed_until, None)
    mark = Mark(begins.astimezone(UTC), MarkKind.OPENED, frozenset(pausing(order.stage)), agreed_until)
    outcome = outcome_of(new_case(work.session, order, mark), book, work.now)
    order.due_at = outcome.due_at
    return Beginning(order, begins, agreed_until, outcome)


def write_beginnings(work: UnitOfWork, beginnings: Sequence[Beginning]) -> None:
    """Store the first mark and the promises of orders that are written by now."""
    marks = [
        mark_row(work, each.order, MarkKind.OPENED, each.order.stage, each.at) | {"agreed_until": each.agreed_until}
        for each in beginnings
    ]
    insert_many(work.session.connection(), _MARK, marks)
    write_new(work, [(each.order.id, each.outcome) for each in beginnings if each.outcome is not None])


def told_of(order: Order) -> dict[str, Any]:
    """What the journal says of an order that was opened beside what stands in it."""
    return {"origin": order.origin.value, "due_at": plain(order.due_at)}
