"""Walking the tree of stages: next, previous, further, cancelled; reasons, permissions, fields that must be filled."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from domain.errors import Refusal
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.service import edit_order
from domain.orders.stages import StageNode, StageTree, Step, check_tree, nearest, reachable, tree_of
from domain.orders.standard_stages import make_standard_stages
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import create_reason
from domain.parameters.service import change
from domain.scheduling.placing.service import change_stage, place
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop, order

NEW, PLANNED, ACTIVE, DONE, CANCELLED = StageMeaning
TREE = StageTree(
    [
        StageNode(1, "New", NEW, 1),
        StageNode(2, "Planned", PLANNED, 2, 1),
        StageNode(3, "In progress", ACTIVE, 3, 2),
        StageNode(4, "Waiting for parts", ACTIVE, 4, 3),
        StageNode(5, "Done", DONE, 5, 3, allows_cancel=False),
        StageNode(6, "Cancelled", CANCELLED, 6, 1),
        StageNode(7, "To be approved", NEW, 7, 1),
    ]
)


@pytest.mark.parametrize(
    ("present", "steps"),
    [
        (1, {2: Step.NEXT, 3: Step.FURTHER, 4: Step.FURTHER, 6: Step.CANCEL, 7: Step.NEXT}),
        (2, {1: Step.PREVIOUS, 3: Step.NEXT, 4: Step.FURTHER, 5: Step.FURTHER, 6: Step.CANCEL}),
        (3, {2: Step.PREVIOUS, 4: Step.NEXT, 5: Step.NEXT, 6: Step.CANCEL}),
        (4, {2: Step.FURTHER, 3: Step.PREVIOUS, 6: Step.CANCEL}),
        (5, {3: Step.PREVIOUS}),
        (6, {1: Step.PREVIOUS, 7: Step.FURTHER}),
        (7, {1: Step.PREVIOUS, 6: Step.CANCEL}),
    ],
)
def test_where_an_order_may_go_from_where_it_stands(present: int, steps: dict[int, Step]) -> None:
    assert reachable(TREE, present) == steps


def test_what_is_not_allowed_to_cancel_is_not_offered_to() -> None:
    nodes = [*TREE.nodes.values(), StageNode(8, "Locked", ACTIVE, 8, 3, allows_cancel=False)]
    assert 6 not in reachable(StageTree(nodes), 8)


def test_the_nearest_stage_of_a_meaning_is_the_first_on_the_way() -> None:
    assert [nearest(TREE, 1, meaning).name for meaning in (PLANNED, ACTIVE, CANCELLED)] == [  # type: ignore[union-attr]
        "Planned",
        "In progress",
        "Cancelled",
    ]
    assert nearest(TREE, 7, PLANNED) == TREE.nodes[2]


def test_a_type_with_stages_of_its_own_does_not_see_the_others() -> None:
    own = StageNode(9, "Booked", NEW, 9, None, order_type_id=3)
    nodes = [*TREE.nodes.values(), own]
    assert list(tree_of(nodes, 3).nodes) == [9]
    assert 9 not in tree_of(nodes, 4).nodes
    assert 9 not in tree_of(nodes, None).nodes


@given(st.lists(st.integers(0, 8), min_size=1, max_size=9), st.integers(0, 8))
def test_every_tree_however_wrong_can_be_walked(parents: list[int], present: int) -> None:
    nodes = [
        StageNode(place, str(place), list(StageMeaning)[place % 5], place, parent if parent < len(parents) else None)
        for place, parent in enumerate(parents)
    ]
    tree = StageTree(nodes)
    key = present % len(nodes)
    assert key not in reachable(tree, key)
    assert len(tree.in_order()) <= len(nodes)


@given(st.lists(st.tuples(st.sampled_from(StageMeaning), st.integers(-1, 8)), min_size=1, max_size=9))
def test_a_tree_is_accepted_only_if_everything_hangs_together(stages: list[tuple[StageMeaning, int]]) -> None:
    nodes = [
        StageNode(place, str(place), meaning, place, parent if 0 <= parent < len(stages) else None)
        for place, (meaning, parent) in enumerate(stages)
    ]
    tree = StageTree(nodes)
    try:
        check_tree(tree)
    except Refusal:
        return
    (root,) = (node for node in nodes if node.parent_id is None)
    assert root.meaning is NEW
    assert {root.id, *tree.below(root.id)} == set(tree.nodes), "every stage is below the first one"
    assert {node.meaning for node in nodes} == set(StageMeaning)
    for node in nodes:
        if node.meaning.is_open:
            assert any(step is Step.CANCEL for step in reachable(tree, node.id).values()), (
                "open orders can be cancelled"
            )


# --- in the database ---


def test_the_standard_stages_make_a_whole_tree(store: Store) -> None:
    with store.write("setup") as work:
        stages = make_standard_stages(work)
    assert [stage.name for stage in stages][:3] == ["New", "Planned", "In progress"]
    assert {stage.meaning for stage in stages} == set(StageMeaning)


def set_up(work: UnitOfWork, stage_id: int, /, **values: Any) -> None:
    stage = work.get(Stage, stage_id)
    for name, value in values.items():
        setattr(stage, name, value)
    work.note("stage.changed", stage)


def test_a_stage_that_asks_for_a_reason_gets_one_into_the_journal(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    active = workshop.stages[ACTIVE]
    store.run("setup", set_up, active, reason_required=True)
    with pytest.raises(Refusal, match="Choose a reason") as refused:
        store.run("kim", change_stage, order_id, active)
    assert refused.value.field == "reason"
    reason = store.run("setup", create_reason, ReasonFor.STAGE, "early", "Came early")
    store.run("kim", change_stage, order_id, active, reason, " by chance ")
    with store.read() as session:
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "order.stage_changed")).one()
    assert (told["reason"], told["remark"]) == ("Came early", "by chance")


def test_a_reason_of_another_list_is_refused(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    reason = store.run("setup", create_reason, ReasonFor.CREDIT, "wrong", "Wrong price")
    with pytest.raises(Refusal, match="not a reason for this"):
        store.run("kim", change_stage, order_id, workshop.stages[ACTIVE], reason)


def test_cancelling_asks_for_a_reason_where_the_parameter_says_so(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("setup", change, "cancel_reason_required", value=True)
    with pytest.raises(Refusal, match="Choose a reason"):
        store.run("kim", change_stage, order_id, workshop.stages[CANCELLED])
    reason = store.run("setup", create_reason, ReasonFor.CANCEL, "double", "Called twice")
    store.run("kim", change_stage, order_id, workshop.stages[CANCELLED], reason)


def test_a_stage_that_forbids_cancelling_says_so(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("setup", set_up, workshop.stages[NEW], allows_cancel=False)
    with pytest.raises(Refusal, match="cannot be cancelled in the stage “New”"):
        store.run("kim", change_stage, order_id, workshop.stages[CANCELLED])


def test_a_stage_that_forbids_changes_keeps_the_header_as_it_is(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("setup", set_up, workshop.stages[NEW], allows_modify=False)
    with pytest.raises(Refusal, match="cannot be changed in the stage “New”"):
        store.run("kim", edit_order, order_id, version=1, title="Noise")


def test_a_stage_is_entered_only_with_its_fields_filled(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    active = workshop.stages[ACTIVE]
    store.run("setup", set_up, active, required_fields=["responsible", "lines"])
    with pytest.raises(Refusal, match="“On site” asks for: Responsible, At least one line") as refused:
        store.run("kim", change_stage, order_id, active)
    assert refused.value.field == "responsible"
    store.run("kim", edit_order, order_id, version=1, responsible="kim")
    with pytest.raises(Refusal) as refused:
        store.run("kim", change_stage, order_id, active)
    assert refused.value.field == "lines"
    with store.read() as session:
        assert session.get_one(Order, order_id).stage_id == workshop.stages[NEW]


def test_what_moves_by_itself_is_not_asked_for_a_reason_but_for_the_fields(store: Store, workshop: Workshop) -> None:
    first, second = store.run("kim", order, workshop), store.run("kim", order, workshop)
    start = MONDAY_MORNING + timedelta(hours=3)
    planned = workshop.stages[PLANNED]
    store.run("setup", set_up, planned, reason_required=True)
    store.run("kim", place, first, workshop.kim, start, start + timedelta(hours=1))
    with store.read() as session:
        assert session.get_one(Order, first).stage_id == planned
    store.run("setup", set_up, planned, required_fields=["contact"])
    with pytest.raises(Refusal, match="asks for: Contact"):
        store.run("kim", place, second, workshop.kim, start + timedelta(hours=2), start + timedelta(hours=3))
