"""Stages as an administrator makes them: a tree stays a tree, and what orders need stays there."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.orders import stage_service
from domain.orders.model import Order, OrderType, Origin, Stage, StageMeaning
from domain.orders.queries import stages, stages_from
from domain.orders.service import OrderDraft, edit_order, open_order
from domain.orders.stage_service import StageDraft
from domain.scheduling.placing.service import change_stage
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.together import WAIT_SECONDS, wait_for_lock
from tests.support.workshop import Workshop, build, order

NEW, PLANNED, ACTIVE, DONE, CANCELLED = StageMeaning


def draft(workshop: Workshop, **changes: Any) -> StageDraft:
    return replace(StageDraft("Waiting for parts", ACTIVE, workshop.stages[ACTIVE], pauses_completion=True), **changes)


def names(store: Store) -> list[str]:
    with store.read() as session:
        return [stage.name for stage in stages(session)]


def test_a_stage_is_made_renamed_changed_and_removed(store: Store, workshop: Workshop) -> None:
    stage_id = store.run("admin", stage_service.create_stage, draft(workshop))
    assert names(store)[-1] == "Waiting for parts"
    store.run("admin", stage_service.rename_stage, stage_id, "On hold")
    values = draft(workshop, name="Held", reason_required=True, required_fields=("lines", "responsible"))
    store.run("admin", stage_service.edit_stage, stage_id, values, 2)
    with store.read() as session:
        stage = session.get_one(Stage, stage_id)
        assert (stage.name, stage.reason_required, stage.pauses_completion) == ("Held", True, True)
        assert stage.required_fields == ["responsible", "lines"]
    store.run("admin", stage_service.delete_stage, stage_id)
    assert "Held" not in names(store)


def test_a_circle_of_stages_is_refused(store: Store, workshop: Workshop) -> None:
    with pytest.raises(Refusal, match="would come after itself") as refused:
        store.run("admin", stage_service.move_stage, workshop.stages[PLANNED], workshop.stages[DONE])
    assert refused.value.field == "parent"
    changed = StageDraft("Planned", PLANNED, workshop.stages[ACTIVE])
    with pytest.raises(Refusal, match="would come after itself"):
        store.run("admin", stage_service.edit_stage, workshop.stages[PLANNED], changed, 1)
    with store.read() as session:
        assert session.get_one(Stage, workshop.stages[PLANNED]).parent_id == workshop.stages[NEW]


def test_a_tree_has_one_beginning(store: Store, workshop: Workshop) -> None:
    with pytest.raises(Refusal, match="Choose the stage that this one follows") as refused:
        store.run("admin", stage_service.create_stage, draft(workshop, parent_id=None))
    assert refused.value.field == "parent"
    with pytest.raises(Refusal, match="Stages begin with one stage"):
        store.run("admin", stage_service.edit_stage, workshop.stages[DONE], StageDraft("Done", DONE, None), 1)


@pytest.mark.parametrize("meaning", [DONE, CANCELLED])
def test_the_last_stage_of_a_meaning_cannot_go(store: Store, workshop: Workshop, meaning: StageMeaning) -> None:
    with pytest.raises(Refusal, match="At least one stage must mean"):
        store.run("admin", stage_service.delete_stage, workshop.stages[meaning])


def test_a_stage_with_orders_or_stages_behind_it_cannot_go(store: Store, workshop: Workshop) -> None:
    stage_id = store.run("admin", stage_service.create_stage, draft(workshop))
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, stage_id)
    with pytest.raises(Refusal, match="Orders stand in “Waiting for parts”"):
        store.run("admin", stage_service.delete_stage, stage_id)
    with pytest.raises(Refusal, match="what it means can change once it is empty") as refused:
        store.run("admin", stage_service.edit_stage, stage_id, draft(workshop, meaning=PLANNED), 1)
    assert refused.value.field == "meaning"
    with pytest.raises(Refusal, match="Other stages follow “On site”"):
        store.run("admin", stage_service.delete_stage, workshop.stages[ACTIVE])
    store.run("kim", change_stage, order_id, workshop.stages[ACTIVE])
    store.run("admin", stage_service.delete_stage, stage_id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 41}, "name"),
        ({"name": "on SITE"}, "name"),
        ({"required_fields": ("weather",)}, "required_fields"),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        store.run("admin", stage_service.create_stage, draft(workshop, **changes))
    assert refused.value.field == field


def test_brothers_change_places(store: Store, workshop: Workshop) -> None:
    first = store.run("admin", stage_service.create_stage, draft(workshop))
    store.run("admin", stage_service.create_stage, draft(workshop, name="Waiting for the customer"))
    store.run("admin", stage_service.shift_stage, first, 1)
    with store.read() as session:
        shown = [stage.name for stage in stages_from(session, workshop.stages[ACTIVE], None) if stage.depth == 3]
    assert shown == ["Done", "Waiting for the customer", "Waiting for parts"]


def make_type(work: UnitOfWork) -> int:
    return work.add(OrderType(name="Inspection", priority=Priority.LOW, minutes=60), "order_type.created").id


def opened(work: UnitOfWork, draft: OrderDraft) -> int:
    return open_order(work, draft).id


def stage_of(store: Store, order_id: int) -> str:
    with store.read() as session:
        return session.get_one(Order, order_id).stage.name


def test_a_type_can_have_stages_of_its_own(store: Store, workshop: Workshop) -> None:
    other = store.run("kim", order, workshop)
    inspection = store.run("admin", make_type)
    store.run("admin", stage_service.copy_tree, inspection)
    with store.read() as session:
        own = session.scalars(select(Stage).where(Stage.order_type_id == inspection).order_by(Stage.position)).all()
    wish = OrderDraft("Yearly", Priority.LOW, Origin.HAND, 60, asset_id=workshop.asset, order_type_id=inspection)
    order_id = store.run("kim", opened, wish)
    assert stage_of(store, order_id) == "New · Inspection"
    with pytest.raises(Refusal, match="cannot go to “Planned”"):
        store.run("kim", change_stage, order_id, workshop.stages[PLANNED])
    store.run("kim", change_stage, order_id, next(stage.id for stage in own if stage.meaning is PLANNED))
    store.run("kim", edit_order, other, version=1, order_type_id=inspection)
    assert stage_of(store, other) == "New · Inspection"
    store.run("admin", stage_service.drop_tree, inspection)
    assert (stage_of(store, order_id), stage_of(store, other)) == ("Planned", "New")


@pytest.mark.parametrize("deed", ["copy_tree", "drop_tree"])
def test_orders_are_held_in_their_order_so_that_nobody_waits_in_a_circle(postgres_url: str, deed: str) -> None:
    with closing(Store.open(postgres_url)) as store:
        workshop = store.run("setup", build)
        inspection = store.run("admin", make_type)
        wish = OrderDraft("Yearly", Priority.LOW, Origin.HAND, 60, asset_id=workshop.asset, order_type_id=inspection)
        if deed == "drop_tree":
            store.run("admin", stage_service.copy_tree, inspection)
        first, second = (store.run("kim", opened, wish) for _ in range(2))
        # What was written last lies behind, and is found last by who reads without an order.
        store.run("kim", edit_order, first, version=1, title="Yearly, written last")

        def arrange() -> None:
            with store.write("admin") as work:
                getattr(stage_service, deed)(work, inspection)

        with ThreadPoolExecutor(1) as other:
            with store.write("lou") as work:
                work.get(Order, first, lock=True)
                done = other.submit(arrange)
                wait_for_lock(store)
                work.get(Order, second, lock=True)
            done.result(WAIT_SECONDS)
        assert stage_of(store, first) == ("New · Inspection" if deed == "copy_tree" else "New")
