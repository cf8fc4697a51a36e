"""What would be refused when an order enters a stage by itself is told of many orders before."""

from typing import Any

import pytest

from domain.errors import Refusal
from domain.orders.hindrances import hindrances
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order

NEW, PLANNED, ACTIVE, *_ = StageMeaning


def set_up(work: UnitOfWork, stage_id: int, /, **values: Any) -> None:
    stage = work.get(Stage, stage_id)
    for name, value in values.items():
        setattr(stage, name, value)
    work.note("stage.changed", stage)


def describe(work: UnitOfWork, order_id: int) -> None:
    found = work.get(Order, order_id)
    found.description = "It hums."
    work.note("order.changed", found)


def plan(work: UnitOfWork, order_id: int) -> None:
    found = work.get(Order, order_id)
    enter_stage(work, found, stage_for(work, found, PLANNED), automatic=True)


def told(store: Store, *order_ids: int) -> dict[int, str]:
    with store.read() as session:
        return dict(hindrances(session, order_ids, NEW, PLANNED))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"required_fields": ["description", "lines"]},
            "The stage “Planned” asks for: Description, At least one line.",
        ),
        ({"meaning": ACTIVE}, "There is no order stage for this step. An administrator must add one."),
    ],
)
def test_what_is_told_is_what_would_be_refused(
    store: Store, workshop: Workshop, values: dict[str, Any], sentence: str
) -> None:
    key = store.run("kim", order, workshop)
    assert told(store, key) == {}
    store.run("setup", set_up, workshop.stages[PLANNED], **values)
    assert told(store, key) == {key: sentence}
    with pytest.raises(Refusal, match=sentence.split(":", maxsplit=1)[0]):
        store.run("kim", plan, key)


def test_only_what_stands_there_and_lacks_something_is_told(store: Store, workshop: Workshop) -> None:
    whole, lacking, gone = (store.run("kim", order, workshop) for _ in range(3))
    store.run("kim", plan, gone)
    store.run("kim", describe, whole)
    store.run("setup", set_up, workshop.stages[PLANNED], required_fields=["description"])
    assert told(store, whole, lacking, gone).keys() == {lacking}
    assert told(store) == {}
