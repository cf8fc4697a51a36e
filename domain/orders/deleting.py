"""Deleting an order, as long as nothing outside of it speaks of it."""

from sqlalchemy import Table, delete, inspect, select

from domain.errors import Refusal
from domain.language import tr
from domain.orders import promises
from domain.orders.content import Attachment, LineStatus, OrderAddress, OrderLine, OrderTask, TaskCheck
from domain.orders.model import Order
from domain.orders.permissions import Permission, require
from domain.orders.progress import lines_of
from domain.orders.promise_model import ClockMark, Promise
from domain.store.base import Entity
from domain.store.subjects import word_for
from domain.store.unit_of_work import UnitOfWork

#: What an order consists of and takes along.
_PARTS: tuple[type[Entity], ...] = (OrderLine, OrderTask, OrderAddress, Attachment)
_OWN = {inspect(each).local_table for each in (*_PARTS, ClockMark, Promise)}


def delete_order(work: UnitOfWork, order_id: int) -> None:
    """Delete an order with all it consists of. Refused where the stage forbids it, or something else needs it."""
    order = work.get(Order, order_id, lock=True)
    require(order, Permission.DELETE)
    if any(line.status is LineStatus.POSTED for line in lines_of(work, order)):
        raise Refusal(tr("Lines of {number} are posted; it stays.", number=order.number))
    _check_not_needed(work, order)
    tasks = select(OrderTask.id).where(OrderTask.order_id == order.id)
    work.session.execute(delete(TaskCheck).where(TaskCheck.task_id.in_(tasks)))
    for part in _PARTS:
        table = part.__table__
        assert isinstance(table, Table)
        work.session.execute(delete(part).where(table.c.order_id == order.id))
    promises.forget(work, order.id)
    work.session.delete(order)
    work.note("order.deleted", order, number=order.number)


def _check_not_needed(work: UnitOfWork, order: Order) -> None:
    """Bookings, alerts, repairs, bills and follow-ups come later in the program and point back to the order."""
    for mapper in Entity.registry.mappers:
        table = mapper.local_table
        if not isinstance(table, Table) or table in _OWN:
            continue
        for column in table.columns:
            if column.references(Order.__table__.c.id):
                pointing = select(column).where(column == order.id).limit(1)
                if work.session.execute(pointing).first() is not None:
                    raise Refusal(_needed(order, mapper.class_.subject))


def _needed(order: Order, subject: str) -> str:
    if subject == Order.subject:
        return tr("{number} cannot be deleted: another order follows it up.", number=order.number)
    values = {"number": order.number, "subject": word_for(subject)}
    return tr("{number} cannot be deleted; this belongs to it: {subject}.", **values)
