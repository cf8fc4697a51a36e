"""Alerts that are one trouble: one head, one order, whoever tells of them in whatever order."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.monitoring.explanation import Figures, explain
from domain.monitoring.gathering import IS_HEAD
from domain.monitoring.model import Alert, Grouping
from domain.monitoring.occurrences import raise_alert
from domain.monitoring.service import acknowledge, clear_by_hand
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING
from tests.support.plant import Plant, alert, begins, build_plant, check_heads, cleared, order_count, raised
from tests.support.rivals import program, read, send
from tests.support.workshop import Workshop, build

FIGURES = Figures(1, 9.0, 9.0, 9.0)
MANY = 24
RIVAL = """
from domain.monitoring.occurrences import raise_alert
from tests.support.plant import begins, end
"""
STORM = """
clears, rule, device, *assets = map(int, words)
for asset in assets:
    store.run("listener", raise_alert, begins(rule, asset, device))
    if clears and asset % 3 == 0:
        store.run("listener", end, begins(rule, asset, device))
print("done", flush=True)
"""


def planted(store: Store, workshop: Workshop, count: int = 5, **gathering: object) -> Plant:
    def build(work: UnitOfWork) -> Plant:
        return build_plant(work, workshop, count, **gathering)

    return store.run("setup", build)


def all_raised(store: Store, plant: Plant) -> list[int]:
    pairs = zip(plant.machines, plant.devices, strict=True)
    return [raised(store, plant.rule, asset, device) for asset, device in pairs]


def heads(store: Store) -> list[int]:
    with store.read() as session:
        return list(session.scalars(select(Alert.id).where(IS_HEAD)))


def sentences(store: Store, alert_id: int) -> str:
    found = alert(store, alert_id)
    return " ".join(explain(found.decision, FIGURES, found.gathered))


def test_alerts_of_a_rule_at_one_site_stand_under_the_first(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, grouping=Grouping.SITE)
    first, *others = all_raised(store, plant)
    away = raised(store, plant.rule, plant.elsewhere, plant.device_elsewhere)
    assert alert(store, first).gathered == len(others) == 4
    assert {alert(store, each).under_id for each in others} == {first}
    assert (alert(store, away).under_id, order_count(store)) == (None, 2)
    assert "4 more alerts at this site stand under this one." in sentences(store, first)
    assert "It stands under “Supply too warm” on Machine 101, which began before at the same site" in sentences(
        store, others[0]
    )
    check_heads(store)


def test_without_grouping_each_has_its_own_order(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop)
    all_raised(store, plant)
    assert order_count(store) == 5


def test_the_oldest_that_is_still_open_takes_over_with_the_order(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, grouping=Grouping.SITE)
    first, second, third, *rest = all_raised(store, plant)
    store.run("kim", acknowledge, first)
    cleared(store, begins(plant.rule, plant.machines[1], plant.devices[1]))
    cleared(store, begins(plant.rule, plant.machines[0], plant.devices[0]))
    over, head = alert(store, first), alert(store, third)
    assert (over.gathered, alert(store, second).under_id) == (1, first)
    assert (head.under_id, head.gathered, head.order_id) == (None, len(rest), over.order_id)
    assert head.acknowledged_by == "kim", "who takes care of the trouble still does"
    assert {alert(store, each).under_id for each in rest} == {third}
    assert "took over from “Supply too warm” on Machine 101" in sentences(store, third)
    assert order_count(store) == 1
    check_heads(store)


def test_a_head_that_a_person_clears_hands_over_too(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, grouping=Grouping.SITE)
    first, second, *_ = all_raised(store, plant)
    store.run("kim", clear_by_hand, first)
    assert (alert(store, second).gathered, order_count(store)) == (3, 1)
    check_heads(store)


def test_a_silent_gateway_swallows_what_speaks_through_it(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, grouping=Grouping.PARENT)
    gateway = raised(store, plant.other_rule, plant.gateway, plant.gateway_device)
    machines = all_raised(store, plant)
    away = raised(store, plant.rule, plant.elsewhere, plant.device_elsewhere)
    assert {alert(store, each).under_id for each in machines} == {gateway}
    assert (alert(store, away).under_id, order_count(store)) == (None, 2)
    assert "5 more alerts of what it serves stand under this one." in sentences(store, gateway)
    cleared(store, begins(plant.other_rule, plant.gateway, plant.gateway_device))
    assert alert(store, machines[0]).gathered == 4
    check_heads(store)


def test_a_part_stands_under_the_machine_it_is_built_into(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, grouping=Grouping.PARENT)
    whole = raised(store, plant.other_rule, workshop.asset, workshop.device)
    part = raised(store, plant.rule, workshop.asset + 1, workshop.device)
    assert alert(store, part).under_id == whole


def test_beyond_the_limit_of_storms_alerts_stand_under_its_first(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    plant = planted(store, workshop, 6, storm_limit=2, storm_seconds=600)
    first, second, *others = all_raised(store, plant)
    away = raised(store, plant.rule, plant.elsewhere, plant.device_elsewhere)
    assert (alert(store, first).gathered, alert(store, second).gathered) == (5, 0)
    assert {alert(store, each).under_id for each in (*others, away)} == {first}
    assert "5 more alerts of this storm stand under this one." in sentences(store, first)
    fixed_clock.advance(timedelta(minutes=11))
    cleared(store, begins(plant.rule, plant.elsewhere, plant.device_elsewhere))
    later = MONDAY_MORNING + timedelta(minutes=11)
    again = raised(store, plant.rule, plant.elsewhere, plant.device_elsewhere, later)
    assert alert(store, again).under_id is None, "the window is quiet: the storm is over"
    check_heads(store)


def test_what_a_site_has_gathered_is_no_storm(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, grouping=Grouping.SITE, storm_limit=3)
    all_raised(store, plant)
    away = raised(store, plant.rule, plant.elsewhere, plant.device_elsewhere)
    assert alert(store, away).under_id is None


def test_a_storm_of_alerts_that_come_and_go_joins_one_order(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, 6, storm_limit=1)
    for asset, device in zip(plant.machines, plant.devices, strict=True):
        raised(store, plant.rule, asset, device)
        cleared(store, begins(plant.rule, asset, device))
    assert order_count(store) == 1
    check_heads(store)


def test_an_alert_that_is_opened_again_finds_its_new_head(store: Store, workshop: Workshop) -> None:
    plant = planted(store, workshop, grouping=Grouping.SITE)
    first, second, *_ = all_raised(store, plant)
    seen = begins(plant.rule, plant.machines[0], plant.devices[0])
    cleared(store, seen)

    store.run("listener", raise_alert, replace(seen, last_at=MONDAY_MORNING + timedelta(minutes=9)), reopens=True)
    assert (alert(store, first).under_id, alert(store, first).cleared_at) == (second, None)
    assert order_count(store) == 1
    check_heads(store)


@pytest.mark.parametrize("seed", range(4))
def test_one_open_head_and_one_order_in_any_order_of_beginnings_and_ends(
    store: Store, workshop: Workshop, seed: int
) -> None:
    plant = planted(store, workshop, 8, grouping=Grouping.SITE)
    chance = random.Random(seed)
    for _ in range(60):
        asset, device = chance.choice(list(zip(plant.machines, plant.devices, strict=True)))
        seen = begins(plant.rule, asset, device)
        if chance.random() < 0.6:
            store.run("listener", raise_alert, replace(seen, last_at=seen.last_at + timedelta(seconds=1)), reopens=True)
        else:
            cleared(store, seen, timedelta(seconds=0))
        assert len(heads(store)) <= 1
        check_heads(store)
    assert order_count(store) == 1


@pytest.mark.parametrize("clears", [False, True])
def test_two_programs_that_raise_a_storm_at_once_agree_on_one_head(
    database_url: str, store: Store, clears: bool
) -> None:
    workshop = store.run("setup", build)
    plant = planted(store, workshop, MANY, grouping=Grouping.SITE)
    halves = (plant.machines[::2], plant.machines[1::2])
    rivals = [program(RIVAL, STORM, database_url, [int(clears), plant.rule, workshop.device, *half]) for half in halves]
    for each in rivals:
        send(each)
    assert [read(each) for each in rivals] == ["done", "done"]
    for each in rivals:
        each.communicate()
    assert len(heads(store)) == 1
    assert order_count(store) == 1
    with store.read() as session:
        assert clears or sum(session.scalars(select(Alert.gathered))) == MANY - 1
    check_heads(store)
