"""Order types: templates that bring lines, tasks with checklists, skills and the expected work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.orders.filling import Filled, put_or_leave_out
from domain.orders.header import check_minutes, skills_with
from domain.orders.line_checks import checked_quantity, checked_text
from domain.orders.line_draft import LineDraft
from domain.orders.model import Order, OrderType, OrderTypeLine, OrderTypeTask, Stage
from domain.orders.tasks import CheckDraft, TaskDraft, check_draft
from domain.store.names import is_taken
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version, count_parts
from domain.words import Priority

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A line that an order of the type begins with; its price is found then."""

    kind: LineKind
    article_id: int | None = None
    text: str = ""
    quantity: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class TypeDraft:
    """An order type as it is asked for."""

    name: str
    priority: Priority
    minutes: int
    skill_ids: frozenset[int] = frozenset()
    lines: tuple[TypeLine, ...] = ()
    tasks: tuple[TaskDraft, ...] = ()


def create_type(work: UnitOfWork, draft: TypeDraft) -> int:
    """Make an order type; returns its id."""
    order_type = OrderType(active=True, **_header(work, draft))
    work.add(order_type, "order_type.created")
    _fill(work, order_type, draft)
    return order_type.id


def edit_type(work: UnitOfWork, type_id: int, draft: TypeDraft, version: int) -> None:
    """Change an order type that was read as `version`; orders that began with it stay as they are."""
    order_type = work.get(OrderType, type_id, lock=True)
    check_version(order_type, version, order_type.name)
    for name, value in _header(work, draft, except_id=order_type.id).items():
        setattr(order_type, name, value)
    work.note("order_type.changed", order_type)
    for old in (*order_type.lines, *order_type.tasks):
        work.note("order_type.part_removed", old, order_type_id=order_type.id)
    order_type.lines.clear()
    order_type.tasks.clear()
    work.session.flush()
    _fill(work, order_type, draft)
    count_parts(work, order_type, version)


def switch_type(work: UnitOfWork, type_id: int, *, active: bool) -> None:
    """Offer an order type for new orders, or offer it no more."""
    order_type = work.get(OrderType, type_id, lock=True)
    if order_type.active != active:
        order_type.active = active
        work.note("order_type.switched", order_type)


def delete_type(work: UnitOfWork, type_id: int) -> None:
    """Remove an order type that no order ever had."""
    order_type = work.get(OrderType, type_id, lock=True)
    if work.session.scalar(select(Order.id).where(Order.order_type_id == order_type.id).limit(1)) is not None:
        raise Refusal(tr("There are orders of the type “{name}”; switch it off instead.", name=order_type.name))
    if work.session.scalar(select(Stage.id).where(Stage.order_type_id == order_type.id).limit(1)) is not None:
        raise Refusal(tr("“{name}” has stages of its own; remove those first.", name=order_type.name))
    for part in (*order_type.lines, *order_type.tasks):
        work.note("order_type.part_removed", part, order_type_id=order_type.id)
    work.session.delete(order_type)
    work.note("order_type.deleted", order_type)


def apply_type(filled: Filled, order_type: OrderType, day: date | None = None) -> None:
    """Give an order that has just begun what its type brings: lines with the prices that hold, tasks, skills.

    The lines are of today, or of the `day` that the work is planned for.
    """
    order = filled.order
    if not set(order.skills).issuperset(order_type.skills):
        order.skills = sorted({*order.skills, *order_type.skills}, key=lambda skill: skill.name)
    for line in order_type.lines:
        put_or_leave_out(filled, line_draft(line, order, day))
    for task in order_type.tasks:
        filled.put_task(task_draft(task))


def line_draft(line: OrderTypeLine, order: Order, day: date | None = None) -> LineDraft:
    """A line of a template as it is asked for on an order."""
    return LineDraft(
        line.kind,
        article_id=line.article_id,
        text=line.text,
        quantity=line.quantity,
        done_on=day,
        origin=order.origin,
    )


def task_draft(task: OrderTypeTask) -> TaskDraft:
    """A task of a template as it is asked for on an order."""
    checks = tuple(CheckDraft(check["text"], bool(check.get("required"))) for check in task.checks)
    return TaskDraft(task.name, task.internal_note, task.external_note, checks)


def _header(work: UnitOfWork, draft: TypeDraft, except_id: int | None = None) -> dict[str, Any]:
    name = draft.name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(tr("An order type has a name of at most {count} letters.", count=LONGEST_NAME), field="name")
    if is_taken(work.session, OrderType.name, name, except_id):
        raise Refusal(tr("There is an order type “{name}” already.", name=name), field="name")
    check_minutes(draft.minutes)
    skills = skills_with(work, draft.skill_ids)
    return {"name": name, "priority": draft.priority, "minutes": draft.minutes, "skills": skills}


def _fill(work: UnitOfWork, order_type: OrderType, draft: TypeDraft) -> None:
    order_type.lines.extend(_lines(work, draft.lines))
    order_type.tasks.extend(_tasks(draft.tasks))
    for part in (*order_type.lines, *order_type.tasks):
        work.note("order_type.part_added", part, order_type_id=order_type.id)


def _lines(work: UnitOfWork, drafts: Sequence[TypeLine]) -> list[OrderTypeLine]:
    made = []
    for position, draft in enumerate(drafts, 1):
        article = None if draft.article_id is None else work.get(Article, draft.article_id)
        if article is not None and article.kind is not draft.kind:
            values = {"article": article.name, "kind": draft.kind.label}
            raise Refusal(tr("{article} cannot stand in a line of kind “{kind}”.", **values), field="article")
        made.append(
            OrderTypeLine(
                position=position,
                kind=draft.kind,
                article_id=draft.article_id,
                text=checked_text(draft.text or (article.name if article else "")),
                quantity=checked_quantity(draft.quantity, draft.kind),
            )
        )
    return made


def _tasks(drafts: Sequence[TaskDraft]) -> list[OrderTypeTask]:
    for draft in drafts:
        check_draft(draft)
    return [
        OrderTypeTask(
            position=position,
            name=draft.name.strip(),
            internal_note=draft.internal_note,
            external_note=draft.external_note,
            checks=[{"text": check.text.strip(), "required": check.required} for check in draft.checks],
        )
        for position, draft in enumerate(drafts, 1)
    ]
