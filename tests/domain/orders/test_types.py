"""Order types as templates: what an order of a type begins with, and how a type is changed."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from domain.catalogue.model import LineKind
from domain.catalogue.service import switch_article
from domain.errors import Refusal
from domain.orders import types
from domain.orders.address_service import AddressDraft
from domain.orders.content import OrderLine
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.orders.service import OrderDraft, open_order
from domain.orders.task_queries import tasks
from domain.orders.tasks import CheckDraft, TaskDraft, add_task
from domain.orders.timeline import tell
from domain.orders.type_queries import TypeRow, order_types
from domain.orders.types import TypeDraft, TypeLine
from domain.orders.wording import Wording
from domain.reporting.order_history import order_facts
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.priced import stock
from tests.support.workshop import Workshop

INSPECTION = TypeDraft(
    "Inspection",
    Priority.LOW,
    90,
    lines=(TypeLine(LineKind.HOUR, text="Labour", quantity=Decimal("1.5")), TypeLine(LineKind.FEE, text="Call-out")),
    tasks=(TaskDraft("Leak test", "Mind the valve", "", (CheckDraft("Pressure held", True),)), TaskDraft("Tidy up")),
)


def read(store: Store, *, with_inactive: bool = False) -> tuple[TypeRow, ...]:
    with store.read() as session:
        return order_types(session, with_inactive=with_inactive)


def opened(work: UnitOfWork, workshop: Workshop, type_id: int) -> int:
    wish = OrderDraft("Yearly", Priority.LOW, Origin.HAND, 60, asset_id=workshop.asset, order_type_id=type_id)
    return open_order(work, wish).id


def test_an_order_begins_with_what_its_type_brings(store: Store, workshop: Workshop) -> None:
    draft = replace(INSPECTION, skill_ids=frozenset({workshop.skill}))
    type_id = store.run("admin", types.create_type, draft)
    order_id = store.run("kim", opened, workshop, type_id)
    with store.read() as session:
        order = session.get_one(Order, order_id)
        assert [skill.name for skill in order.skills] == ["Refrigerant circuit"]
        lines = session.scalars(select(OrderLine).where(OrderLine.order_id == order_id).order_by(OrderLine.position))
        assert [(line.kind, line.text, line.quantity) for line in lines] == [
            (LineKind.HOUR, "Labour", Decimal("1.5")),
            (LineKind.FEE, "Call-out", 1),
        ]
        first, second = tasks(session, order_id)
    assert (first.name, first.internal_note, first.is_required) == ("Leak test", "Mind the valve", True)
    assert (second.name, second.checks) == ("Tidy up", ())


def test_a_line_whose_article_is_not_offered_any_more_is_left_out_and_told_of(store: Store, workshop: Workshop) -> None:
    shelf = store.run("setup", stock)
    gone, dear = TypeLine(LineKind.ITEM, shelf.filter), TypeLine(LineKind.ITEM, shelf.dollars)
    draft = replace(INSPECTION, lines=(*INSPECTION.lines, gone, dear))
    type_id = store.run("admin", types.create_type, draft)
    store.run("admin", switch_article, shelf.filter, active=False)
    order_id = store.run("kim", opened, workshop, type_id)
    with store.read() as session:
        lines = session.scalars(select(OrderLine.text).where(OrderLine.order_id == order_id)).all()
        told = [tell(fact, Wording({}, str)) for fact in order_facts(session, order_id)]
    assert sorted(lines) == ["Call-out", "Labour"]
    assert "Left out of what the order type brings: Filter. Filter is not offered any more." in told
    assert any(words.startswith("Left out of what the order type brings: Imported filter.") for words in told)


def test_an_order_begins_with_its_type_even_where_its_first_stage_allows_no_changes(
    store: Store, workshop: Workshop
) -> None:
    type_id = store.run("admin", types.create_type, INSPECTION)

    def forbid(work: UnitOfWork) -> None:
        stage = work.get(Stage, workshop.stages[StageMeaning.NEW])
        stage.allows_modify = False
        work.note("stage.changed", stage)

    store.run("admin", forbid)
    address = AddressDraft("Gate 4", "Kai 9", "20457", "Hamburg", "DE")
    wish = OrderDraft(
        "Yearly", Priority.LOW, Origin.HAND, 60, asset_id=workshop.asset, order_type_id=type_id, address=address
    )
    order_id = store.run("kim", lambda work: open_order(work, wish).id)
    with store.read() as session:
        assert len(session.scalars(select(OrderLine.id).where(OrderLine.order_id == order_id)).all()) == 2
        assert len(tasks(session, order_id)) == 2
    with pytest.raises(Refusal, match="cannot be changed in the stage “New”"):
        store.run("kim", add_task, order_id, TaskDraft("One more"))


def test_changing_a_type_leaves_orders_as_they_are(store: Store, workshop: Workshop) -> None:
    type_id = store.run("admin", types.create_type, INSPECTION)
    order_id = store.run("kim", opened, workshop, type_id)
    store.run("admin", types.edit_type, type_id, TypeDraft("Short look", Priority.NORMAL, 30), 1)
    (row,) = read(store)
    assert (row.name, row.priority, row.minutes, row.lines, row.tasks) == ("Short look", Priority.NORMAL, 30, (), ())
    with store.read() as session:
        assert len(tasks(session, order_id)) == 2


def test_a_type_in_use_is_switched_off_and_not_deleted(store: Store, workshop: Workshop) -> None:
    type_id = store.run("admin", types.create_type, INSPECTION)
    store.run("kim", opened, workshop, type_id)
    with pytest.raises(Refusal, match="switch it off instead"):
        store.run("admin", types.delete_type, type_id)
    store.run("admin", types.switch_type, type_id, active=False)
    assert read(store) == ()
    with pytest.raises(Refusal, match="not in use any more") as refused:
        store.run("kim", opened, workshop, type_id)
    assert refused.value.field == "type"
    other = store.run("admin", types.create_type, replace(INSPECTION, name="Other"))
    store.run("admin", types.delete_type, other)
    assert [row.name for row in read(store, with_inactive=True)] == ["Inspection"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "inspection"}, "name"),
        ({"minutes": 0}, "minutes"),
        ({"lines": (TypeLine(LineKind.HOUR, text="Labour", quantity=Decimal(-1)),)}, "quantity"),
        ({"lines": (TypeLine(LineKind.HOUR),)}, "text"),
        ({"tasks": (TaskDraft(""),)}, "name"),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    store.run("admin", types.create_type, INSPECTION)
    with pytest.raises(Refusal) as refused:
        store.run("admin", types.create_type, replace(INSPECTION, **({"name": "Other"} | changes)))
    assert refused.value.field == field
    assert len(read(store)) == 1
