"""The tasks of an order with their checklists, as rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain.orders.content import OrderTask


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A point of a checklist."""

    id: int
    text: str
    required: bool
    checked: datetime | None
    checked_by: str | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task, done or not; `version` is what a change of it has to name."""

    id: int
    version: int
    name: str
    internal_note: str
    external_note: str
    done: datetime | None
    done_by: str | None
    checks: tuple[CheckRow, ...]

    @property
    def is_required(self) -> bool:
        """Whether the order cannot be signed off before it is done."""
        return any(check.required for check in self.checks)

    @property
    def can_finish(self) -> bool:
        """Whether everything that is required of it is checked."""
        return all(check.checked is not None for check in self.checks if check.required)


def tasks(session: Session, order_id: int) -> tuple[TaskRow, ...]:
    """The tasks of an order in their order."""
    statement = (
        select(OrderTask)
        .where(OrderTask.order_id == order_id)
        .options(selectinload(OrderTask.checks))
        .order_by(OrderTask.position, OrderTask.id)
    )
    return tuple(_row(task) for task in session.scalars(statement))


def _row(task: OrderTask) -> TaskRow:
    checks = (
        CheckRow(check.id, check.text, check.required, check.checked_at, check.checked_by) for check in task.checks
    )
    return TaskRow(
        task.id,
        task.version,
        task.name,
        task.internal_note,
        task.external_note,
        task.done_at,
        task.done_by,
        tuple(checks),
    )
