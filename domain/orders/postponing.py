"""Orders that begin at another moment than was planned: what is promised of them counts from then."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from domain.orders import promises
from domain.orders.lifecycle import due
from domain.orders.model import Order
from domain.orders.promise_model import ClockMark
from domain.sla.clock import MarkKind
from domain.store.unit_of_work import UnitOfWork


def begin_at(work: UnitOfWork, order: Order, begins_at: datetime, agreed_until: datetime | None = None) -> None:
    """Let the promises of an order that is held, and on which no work has begun, count from a moment.

    None of them is due before the end of the time that is agreed on now. The mark of its opening is the one that may be
    changed: it tells of a day that has not come. The caller notes why.
    """
    begins = max(begins_at, order.opened_at)
    work.session.execute(update(ClockMark).where(*_opening(order)).values(at=begins, agreed_until=agreed_until))
    if promises.measured(work.session):
        promises.refresh(work, order)
    else:
        order.due_at = due(order.priority, begins, agreed_until)


def agree_also(work: UnitOfWork, order: Order, agreed_until: datetime) -> None:
    """Let an order that is held be due earlier where the time agreed on for what joins it ends sooner."""
    known = select(ClockMark.at, ClockMark.agreed_until).where(*_opening(order))
    began, until = work.session.execute(known).one()
    if until is None or agreed_until < until:
        begin_at(work, order, began, agreed_until)


def _opening(order: Order) -> tuple[ColumnElement[bool], ...]:
    return ClockMark.order_id == order.id, ClockMark.kind == MarkKind.OPENED
