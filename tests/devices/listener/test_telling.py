"""What a listener tells of alerts in one breath: beginnings and ends of one trouble in any order have one head."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from devices.engine.outcomes import Cleared, Figures, Raised
from devices.listener.telling import Told, tell
from domain.clock import to_ms
from domain.monitoring.gathering import IS_HEAD
from domain.monitoring.model import Alert, Grouping
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING
from tests.support.plant import Plant, begins, build_plant, check_heads, order_count
from tests.support.workshop import build

SINCE = to_ms(MONDAY_MORNING)
FIGURES = Figures(SINCE, SINCE, 1, 9.0, 9.0, 9.0, None)


@pytest.fixture
def plant(store: Store) -> Plant:
    def planted(work: UnitOfWork) -> Plant:
        return build_plant(work, build(work), 6, grouping=Grouping.SITE)

    return store.run("setup", planted)


def began(plant: Plant, at: int) -> Told:
    return Told(Raised(SINCE, FIGURES), begins(plant.rule, plant.machines[at], plant.devices[at]))


def ended(plant: Plant, at: int) -> Told:
    over = SINCE + timedelta(minutes=1) // timedelta(milliseconds=1)
    return Told(Cleared(over, FIGURES), begins(plant.rule, plant.machines[at], plant.devices[at]))


def heads(store: Store) -> list[int]:
    with store.read() as session:
        return list(session.scalars(select(Alert.asset_id).where(IS_HEAD)))


def test_what_begins_after_the_head_has_ended_stands_under_the_next_one(store: Store, plant: Plant) -> None:
    story = [began(plant, 0), began(plant, 1), began(plant, 2), ended(plant, 0), began(plant, 3)]
    for _ in range(2):
        store.run("listener", tell, story)
        assert heads(store) == [plant.machines[1]]
    assert order_count(store) == 1
    check_heads(store)


def test_a_site_that_recovers_at_once_leaves_nothing_open(store: Store, plant: Plant) -> None:
    store.run("listener", tell, [began(plant, at) for at in range(6)])
    store.run("listener", tell, [ended(plant, at) for at in range(5)])
    assert heads(store) == [plant.machines[5]]
    store.run("listener", tell, [ended(plant, 5)])
    assert heads(store) == []
    assert order_count(store) == 1
    check_heads(store)
