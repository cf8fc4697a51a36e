"""Order types as rows: to choose from, and with all they bring."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain.catalogue.model import LineKind
from domain.orders.model import OrderType, Stage
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class TypeLineRow:
    """A line that the type brings."""

    kind: LineKind
    article_id: int | None
    text: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class TypeTaskRow:
    """A task that the type brings; `checks` are pairs of text and whether it is required."""

    name: str
    internal_note: str
    external_note: str
    checks: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class TypeRow:
    """An order type with all that it brings; `version` is what a change of it has to name."""

    id: int
    version: int
    name: str
    priority: Priority
    minutes: int
    active: bool
    skill_ids: frozenset[int]
    skills: tuple[str, ...]
    lines: tuple[TypeLineRow, ...]
    tasks: tuple[TypeTaskRow, ...]
    own_stages: bool


def order_types(session: Session, *, with_inactive: bool = False) -> tuple[TypeRow, ...]:
    """The order types by name; those that are switched off only if asked for."""
    statement = (
        select(OrderType)
        .options(selectinload(OrderType.skills), selectinload(OrderType.lines), selectinload(OrderType.tasks))
        .order_by(OrderType.name)
    )
    if not with_inactive:
        statement = statement.where(OrderType.active)
    with_stages = set(session.scalars(select(Stage.order_type_id).where(Stage.order_type_id.is_not(None))))
    return tuple(_row(each, own_stages=each.id in with_stages) for each in session.scalars(statement))


def _row(order_type: OrderType, *, own_stages: bool) -> TypeRow:
    return TypeRow(
        id=order_type.id,
        version=order_type.version,
        name=order_type.name,
        priority=order_type.priority,
        minutes=order_type.minutes,
        active=order_type.active,
        skill_ids=frozenset(skill.id for skill in order_type.skills),
        skills=tuple(skill.name for skill in order_type.skills),
        lines=tuple(TypeLineRow(each.kind, each.article_id, each.text, each.quantity) for each in order_type.lines),
        tasks=tuple(
            TypeTaskRow(
                task.name,
                task.internal_note,
                task.external_note,
                tuple((check["text"], bool(check.get("required"))) for check in task.checks),
            )
            for task in order_type.tasks
        ),
        own_stages=own_stages,
    )
