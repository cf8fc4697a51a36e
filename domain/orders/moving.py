"""How orders go from stage to stage."""

from collections.abc import Collection
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.orders import breaches, promises
from domain.orders.cancelling import bring_back_lines, cancel_lines
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.needs import check_nothing_needed
from domain.orders.permissions import Permission, require
from domain.orders.requirements import check_filled
from domain.orders.stages import StageNode, StageTree, first, nearest, reachable, tree_of
from domain.parameters import reasons
from domain.parameters.model import Reason, ReasonFor
from domain.sla.clock import MarkKind
from domain.store.keeping import kept
from domain.store.unit_of_work import UnitOfWork


def enter_stage(
    work: UnitOfWork,
    order: Order,
    stage: Stage,
    *,
    reason_id: int | None = None,
    remark: str = "",
    automatic: bool = False,
    own_marks: Collection[MarkKind] = (),
) -> None:
    """Let `order`, held by this unit of work, enter `stage`; stages that mean done or cancelled close it.

    A reason that the stage asks for is given by whoever moves the order, not by what moves it by itself. The moments
    of `own_marks` are told to the clocks by the caller, who knows when they really were.
    """
    if order.stage_id == stage.id:
        return
    _check_step(work, order, stage)
    check_filled(work.session, order, stage)
    if not stage.meaning.is_open:
        check_nothing_needed(work.session, order)
    reason = _reason(work, order, stage, reason_id, automatic=automatic)
    before = order.stage
    order.stage, order.stage_id = stage, stage.id
    order.closed_at = None if stage.meaning.is_open else work.now
    told = {"stage_before": before.name, "stage": stage.name}
    told |= {"reason": reason.name} if reason is not None else {}
    told |= {"remark": remark.strip()} if remark.strip() else {}
    work.note("order.stage_changed", order, **told)
    if stage.meaning is StageMeaning.CANCELLED:
        cancel_lines(work, order)
    elif before.meaning is StageMeaning.CANCELLED:
        bring_back_lines(work, order)
    promises.stage_entered(work, order, before, reason_id=reason_id, remark=remark, own_marks=own_marks)


def stand_in_own_tree(work: UnitOfWork, order: Order) -> None:
    """Let an order that was given another type stand in the stages of that type, at the one that means the same."""
    tree = stage_tree(work.session, order.order_type_id)
    if order.stage_id in tree.nodes:
        return
    before, stage = order.stage, _stage(work, first(tree, order.stage.meaning))
    order.stage, order.stage_id = stage, stage.id
    work.note("order.stage_changed", order, stage_before=before.name, stage=stage.name)
    promises.stage_entered(work, order, before)


def first_stage(work: UnitOfWork, meaning: StageMeaning, order_type_id: int | None = None) -> Stage:
    """The first stage that means `meaning`, for orders of a type."""
    return _stage(work, first(stage_tree(work.session, order_type_id), meaning))


def stage_for(work: UnitOfWork, order: Order, meaning: StageMeaning) -> Stage:
    """The stage of a meaning that an order gets to first from where it stands."""
    return _stage(work, nearest(stage_tree(work.session, order.order_type_id), order.stage_id, meaning))


def next_stage(session: Session, order_type_id: int | None, stage_id: int, meaning: StageMeaning) -> Stage:
    """The stage of a meaning that orders of a type get to first from a stage. Raises Refusal where they cannot."""
    tree = stage_tree(session, order_type_id)
    node = nearest(tree, stage_id, meaning)
    if node is None:
        raise _no_stage()
    if stage_id not in tree.nodes or node.id not in reachable(tree, stage_id):
        raise _no_way(node.name)
    return session.get_one(Stage, node.id)


def stage_tree(session: Session, order_type_id: int | None) -> StageTree:
    """The stages for orders of a type."""
    return tree_of(stage_nodes(session), order_type_id)


def stage_nodes(session: Session) -> list[StageNode]:
    """The stages of all trees, by position."""
    return kept(session, StageNode, partial(_nodes, session))


def _nodes(session: Session) -> list[StageNode]:
    columns = (Stage.id, Stage.name, Stage.meaning, Stage.position, Stage.parent_id, Stage.order_type_id)
    found = session.execute(select(*columns, Stage.allows_cancel).order_by(Stage.position))
    return [StageNode(*row) for row in found]


def _stage(work: UnitOfWork, node: StageNode | None) -> Stage:
    if node is None:
        raise _no_stage()
    return work.get(Stage, node.id)


def _check_step(work: UnitOfWork, order: Order, stage: Stage) -> None:
    tree = stage_tree(work.session, order.order_type_id)
    if order.stage_id in tree.nodes and stage.id in reachable(tree, order.stage_id):
        return
    if stage.meaning is StageMeaning.CANCELLED and order.stage.meaning.is_open:
        require(order, Permission.CANCEL)
    raise _no_way(stage.name)


def _no_stage() -> Refusal:
    return Refusal(tr("There is no order stage for this step. An administrator must add one."))


def _no_way(stage: str) -> Refusal:
    return Refusal(tr("An order cannot go to “{stage}” from where it stands.", stage=stage), field="stage")


def _reason(work: UnitOfWork, order: Order, stage: Stage, reason_id: int | None, *, automatic: bool) -> Reason | None:
    wanted, required = breaches.asked(work.session, order, stage, work.now)
    if wanted is ReasonFor.BREACH and not automatic:
        return breaches.check(work, order, reason_id)
    return reasons.given(work, wanted, reason_id, required=required and not automatic)
