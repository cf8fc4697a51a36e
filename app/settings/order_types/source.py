"""Order types, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from app.shared.refusals import at_field
from domain.catalogue.queries import articles
from domain.orders.queries import skills
from domain.orders.stage_service import copy_tree, drop_tree
from domain.orders.tasks import check_draft
from domain.orders.type_queries import TypeRow, order_types
from domain.orders.types import TypeDraft, create_type, delete_type, edit_type, switch_type
from domain.store.unit_of_work import UnitOfWork

#: The inputs of a line on the screen, which has one field for all lines.
OF_A_LINE = ("article", "quantity", "text")


def read(session: Session) -> Loaded[TypeRow]:
    offered = articles(session, with_inactive=False)
    return Loaded(
        order_types(session, with_inactive=True),
        {
            "skills": skills(session),
            "lines": [((row.kind, row.id), f"{row.number} {row.name}") for row in offered],
        },
    )


def save(work: UnitOfWork, before: TypeRow | None, values: Mapping[str, Any]) -> int:
    draft = TypeDraft(
        name=values["name"],
        priority=values["priority"],
        minutes=int(values["minutes"]),
        skill_ids=values["skills"],
        lines=values["lines"],
        tasks=values["tasks"],
    )
    with at_field("tasks"):
        for task in draft.tasks:
            check_draft(task)
    with at_field("lines", OF_A_LINE):
        type_id = _kept(work, before, draft)
    switch_type(work, type_id, active=values["active"])
    return type_id


def remove(work: UnitOfWork, row: TypeRow) -> None:
    delete_type(work, row.id)


def give_stages(work: UnitOfWork, row: TypeRow) -> None:
    copy_tree(work, row.id)


def take_stages(work: UnitOfWork, row: TypeRow) -> None:
    drop_tree(work, row.id)


def _kept(work: UnitOfWork, before: TypeRow | None, draft: TypeDraft) -> int:
    if before is None:
        return create_type(work, draft)
    edit_type(work, before.id, draft, before.version)
    return before.id


SOURCE = Source(("order type", "article", "skill", "stage"), read, save, remove)
