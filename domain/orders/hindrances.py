"""Orders that could not enter another stage by themselves, told before anybody tries."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.moving import next_stage
from domain.orders.requirements import check_filled
from domain.store.portions import portions


def hindrances(
    session: Session, order_ids: Collection[int], before: StageMeaning, after: StageMeaning
) -> Mapping[int, str]:
    """Of those that stand at a stage that means `before`, by id, why the next one that means `after` is not open."""
    found: dict[int, str] = {}
    for (order_type_id, stage_id), ids in _standing(session, order_ids, before).items():
        try:
            stage = next_stage(session, order_type_id, stage_id, after)
        except Refusal as refusal:
            found |= dict.fromkeys(ids, str(refusal))
        else:
            found |= dict(_lacking(session, ids, stage))
    return found


def _standing(
    session: Session, order_ids: Collection[int], meaning: StageMeaning
) -> Mapping[tuple[int | None, int], list[int]]:
    """Orders of the same type at the same stage."""
    found: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    columns = select(Order.id, Order.order_type_id, Order.stage_id).join(Stage, Stage.id == Order.stage_id)
    for some in portions(order_ids):
        for row in session.execute(columns.where(Order.id.in_(some), Stage.meaning == meaning)):
            found[row.order_type_id, row.stage_id].append(row.id)
    return found


def _lacking(session: Session, order_ids: Collection[int], stage: Stage) -> Iterator[tuple[int, str]]:
    for some in portions(order_ids if stage.required_fields else ()):
        for order in session.scalars(select(Order).where(Order.id.in_(some))):
            try:
                check_filled(session, order, stage)
            except Refusal as refusal:
                yield order.id, str(refusal)
