"""The days of what agreements and order types have put on the orders of visits, which go along with these."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from domain.orders.content import LineStatus, OrderLine
from domain.orders.covered_lines import recount
from domain.orders.model import Order, Origin
from domain.store.unit_of_work import UnitOfWork


def put_on_day(work: UnitOfWork, order: Order, before: Collection[date], day: date) -> None:
    """Let untouched lines of an order that is held, planned for one of the days `before`, be of another one."""
    wanted = select(OrderLine).where(
        OrderLine.order_id == order.id,
        OrderLine.origin == Origin.AGREEMENT,
        OrderLine.status == LineStatus.CREATED,
        OrderLine.split_from_id.is_(None),
        OrderLine.done_on.in_(before),
        OrderLine.done_on != day,
    )
    for line in work.session.scalars(wanted.order_by(OrderLine.position)).all():
        line.done_on = day
        work.note("order_line.changed", line, order_id=order.id, line=line.text)
    recount(work, order)
