"""Stages, read, kept and moved about in their tree."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.errors import Refusal
from domain.language import tr
from domain.orders.permissions import Permission
from domain.orders.requirements import FIELDS
from domain.orders.stage_queries import StageRow, stage_rows
from domain.orders.stage_service import (
    StageDraft,
    create_stage,
    delete_stage,
    edit_stage,
    move_stage,
    shift_stage,
)
from domain.sla.clock import TargetKind
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[StageRow]:
    rows = stage_rows(session)
    parents = [(row.id, "\N{EN SPACE}" * 2 * row.depth + row.name) for row in rows]
    return Loaded(rows, {"parent": [(None, tr("none, it is the first one")), *parents]})


def save(work: UnitOfWork, before: StageRow | None, values: Mapping[str, Any]) -> int:
    draft = StageDraft(
        name=values["name"],
        meaning=values["meaning"],
        parent_id=values["parent"],
        reason_required=values["reason_required"],
        required_fields=tuple(name for name in FIELDS if name in values["required_fields"]),
        **{f"allows_{each.value}": each in values["allows"] for each in Permission},
        **{f"pauses_{each.value}": each in values["pauses"] for each in TargetKind},
    )
    if before is None:
        return create_stage(work, draft)
    edit_stage(work, before.id, draft, before.version)
    return before.id


def remove(work: UnitOfWork, row: StageRow) -> None:
    delete_stage(work, row.id)


def move_up(work: UnitOfWork, row: StageRow) -> None:
    shift_stage(work, row.id, -1)


def move_down(work: UnitOfWork, row: StageRow) -> None:
    shift_stage(work, row.id, 1)


def indent(work: UnitOfWork, row: StageRow) -> None:
    """Let it follow the stage that stands above it beside it."""
    rows = stage_rows(work.session)
    above = [each for each in rows if each.parent_id == row.parent_id and each.order_type == row.order_type]
    place = [each.id for each in above].index(row.id)
    if place == 0 or row.parent_id is None:
        raise Refusal(tr("No stage stands above “{stage}” at its side.", stage=row.name))
    move_stage(work, row.id, above[place - 1].id)


def outdent(work: UnitOfWork, row: StageRow) -> None:
    """Let it follow what its parent follows."""
    parents = {each.id: each.parent_id for each in stage_rows(work.session)}
    above = None if row.parent_id is None else parents[row.parent_id]
    if above is None:
        raise Refusal(tr("“{stage}” follows the first stage already.", stage=row.name))
    move_stage(work, row.id, above)


SOURCE = Source(("stage", "order type"), read, save, remove)
