"""Stages as an administrator sees them: the whole tree, with what each allows and asks for."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.orders.model import OrderType, Stage, StageMeaning
from domain.orders.moving import stage_nodes
from domain.orders.stages import StageTree


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage; `depth` is how far it lies below the first one, `version` what a change of it has to name."""

    id: int
    version: int
    name: str
    meaning: StageMeaning
    parent_id: int | None
    order_type: str
    depth: int
    allows_modify: bool
    allows_delete: bool
    allows_cancel: bool
    allows_post: bool
    reason_required: bool
    pauses_response: bool
    pauses_arrival: bool
    pauses_completion: bool
    required_fields: tuple[str, ...]


def stage_rows(session: Session) -> tuple[StageRow, ...]:
    """All stages, each after the one it follows; those for all types of order come first."""
    entities = {stage.id: stage for stage in session.scalars(select(Stage))}
    types = {row.id: row.name for row in session.execute(select(OrderType.id, OrderType.name))}
    walk = StageTree(stage_nodes(session)).in_order()
    rows = [_row(entities[node.id], depth, types) for node, depth in walk if node.id in entities]
    return tuple(sorted(rows, key=_by_type))


def _row(stage: Stage, depth: int, types: dict[int, str]) -> StageRow:
    return StageRow(
        id=stage.id,
        version=stage.version,
        name=stage.name,
        meaning=stage.meaning,
        parent_id=stage.parent_id,
        order_type="" if stage.order_type_id is None else types[stage.order_type_id],
        depth=depth,
        allows_modify=stage.allows_modify,
        allows_delete=stage.allows_delete,
        allows_cancel=stage.allows_cancel,
        allows_post=stage.allows_post,
        reason_required=stage.reason_required,
        pauses_response=stage.pauses_response,
        pauses_arrival=stage.pauses_arrival,
        pauses_completion=stage.pauses_completion,
        required_fields=tuple(stage.required_fields),
    )


def _by_type(row: StageRow) -> str:
    return row.order_type
