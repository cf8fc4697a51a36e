"""What administrators do with the stages of orders: make, rename, change, arrange and remove them."""

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, select, update

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order, OrderType, Stage, StageMeaning
from domain.orders.moving import stage_nodes
from domain.orders.promise_model import ClockMark
from domain.orders.requirements import FIELDS
from domain.orders.stages import StageNode, StageTree, check_tree, first, tree_of
from domain.store.names import is_taken
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class StageDraft:
    """A stage as it is asked for; it follows the stage `parent_id`, in the tree of that one."""

    name: str
    meaning: StageMeaning
    parent_id: int | None
    allows_modify: bool = True
    allows_delete: bool = False
    allows_cancel: bool = True
    allows_post: bool = True
    reason_required: bool = False
    pauses_response: bool = False
    pauses_arrival: bool = False
    pauses_completion: bool = False
    required_fields: tuple[str, ...] = ()


def create_stage(work: UnitOfWork, draft: StageDraft) -> int:
    """Make a stage below another one; the first one of all has none above it. Returns its id."""
    type_id = None if draft.parent_id is None else work.get(Stage, draft.parent_id).order_type_id
    stage = Stage(position=_last_position(work) + 1, order_type_id=type_id, **_values(work, draft))
    nodes = stage_nodes(work.session)
    _check_roots([*nodes, _node(0, stage)], type_id)
    return work.add(stage, "stage.created").id


def edit_stage(work: UnitOfWork, stage_id: int, draft: StageDraft, version: int) -> None:
    """Change a stage read as `version`: its name, what it means and follows, what it allows and asks for."""
    stage = work.get(Stage, stage_id, lock=True)
    check_version(stage, version, stage.name)
    if draft.meaning is not stage.meaning and _orders_in(work, stage):
        sentence = tr("Orders stand in “{stage}”; what it means can change once it is empty.", stage=stage.name)
        raise Refusal(sentence, field="meaning")
    values = _values(work, draft, except_id=stage.id)
    with work.session.no_autoflush:
        nodes = stage_nodes(work.session)
        for name, value in values.items():
            if getattr(stage, name) != value:
                setattr(stage, name, value)
        changed = [_node(stage.id, stage) if node.id == stage.id else node for node in nodes]
        _check_whole(changed, stage.order_type_id)
    if work.session.is_modified(stage):
        work.note("stage.changed", stage)


def rename_stage(work: UnitOfWork, stage_id: int, name: str) -> None:
    """Give a stage another name; orders and their history of stages keep the ones they were told with."""
    stage = work.get(Stage, stage_id, lock=True)
    stage.name = _checked_name(work, name, except_id=stage.id)
    work.note("stage.changed", stage)


def move_stage(work: UnitOfWork, stage_id: int, parent_id: int) -> None:
    """Let a stage, with all below it, follow another one. A circle is refused."""
    stage = work.get(Stage, stage_id, lock=True)
    nodes = stage_nodes(work.session)
    changed = [replace(node, parent_id=parent_id) if node.id == stage.id else node for node in nodes]
    _check_whole(changed, stage.order_type_id)
    if stage.parent_id != parent_id:
        stage.parent_id = parent_id
        work.note("stage.changed", stage)


def shift_stage(work: UnitOfWork, stage_id: int, by: int) -> None:
    """Let a stage stand `by` places further down among its brothers, or up where that is negative."""
    stage = work.get(Stage, stage_id, lock=True)
    beside = (Stage.parent_id == stage.parent_id, Stage.order_type_id.is_not_distinct_from(stage.order_type_id))
    brothers = list(work.session.scalars(select(Stage).where(*beside).order_by(Stage.position)))
    if stage not in brothers:
        return
    place = max(0, min(len(brothers) - 1, brothers.index(stage) + by))
    wanted = [each for each in brothers if each is not stage]
    wanted.insert(place, stage)
    if wanted != brothers:
        # Positions are unique: new ones are taken from the end.
        last = _last_position(work)
        for number, each in enumerate(wanted, 1):
            each.position = last + number
            work.note("stage.arranged", each)


def delete_stage(work: UnitOfWork, stage_id: int) -> None:
    """Remove a stage that nothing follows, no order stands in, and without which the program can do."""
    stage = work.get(Stage, stage_id, lock=True)
    nodes = stage_nodes(work.session)
    if any(node.parent_id == stage.id for node in nodes):
        raise Refusal(tr("Other stages follow “{stage}”; move or remove those first.", stage=stage.name))
    if _orders_in(work, stage):
        raise Refusal(tr("Orders stand in “{stage}”; move them first.", stage=stage.name))
    _check_whole([node for node in nodes if node.id != stage.id], stage.order_type_id)
    _delete(work, stage)


