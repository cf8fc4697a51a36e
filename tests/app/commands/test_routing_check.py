"""`callout check` says whether the routing service answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.check import findings
from domain.parameters.registry import RoutingKind
from domain.parameters.service import change
from domain.settings import Settings, load
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.domain.scheduling.routing_stand import RoutingStand
from tests.support.small_company import SmallCompany


@pytest.fixture
def stand() -> Iterator[RoutingStand]:
    made = RoutingStand()
    yield made
    made.close()


@pytest.fixture
def settings(sqlite_folder: Path, sqlite_url: str) -> Settings:
    return load({"profile": str(sqlite_folder), "database": sqlite_url}, {})


def company(work: UnitOfWork) -> None:
    made = SmallCompany(work)
    made.ward.latitude = 54.3
    work.note("site.changed", made.ward)


def said(settings: Settings) -> tuple[bool, str]:
    (finding,) = [each for each in findings(settings) if each.name == "routing"]
    return finding.well, finding.sentence


def ask_at(settings: Settings, url: str) -> None:
    store = Store.open(settings.database)
    store.run("kim", company)
    store.run("kim", change, "routing_url", url)
    store.run("kim", change, "routing_kind", RoutingKind.VALHALLA)
    store.close()


def test_without_a_service_nothing_is_asked(settings: Settings) -> None:
    assert said(settings) == (True, "none is set; ways are reckoned from the distance")


def test_a_service_that_answers_is_named(settings: Settings, stand: RoutingStand) -> None:
    ask_at(settings, stand.url)
    assert said(settings) == (True, f"Valhalla at {stand.url}")
    assert stand.asked == ["/sources_to_targets"]


def test_a_service_that_says_something_else_is_not_in_order(settings: Settings, stand: RoutingStand) -> None:
    ask_at(settings, stand.url)
    stand.answer = "<html>"
    assert said(settings) == (False, f"What answers at {stand.url} is no Valhalla.")
