"""Orders that begin at another moment than was planned: what is promised of them counts from then."""

from datetime import datetime

from sqlalchemy import update

from domain.orders import promises
from domain.orders.lifecycle import due
from domain.orders.model import Order
from domain.orders.promise_model import ClockMark
from domain.sla.clock import MarkKind
from domain.store.unit_of_work import UnitOfWork


def begin_at(work: UnitOfWork, order: Order, begins_at: datetime) -> None:
    """Let the promises of an order that is held, and on which no work has begun, count from a moment.

    The mark of its opening is the one that may be changed: it tells of a day that has not come. The caller notes why.
    """
    begins = max(begins_at, order.opened_at)
    mine = update(ClockMark).where(ClockMark.order_id == order.id, ClockMark.kind == MarkKind.OPENED)
    work.session.execute(mine.values(at=begins))
    if promises.measured(work.session):
        promises.refresh(work, order)
    else:
        order.due_at = due(order.priority, begins)
