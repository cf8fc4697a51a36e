"""Ways on the road are asked of the routing service beside the board, and show in it when they are known."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.dispatch.fetching import ways_of
from app.dispatch.plan import Plan
from domain.parameters.registry import RoutingKind
from domain.parameters.service import change
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.service import place
from domain.scheduling.travel.places import Place
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from tests.app.dispatch import plans
from tests.app.dispatch.house import House
from tests.domain.scheduling.assistant.days import at, job, milestone, technician
from tests.domain.scheduling.routing_stand import RoutingStand
from tests.support.ports import free_port


@pytest.fixture
def stand() -> Iterator[RoutingStand]:
    made = RoutingStand()
    yield made
    made.close()


def ask_at(house: House, url: str) -> None:
    house.store.run("kim", change, "routing_url", url)
    house.store.run("kim", change, "routing_kind", RoutingKind.OSRM)


def test_the_ways_of_a_plan_go_from_home_from_job_to_job_and_home() -> None:
    jobs = (job(1, 1, at(9), 60, where=10), job(2, 1, at(11), 60, where=20))
    lost = job(3, 1, at(13), 60, need=Need())
    plan = Plan(at(0), at(24), (technician(home=0),), (*jobs, lost), ())
    home, first, second = milestone(0), milestone(10), milestone(20)
    assert set(ways_of(plan)) == {(first, second), (home, first), (home, second), (first, home), (second, home)}


def test_ways_are_fetched_for_what_is_in_view(house: House, stand: RoutingStand, qtbot: QtBot) -> None:
    ask_at(house, stand.url)
    morning = plans.NOW + timedelta(hours=1)
    house.store.run("test", place, house.people.plain, house.people.kim, morning, morning + timedelta(hours=1))
    house.store.run("test", _move_home, house.people.kim)
    page = house.window()
    home, site = Place(53.6, 10.1), Place(53.5, 10.0)

    def known() -> bool:
        plan = page.presenter.plan
        return plan is not None and plan.terms.travel.minutes(home, site) == 20

    qtbot.waitUntil(known)
    assert len(stand.asked) == 2


def test_a_service_that_is_away_is_told_once(house: House, qtbot: QtBot) -> None:
    ask_at(house, f"http://127.0.0.1:{free_port()}")
    morning = plans.NOW + timedelta(hours=1)
    house.store.run("test", place, house.people.plain, house.people.kim, morning, morning + timedelta(hours=1))
    house.store.run("test", _move_home, house.people.kim)
    page = house.window()
    qtbot.waitUntil(lambda: bool(house.told))
    with qtbot.waitSignal(page.presenter.plan_changed):
        page.presenter.judge_anew()
    assert len(house.told) == 1
    assert "No answer from the routing service" in house.told[0].text


def _move_home(work: UnitOfWork, technician_id: int) -> None:
    technician = work.get(Technician, technician_id)
    technician.latitude, technician.longitude = 53.6, 10.1
    work.note("technician.changed", technician)
