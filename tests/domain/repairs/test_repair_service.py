"""Repair lines and codes: what they keep, what is stamped, what is refused beside which field."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Gone, Overtaken, Refusal
from domain.orders.model import Order, Stage
from domain.repairs import queries
from domain.repairs.codes import CodeDraft, change_code, create_code, delete_code
from domain.repairs.model import CodeKind, RepairCode, RepairLine
from domain.repairs.queries import RepairRow
from domain.repairs.service import RepairDraft, add_repair, remove_repair
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING
from tests.support.repairs import Bench
from tests.support.together import WAIT_SECONDS, wait_for_lock
from tests.support.workshop import Workshop, build


def only(store: Store, bench: Bench) -> RepairRow:
    with store.read() as session:
        (row,) = queries.repairs(session, bench.order)
        return row


def test_a_repair_keeps_the_whole_chain_and_reads_in_words(store: Store, bench: Bench, workshop: Workshop) -> None:
    bench.add(
        condition_id=bench.worn,
        symptom_area_id=bench.cold,
        symptom_id=bench.warm,
        diagnosis_area_id=bench.mechanics,
        diagnosis_id=bench.leak,
        resolution_id=bench.sealed,
        stage_id=bench.waiting,
        technician_id=workshop.kim,
        note="At the second joint",
    )
    row = only(store, bench)
    assert (row.asset_id, row.asset_model_id) == (workshop.asset, workshop.model)
    assert (row.condition, row.symptom_area, row.symptom) == ("Worn", "Cold circuit", "Supply too warm")
    assert (row.diagnosis_area, row.diagnosis, row.resolution) == (
        "Mechanics",
        "Leak at a flare joint",
        "Sealed and refilled",
    )
    assert (row.stage, row.technician, row.created, row.finished) == ("Waits for parts", "Kim", MONDAY_MORNING, None)
    with store.read() as session:
        assert queries.asset_repairs(session, workshop.asset) == (row,)


def test_the_stage_that_finishes_stamps_the_time_once_and_going_back_takes_it_away(
    store: Store, bench: Bench, fixed_clock: FixedClock
) -> None:
    repair = bench.add(stage_id=bench.finished)
    assert only(store, bench).finished == MONDAY_MORNING
    fixed_clock.advance(fixed_clock.now() - MONDAY_MORNING.replace(hour=0))
    bench.change(repair, only(store, bench).version, stage_id=bench.finished, note="more")
    assert only(store, bench).finished == MONDAY_MORNING
    bench.change(repair, only(store, bench).version, stage_id=bench.waiting)
    assert only(store, bench).finished is None


@pytest.mark.parametrize(
    ("wish", "field", "says"),
    [
        ({"symptom_area_id": "cold", "symptom_id": "opens"}, "symptom", "belongs to another area"),
        ({"diagnosis_area_id": "cold", "diagnosis_id": "leak"}, "diagnosis", "belongs to another area"),
        ({"symptom_area_id": "cold"}, "symptom", "Choose a code in this area"),
        ({"symptom_id": "leak"}, "symptom", "no code of this kind"),
        ({"stage_id": "worn"}, "repair_stage", "no code of this kind"),
        ({"title": " "}, "title", "what is wrong"),
        ({"title": "x" * 201}, "title", "what is wrong"),
    ],
)
def test_a_repair_that_makes_no_sense_is_refused_beside_its_field_and_nothing_is_kept(
    store: Store, bench: Bench, wish: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refusal:
        bench.add(**{name: value if name == "title" else getattr(bench, value) for name, value in wish.items()})
    assert refusal.value.field == field
    with store.read() as session:
        assert not queries.repairs(session, bench.order)


def test_an_asset_of_another_customer_is_refused(bench: Bench, workshop: Workshop) -> None:
    with pytest.raises(Refusal, match="another customer") as refusal:
        bench.add(asset_id=workshop.other_asset)
    assert refusal.value.field == "asset"


def test_two_who_change_the_same_repair_do_not_overwrite_each_other(store: Store, bench: Bench) -> None:
    repair = bench.add()
    version = only(store, bench).version
    bench.change(repair, version, note="first")
    with pytest.raises(Overtaken):
        bench.change(repair, version, note="second")
    assert only(store, bench).note == "first"


def test_a_stage_that_allows_no_changes_keeps_repairs_as_they_are(store: Store, bench: Bench) -> None:
    repair = bench.add()

    def forbid(work: UnitOfWork) -> None:
        for stage in work.session.scalars(select(Stage)):
            stage.allows_modify = False
            work.note("stage.changed", stage)

    store.run("admin", forbid)
    for attempt in (
        bench.add,
        lambda: bench.change(repair, only(store, bench).version),
        lambda: store.run("kim", remove_repair, repair, version=1),
    ):
        with pytest.raises(Refusal, match="cannot be changed in the stage “New”"):
            attempt()


def test_a_repair_waits_for_who_works_on_its_order_and_is_refused_by_the_stage_it_then_is_in(
    postgres_url: str,
) -> None:
    with closing(Store.open(postgres_url, FixedClock(MONDAY_MORNING))) as store, ThreadPoolExecutor(1) as other:
        bench = Bench(store, store.run("setup", build), FixedClock(MONDAY_MORNING))
        repair = bench.add()
        with store.write("lou") as work:
            order = work.get(Order, bench.order, lock=True)
            done = other.submit(lambda: bench.change(repair, 1, note="too late"))
            wait_for_lock(store)
            order.stage.allows_modify = False
            work.note("stage.changed", order.stage)
        with pytest.raises(Refusal, match="cannot be changed in the stage “New”"):
            done.result(WAIT_SECONDS)


def test_a_removed_repair_is_gone(store: Store, bench: Bench) -> None:
    repair = bench.add()
    store.run("kim", remove_repair, repair, version=1)
    with store.read() as session:
        assert session.scalar(select(RepairLine.id)) is None
    with pytest.raises(Gone):
        store.run("kim", remove_repair, repair, version=1)


def test_a_repair_on_an_order_that_is_gone_is_refused(store: Store, bench: Bench) -> None:
    with pytest.raises(Gone):
        store.run("kim", add_repair, 999, RepairDraft("Warm"))


def test_codes_come_by_kind_and_area_without_those_switched_off(store: Store, bench: Bench) -> None:
    store.run(
        "admin", change_code, bench.opens, CodeDraft(CodeKind.SYMPTOM, "D1", "Opens", bench.door, active=False), 1
    )
    with store.read() as session:
        assert [(row.area, row.name) for row in queries.codes(session, CodeKind.SYMPTOM)] == [
            ("Cold circuit", "Supply too warm")
        ]
        everything = queries.codes(session, all_of_them=True)
    assert {row.kind for row in everything} == set(CodeKind)
    assert len(everything) == 12


def test_a_code_switched_off_may_stay_but_is_not_chosen_any_more(store: Store, bench: Bench) -> None:
    repair = bench.add(symptom_id=bench.opens)
    store.run(
        "admin", change_code, bench.opens, CodeDraft(CodeKind.SYMPTOM, "D1", "Opens", bench.door, active=False), 1
    )
    bench.change(repair, only(store, bench).version, symptom_id=bench.opens, note="kept")
    with pytest.raises(Refusal, match="not used any more") as refusal:
        bench.add(symptom_id=bench.opens)
    assert refusal.value.field == "symptom"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (CodeDraft(CodeKind.SYMPTOM, "X", "Without area"), "area"),
        (CodeDraft(CodeKind.CONDITION, "X", "With area", 1), "area"),
        (CodeDraft(CodeKind.SYMPTOM, "X", "Area of another kind", 1), "area"),
        (CodeDraft(CodeKind.CONDITION, "X", "Finishes", finishes=True), "finishes"),
        (CodeDraft(CodeKind.CONDITION, "10", "There already"), "code"),
        (CodeDraft(CodeKind.CONDITION, " ", "No code"), "code"),
        (CodeDraft(CodeKind.CONDITION, "X", " "), "name"),
    ],
)
def test_a_code_that_makes_no_sense_is_refused_beside_its_field(
    store: Store, bench: Bench, draft: CodeDraft, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        store.run("admin", create_code, draft)
    assert refusal.value.field == field


def test_a_code_that_repairs_speak_of_stays_in_its_area_and_cannot_be_deleted(store: Store, bench: Bench) -> None:
    bench.add(symptom_id=bench.warm)
    with pytest.raises(Refusal, match="stays in its area"):
        store.run("admin", change_code, bench.warm, CodeDraft(CodeKind.SYMPTOM, "C1", "Warm", bench.door), 1)
    with pytest.raises(Refusal, match="switch it off"):
        store.run("admin", delete_code, bench.warm)
    with pytest.raises(Refusal, match="has codes"):
        store.run("admin", delete_code, bench.cold)
    store.run("admin", delete_code, bench.opens)
    with store.read() as session:
        assert session.get(RepairCode, bench.opens) is None
