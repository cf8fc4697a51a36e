"""A part is replaced: what goes, what comes, the line that bills it, and the order that waits for it."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.catalogue.model import LineKind
from domain.errors import Overtaken, Refusal
from domain.orders.content import OrderLine
from domain.orders.deleting import delete_order
from domain.orders.line_service import remove_line
from domain.orders.model import StageMeaning
from domain.orders.timeline import tell
from domain.orders.wording import Wording
from domain.parts.entries import OnOrder
from domain.parts.model import PartChange, PartChangeKind, PartKind
from domain.parts.needs import needs
from domain.parts.on_order import provide, withdraw
from domain.parts.replacing import Replacement, replace_part
from domain.reporting.order_history import order_facts
from domain.store.store import Store
from tests.support.parts import Chiller, go


def lines(store: Store, order_id: int) -> list[OrderLine]:
    with store.read() as session:
        return list(session.scalars(select(OrderLine).where(OrderLine.order_id == order_id)))


def waiting_order(chiller: Chiller) -> tuple[int, int]:
    """An order that waits for a fan, and the change that made it wait."""
    chiller.begin()
    order = chiller.order()
    chiller.replace("Fan", Replacement(1, chiller.quiet_fan), OnOrder(order, required=True))
    with chiller.store.read() as session:
        (need,) = needs(session, order)
    assert (need.part, need.provided) == ("Quiet fan", False)
    return order, need.id


def test_a_replaced_part_comes_in_place_of_the_old_one(chiller: Chiller) -> None:
    chiller.begin()
    chiller.replace("Filter", Replacement(1, serial="S-2", warranty_until=date(2030, 1, 1), note="Clogged"))
    row = chiller.part("Filter")
    assert (row.serial, row.warranty_until, row.original) == ("S-2", date(2030, 1, 1), False)
    assert row.installed_on == chiller.clock.now().date()
    assert chiller.words() == ["1 Fan unit", "  2 Fan", "1 Filter", "3 Refilling"]
    change = chiller.sheet().changes[0]
    assert (change.kind, change.part, change.replaced, change.note) == (
        PartChangeKind.REPLACED,
        "Filter",
        "Filter",
        "Clogged",
    )


def test_some_of_several_are_replaced(chiller: Chiller) -> None:
    chiller.begin()
    chiller.replace("Fan", Replacement(1, chiller.quiet_fan))
    assert chiller.words() == ["1 Fan unit", "  1 Fan", "  1 Quiet fan", "1 Filter", "3 Refilling"]


@pytest.mark.parametrize(("quantity", "why"), [(0, "above 0"), (3, "At most 2 can be replaced"), ("x", "A number")])
def test_as_many_are_replaced_as_are_there(chiller: Chiller, quantity: int | str, why: str) -> None:
    chiller.begin()
    with pytest.raises(Refusal, match=why) as caught:
        chiller.replace("Fan", Replacement(quantity, chiller.quiet_fan))
    assert caught.value.field == "quantity"


def test_an_assembly_is_replaced_with_all_that_was_in_it(chiller: Chiller) -> None:
    chiller.begin()
    chiller.replace("Fan unit", Replacement(1, text="Fan unit II"))
    assert chiller.words() == ["1 Fan unit II", "1 Filter", "3 Refilling"]
    assert chiller.part("Fan unit II").kind is PartKind.ASSEMBLY


def test_two_people_do_not_replace_the_same_part(store: Store, chiller: Chiller) -> None:
    chiller.begin()
    row = chiller.part("Filter")
    chiller.replace("Filter", Replacement(1))
    with pytest.raises(Overtaken):
        store.run("lou", replace_part, row.id, row.version, Replacement(1))


def test_the_new_part_is_billed_on_the_order_as_any_line_is(store: Store, chiller: Chiller) -> None:
    chiller.begin()
    order = chiller.order()
    chiller.replace("Fan", Replacement(1, chiller.quiet_fan, serial="Q-7"), OnOrder(order))
    (line,) = lines(store, order)
    assert (line.kind, line.article_id, line.text, line.note) == (
        LineKind.ITEM,
        chiller.quiet_fan,
        "Quiet fan",
        "serial Q-7",
    )
    assert (float(line.quantity), float(line.sales_price)) == (1, 18)
    change = chiller.sheet().changes[0]
    assert (change.order_id, change.line, change.waiting) == (order, "Quiet fan", False)
    with pytest.raises(Refusal, match="cancel it instead"):
        store.run("kim", remove_line, line.id, line.version)
    with pytest.raises(Refusal):
        store.run("kim", delete_order, order)


def test_a_part_without_a_line_is_noted_on_the_order_alone(store: Store, chiller: Chiller) -> None:
    order = chiller.order()
    chiller.add("Filter", on=OnOrder(order, with_line=False))
    assert lines(store, order) == []
    assert chiller.sheet().changes[0].order_id == order


def test_a_service_is_billed_in_hours(store: Store, chiller: Chiller) -> None:
    order = chiller.order()
    chiller.add("Cleaning", PartKind.SERVICE, on=OnOrder(order))
    assert [line.kind for line in lines(store, order)] == [LineKind.HOUR]


def test_an_order_for_another_asset_or_a_closed_one_is_refused_and_nothing_changes(
    store: Store, chiller: Chiller
) -> None:
    chiller.begin()
    order = chiller.order()
    chiller.asset, mine = chiller.other, chiller.asset
    with pytest.raises(Refusal) as caught:
        chiller.add("Filter", on=OnOrder(order))
    assert caught.value.field == "order_id"
    chiller.asset = mine
    store.run("kim", go, order, StageMeaning.CANCELLED)
    with pytest.raises(Refusal):
        chiller.replace("Filter", Replacement(1), OnOrder(order))
    assert len(chiller.sheet().changes) == 1


@pytest.mark.parametrize("meaning", [StageMeaning.DONE, StageMeaning.CANCELLED])
def test_an_order_that_waits_for_a_part_is_neither_finished_nor_cancelled(
    store: Store, chiller: Chiller, meaning: StageMeaning
) -> None:
    order, change = waiting_order(chiller)
    assert chiller.part("Quiet fan").waiting
    if meaning is StageMeaning.DONE:
        store.run("kim", go, order, StageMeaning.ACTIVE)
    with pytest.raises(Refusal, match="still waits for: Quiet fan"):
        store.run("kim", go, order, meaning)
    store.run("kim", provide if meaning is StageMeaning.DONE else withdraw, change)
    store.run("kim", go, order, meaning)
    assert not chiller.part("Quiet fan").waiting


def test_the_story_of_the_order_tells_of_its_parts(store: Store, chiller: Chiller) -> None:
    order, change = waiting_order(chiller)
    chiller.add("Belt", on=OnOrder(order, with_line=False))
    store.run("kim", provide, change)
    with store.read() as session:
        facts = order_facts(session, order)
    told = [tell(fact, Wording({}, str)) for fact in facts if fact.subject == PartChange.subject]
    assert told == [
        "Replaced in the asset: Fan by Quiet fan: has to be procured",
        "Put into the asset: Belt",
        "Quiet fan is there.",
    ]


def test_what_is_there_is_provided_once_and_what_is_withdrawn_is_not_needed(store: Store, chiller: Chiller) -> None:
    order, change = waiting_order(chiller)
    store.run("kim", provide, change)
    with store.read() as session:
        assert [need.provided for need in needs(session, order)] == [True]
    for again in (provide, withdraw):
        with pytest.raises(Refusal, match="does not wait for this part any more"):
            store.run("kim", again, change)
