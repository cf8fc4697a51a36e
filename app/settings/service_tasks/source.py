"""Service tasks, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.language import tr
from domain.orders.type_queries import order_types
from domain.store.unit_of_work import UnitOfWork
from domain.visits.queries import TaskRow, tasks
from domain.visits.task_service import ServiceTaskDraft, change_task, create_task, switch_task


def read(session: Session) -> Loaded[TaskRow]:
    offered = [(row.id, row.name) for row in order_types(session, with_inactive=True)]
    return Loaded(tuple(tasks(session)), {"order_type": [(None, tr("none")), *offered]})


def save(work: UnitOfWork, before: TaskRow | None, values: Mapping[str, Any]) -> int:
    draft = ServiceTaskDraft(
        name=values["name"],
        order_type_id=values["order_type"],
        internal_note=values["internal_note"],
        external_note=values["external_note"],
        rank=int(values["rank"]),
    )
    task_id = _kept(work, before, draft)
    switch_task(work, task_id, active=values["active"])
    return task_id


def _kept(work: UnitOfWork, before: TaskRow | None, draft: ServiceTaskDraft) -> int:
    if before is None:
        return create_task(work, draft)
    change_task(work, before.id, draft, before.version)
    return before.id


SOURCE = Source(("service task", "order type", "visit plan"), read, save)
