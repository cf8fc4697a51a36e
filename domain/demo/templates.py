"""The order types of the demo company, and the tasks that its orders began with."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select, update

import resources
from domain.catalogue.model import Article, LineKind
from domain.demo.bulk import add_rows
from domain.orders.content import OrderTask, TaskCheck
from domain.orders.model import Order, OrderType, Origin
from domain.orders.tasks import CheckDraft, TaskDraft
from domain.orders.types import TypeDraft, TypeLine, create_type
from domain.scheduling.model import Booking
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.model import Technician


class TaskData(msgspec.Struct, frozen=True, array_like=True):
    """A task: its name, what only technicians read, what customers read, and pairs of point and whether it must be."""

    name: str
    internal_note: str
    external_note: str
    checks: tuple[tuple[str, bool], ...]


class TypeData(msgspec.Struct, frozen=True):
    """An order type; orders of the `origins` have it."""

    name: str
    priority: Priority
    minutes: int
    origins: tuple[Origin, ...]
    hours: Decimal
    trip: bool
    tasks: tuple[TaskData, ...]


class TemplateData(msgspec.Struct, frozen=True):
    """What stands in `resources/demo/templates.json`."""

    types: tuple[TypeData, ...]
    groups: tuple[str, ...]
    agreements: tuple[tuple[str, str, int], ...]
    visit: str


def read() -> TemplateData:
    """The templates and agreements as the file tells them."""
    path = Path(resources.__file__).parent / "demo" / "templates.json"
    return msgspec.json.decode(path.read_bytes(), type=TemplateData)


def make_types(work: UnitOfWork) -> None:
    """Make the order types, and let the orders in the store have begun with them."""
    articles = {
        kind: work.session.scalar(select(Article).where(Article.kind == kind).order_by(Article.id).limit(1))
        for kind in (LineKind.HOUR, LineKind.EXPENSE)
    }
    for data in read().types:
        type_id = create_type(work, _draft(data, articles))
        if data.origins:
            mine = update(Order).where(Order.origin.in_(data.origins)).values(order_type_id=type_id)
            work.session.execute(mine, execution_options={"synchronize_session": False})
            _begin_tasks(work, work.get(OrderType, type_id))


def _draft(data: TypeData, articles: Mapping[LineKind, Article | None]) -> TypeDraft:
    hour, trip = articles[LineKind.HOUR], articles[LineKind.EXPENSE]
    lines = [TypeLine(LineKind.HOUR, hour.id, quantity=data.hours)] if hour else []
    lines += [TypeLine(LineKind.EXPENSE, trip.id)] if trip and data.trip else []
    tasks = (
        TaskDraft(each.name, each.internal_note, each.external_note, tuple(CheckDraft(*check) for check in each.checks))
        for each in data.tasks
    )
    return TypeDraft(data.name, data.priority, data.minutes, lines=tuple(lines), tasks=tuple(tasks))


def _begin_tasks(work: UnitOfWork, order_type: OrderType) -> None:
    """Tasks on every order of the type; all is done and checked where the order is closed."""
    by = (
        select(Technician.name)
        .join(Booking, Booking.technician_id == Technician.id)
        .where(Booking.order_id == Order.id)
        .limit(1)
        .scalar_subquery()
    )
    found = work.session.execute(
        select(Order.id, Order.closed_at, by).where(Order.order_type_id == order_type.id).order_by(Order.id)
    ).all()
    rows = [_task(order_type, place, *each) for each in found for place in range(len(order_type.tasks))]
    if not rows:
        return
    keys = add_rows(work, OrderTask, rows)
    checks = [check for key, row in zip(keys, rows, strict=True) for check in _checks(order_type, key, row)]
    add_rows(work, TaskCheck, checks)


def _task(
    order_type: OrderType, place: int, order_id: int, closed_at: datetime | None, by: str | None
) -> dict[str, Any]:
    task = order_type.tasks[place]
    done = closed_at is not None and by is not None
    return {
        "order_id": order_id,
        "position": place + 1,
        "name": task.name,
        "internal_note": task.internal_note,
        "external_note": task.external_note,
        "done_at": closed_at if done else None,
        "done_by": by if done else None,
    }


def _checks(order_type: OrderType, task_id: int, row: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    points: Sequence[Mapping[str, Any]] = order_type.tasks[row["position"] - 1].checks
    for position, point in enumerate(points, 1):
        yield {
            "task_id": task_id,
            "position": position,
            "text": point["text"],
            "required": point["required"],
            "checked_at": row["done_at"],
            "checked_by": row["done_by"],
        }
