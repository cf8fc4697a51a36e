"""Where an order may go from its stage, and which reasons that takes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.orders import breaches
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.moving import stage_tree
from domain.orders.stages import Step, reachable
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import ReasonRow, reasons


@dataclass(frozen=True, slots=True)
class StageStep:
    """A stage of the tree in which an order stands; without a `step` it is the present one, or out of reach."""

    id: int
    name: str
    meaning: StageMeaning
    depth: int
    step: Step | None


def steps(session: Session, order_id: int) -> tuple[StageStep, ...]:
    """The stages for an order, each after the one it follows."""
    order = session.get(Order, order_id)
    if order is None:
        return ()
    tree = stage_tree(session, order.order_type_id)
    ways = reachable(tree, order.stage_id) if order.stage_id in tree.nodes else {}
    return tuple(
        StageStep(node.id, node.name, node.meaning, depth, ways.get(node.id)) for node, depth in tree.in_order()
    )


def reasons_for(
    session: Session, order_id: int, wanted: ReasonFor, stage_id: int | None, now: datetime
) -> tuple[ReasonRow, ...]:
    """The reasons that can be given for a deed; a broken promise asks for its own, and a stage for its own."""
    order = session.get(Order, order_id)
    stage = None if stage_id is None else session.get(Stage, stage_id)
    if order is not None and stage is not None:
        wanted, _ = breaches.asked(session, order, stage, now)
    elif order is not None and breaches.unexplained(session, order_id, now):
        wanted = ReasonFor.BREACH
    return reasons(session, wanted)