def copy_tree(work: UnitOfWork, order_type_id: int) -> None:
    """Give orders of a type stages of their own: a copy of those for all, to be changed from there."""
    order_type = work.get(OrderType, order_type_id, lock=True)
    nodes = stage_nodes(work.session)
    if any(node.order_type_id == order_type.id for node in nodes):
        raise Refusal(tr("“{name}” has stages of its own already.", name=order_type.name))
    copies: dict[int, int] = {}
    last = _last_position(work)
    for number, (node, _) in enumerate(tree_of(nodes, None).in_order(), 1):
        source = work.get(Stage, node.id)
        copy = Stage(**{name: getattr(source, name) for name in _COPIED})
        copy.name = _checked_name(work, f"{source.name} · {order_type.name}"[:LONGEST_NAME])
        copy.position, copy.order_type_id = last + number, order_type.id
        copy.parent_id = None if node.parent_id is None else copies[node.parent_id]
        copies[node.id] = work.add(copy, "stage.created").id
    for order in _held(work, Order.order_type_id == order_type.id):
        order.stage_id = copies[order.stage_id]
        work.note("order.stage_copied", order)


def drop_tree(work: UnitOfWork, order_type_id: int) -> None:
    """Let orders of a type stand in the stages for all again, each in the first one that means the same."""
    own = list(work.session.scalars(select(Stage).where(Stage.order_type_id == order_type_id)))
    common = tree_of(stage_nodes(work.session), None)
    targets = {stage.id: first(common, stage.meaning) for stage in own}
    for order in _held(work, Order.stage_id.in_(targets)):
        target = targets[order.stage_id]
        order.stage_id = order.stage_id if target is None else target.id
        work.note("order.stage_copied", order)
    work.session.flush()
    for stage in own:
        stage.parent_id = None
    work.session.flush()
    for stage in own:
        _delete(work, stage)


def _held(work: UnitOfWork, which: ColumnElement[bool]) -> list[Order]:
    """Those orders, each held as it is now; by id, as whoever holds several does, so that nobody waits in a circle."""
    statement = select(Order).where(which).order_by(Order.id).with_for_update()
    return list(work.session.scalars(statement, execution_options={"populate_existing": True}))


def _delete(work: UnitOfWork, stage: Stage) -> None:
    # The clocks of orders need what the stage paused, and keep that; its name stays in the journal.
    work.session.execute(update(ClockMark).where(ClockMark.stage_id == stage.id).values(stage_id=None))
    work.session.delete(stage)
    work.note("stage.deleted", stage)


_COPIED = tuple(name for name in StageDraft.__dataclass_fields__ if name not in {"name", "parent_id"})


def _values(work: UnitOfWork, draft: StageDraft, except_id: int | None = None) -> dict[str, object]:
    unknown = [name for name in draft.required_fields if name not in FIELDS]
    if unknown:
        raise Refusal(tr("There is no field “{name}” to ask for.", name=unknown[0]), field="required_fields")
    values = {name: getattr(draft, name) for name in StageDraft.__dataclass_fields__}
    values["name"] = _checked_name(work, draft.name, except_id=except_id)
    values["required_fields"] = [name for name in FIELDS if name in draft.required_fields]
    return values


def _checked_name(work: UnitOfWork, name: str, except_id: int | None = None) -> str:
    kept = name.strip()
    if not 0 < len(kept) <= LONGEST_NAME:
        raise Refusal(tr("A stage has a name of at most {count} letters.", count=LONGEST_NAME), field="name")
    with work.session.no_autoflush:
        taken = is_taken(work.session, Stage.name, kept, except_id)
    if taken:
        raise Refusal(tr("There is a stage “{name}” already.", name=kept), field="name")
    return kept


def _check_whole(nodes: list[StageNode], order_type_id: int | None) -> None:
    check_tree(StageTree(node for node in nodes if node.order_type_id == order_type_id))


def _check_roots(nodes: list[StageNode], order_type_id: int | None) -> None:
    """A tree that is being made begins with one stage that means new; it may still lack others."""
    tree = StageTree(node for node in nodes if node.order_type_id == order_type_id)
    roots = [node for node in tree.nodes.values() if node.parent_id is None]
    if len(roots) > 1:
        raise Refusal(tr("Choose the stage that this one follows."), field="parent")
    if roots[0].meaning is not StageMeaning.NEW:
        raise Refusal(tr("The first stage, “{stage}”, must mean “new”.", stage=roots[0].name), field="meaning")


def _node(stage_id: int, stage: Stage) -> StageNode:
    return StageNode(stage_id, stage.name, stage.meaning, stage.position, stage.parent_id, stage.order_type_id)


def _orders_in(work: UnitOfWork, stage: Stage) -> bool:
    return work.session.scalar(select(Order.id).where(Order.stage_id == stage.id).limit(1)) is not None


def _last_position(work: UnitOfWork) -> int:
    return work.session.scalar(select(func.max(Stage.position))) or 0
