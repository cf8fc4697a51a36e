"""Tasks of an order and their checklists: added, changed, checked, done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import OrderTask, TaskCheck
from domain.orders.model import Order
from domain.orders.parts import tell_gone
from domain.orders.permissions import Permission, require
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version, count_parts

LONGEST = 200


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A point of a checklist; `id` is that of the point that it changes."""

    text: str
    required: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task as it is asked for: internal notes are for the technician, external ones for the customer too."""

    name: str
    internal_note: str = ""
    external_note: str = ""
    checks: tuple[CheckDraft, ...] = ()


def add_task(work: UnitOfWork, order_id: int, draft: TaskDraft) -> int:
    """Put a task below the others; returns its id."""
    order = work.get(Order, order_id, lock=True)
    require(order, Permission.MODIFY)
    return put_task(work, order, draft)


def put_task(work: UnitOfWork, order: Order, draft: TaskDraft) -> int:
    """Put a task below the others of an order that is held, whatever its stage allows; returns its id."""
    last = work.session.scalar(select(func.max(OrderTask.position)).where(OrderTask.order_id == order.id))
    task = new_task(order, draft, (last or 0) + 1)
    task.checks = []
    work.add(task, "order_task.added", order_id=order.id)
    _arrange_checks(work, task, draft.checks)
    return task.id


def new_task(order: Order, draft: TaskDraft, position: int) -> OrderTask:
    """A task as it would be put on an order, without its checklist; nothing is written. Raises Refusal."""
    check_draft(draft)
    return OrderTask(
        order_id=order.id,
        position=position,
        name=draft.name.strip(),
        internal_note=draft.internal_note,
        external_note=draft.external_note,
    )


def new_checks(drafts: Sequence[CheckDraft]) -> list[TaskCheck]:
    """The points of a checklist that is new."""
    return [TaskCheck(**_point(position, draft)) for position, draft in enumerate(drafts, 1)]


def change_task(work: UnitOfWork, task_id: int, draft: TaskDraft, version: int) -> None:
    """Give a task, read as `version`, another name, other notes or checklist; points keep what was checked."""
    order, task = _held(work, task_id)
    check_version(task, version, task.name)
    check_draft(draft)
    task.name = draft.name.strip()
    task.internal_note, task.external_note = draft.internal_note, draft.external_note
    work.note("order_task.changed", task, order_id=order.id, task=task.name)
    _arrange_checks(work, task, draft.checks)
    count_parts(work, task, version)


def remove_task(work: UnitOfWork, task_id: int, version: int) -> None:
    """Take a task that was read as `version` away with its checklist."""
    order, task = _held(work, task_id)
    check_version(task, version, task.name)
    for check in task.checks:
        work.note("task_check.removed", check, order_id=order.id)
    work.session.delete(task)
    work.note("order_task.removed", task, order_id=order.id)
    tell_gone(work, order, task)


def arrange_tasks(work: UnitOfWork, order_id: int, task_ids: Sequence[int]) -> None:
    """Bring the tasks into this order; those that are not named stay behind the others."""
    order = work.get(Order, order_id, lock=True)
    require(order, Permission.MODIFY)
    place = {key: number for number, key in enumerate(task_ids)}
    present = list(work.session.scalars(select(OrderTask).where(OrderTask.order_id == order.id)))
    present.sort(key=lambda task: (place.get(task.id, len(place)), task.position, task.id))
    for position, task in enumerate(present, 1):
        if task.position != position:
            task.position = position
            work.note("order_task.arranged", task, order_id=order.id)


def finish_task(work: UnitOfWork, task_id: int) -> None:
    """Say that a task is done; refused while a point that is required is not checked."""
    order, task = _held(work, task_id)
    open_points = [check.text for check in task.checks if check.required and check.checked_at is None]
    if open_points:
        sentence = tr("“{task}” is not done before this is checked: {points}.", task=task.name, points=open_points[0])
        raise Refusal(sentence, field="checks")
    if task.done_at is None:
        task.done_at, task.done_by = work.now, work.actor
        work.note("order_task.done", task, order_id=order.id, task=task.name)


def reopen_task(work: UnitOfWork, task_id: int) -> None:
    """Say that a task is not done after all."""
    order, task = _held(work, task_id)
    if task.done_at is not None:
        task.done_at, task.done_by = None, None
        work.note("order_task.reopened", task, order_id=order.id, task=task.name)


def check_point(work: UnitOfWork, check_id: int, *, checked: bool) -> None:
    """Check a point of a checklist, or take that back; a task whose required point is open is not done any more."""
    order, task = _held(work, work.get(TaskCheck, check_id).task_id)
    check = work.get(TaskCheck, check_id, lock=True)
    if (check.checked_at is not None) == checked:
        return
    check.checked_at, check.checked_by = (work.now, work.actor) if checked else (None, None)
    kind = "task_check.checked" if checked else "task_check.unchecked"
    work.note(kind, check, order_id=order.id, point=check.text, task=task.name)
    if not checked and check.required and task.done_at is not None:
        task.done_at, task.done_by = None, None
        work.note("order_task.reopened", task, order_id=order.id, task=task.name)


def open_required(work: UnitOfWork, order: Order) -> list[str]:
    """The names of tasks that must be done before the order is signed off: those with a required point."""
    statement = (
        select(OrderTask.name)
        .where(
            OrderTask.order_id == order.id,
            OrderTask.done_at.is_(None),
            OrderTask.id.in_(select(TaskCheck.task_id).where(TaskCheck.required)),
        )
        .order_by(OrderTask.position)
    )
    return list(work.session.scalars(statement))


def check_draft(draft: TaskDraft) -> None:
    """Refuse a task without a name, and points without words."""
    if not 0 < len(draft.name.strip()) <= LONGEST:
        raise Refusal(tr("A task has a name of at most {count} letters.", count=LONGEST), field="name")
    if not all(0 < len(check.text.strip()) <= LONGEST for check in draft.checks):
        raise Refusal(tr("A point of a checklist has between 1 and {count} letters.", count=LONGEST), field="checks")


def _arrange_checks(work: UnitOfWork, task: OrderTask, wanted: Sequence[CheckDraft]) -> None:
    present = {check.id: check for check in task.checks}
    keep = {draft.id for draft in wanted}
    for check in [check for check in task.checks if check.id not in keep]:
        work.note("task_check.removed", check, order_id=task.order_id)
        task.checks.remove(check)
    for position, draft in enumerate(wanted, 1):
        values = _point(position, draft)
        known = None if draft.id is None else present.get(draft.id)
        if known is None:
            task.checks.append(TaskCheck(**values))
            work.note("task_check.added", task.checks[-1], order_id=task.order_id)
        elif any(getattr(known, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(known, name, value)
            work.note("task_check.changed", known, order_id=task.order_id)


def _point(position: int, draft: CheckDraft) -> dict[str, Any]:
    return {"position": position, "text": draft.text.strip(), "required": draft.required}


def _held(work: UnitOfWork, task_id: int) -> tuple[Order, OrderTask]:
    """The task and its order, both locked; the order first, as everybody does."""
    order = work.get(Order, work.get(OrderTask, task_id).order_id, lock=True)
    require(order, Permission.MODIFY)
    return order, work.get(OrderTask, task_id, lock=True)
