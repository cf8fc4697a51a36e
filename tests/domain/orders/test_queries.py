"""What one has to know to open an order, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from domain.clock import FixedClock
from domain.orders import queries
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.parties.model import Site
from domain.scheduling.placing.service import change_stage
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.small_company import SmallCompany

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store.open(database_url, FixedClock(NOW))
    yield store
    store.close()


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("test", SmallCompany)


def opened(work: UnitOfWork, asset_id: int) -> int:
    return open_order(work, OrderDraft("Leaks", Priority.HIGH, Origin.HAND, 60, asset_id=asset_id)).id


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("chiller", ["Chiller 1", "Compressor of chiller 1", "Ward chiller"]),
        ("chiller harbour", ["Chiller 1", "Compressor of chiller 1"]),
        ("nf000003", ["Ward chiller"]),
        ("A-00002", ["Compressor of chiller 1"]),
        ("kiel", ["Ward chiller"]),
        ("elephant", []),
        ("%", []),
    ],
)
def test_an_asset_is_found_by_anything_known_of_it(
    store: Store, company: SmallCompany, words: str, expected: list[str]
) -> None:
    with store.read() as session:
        assert [found.name for found in queries.assets_matching(session, words)] == expected


def test_what_begins_with_the_words_comes_first(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        found = queries.assets_matching(session, "com")
        assert found[0].name == "Compressor of chiller 1"
        assert len(queries.assets_matching(session, "chiller", limit=1)) == 1


def test_an_asset_shows_whose_it_is_its_skill_and_what_is_open(store: Store, company: SmallCompany) -> None:
    first = store.run("kim", opened, company.chiller.id)
    second = store.run("kim", opened, company.chiller.id)
    store.run("kim", change_stage, first, company.stages[4].id)
    with store.read() as session:
        (found,) = queries.assets_matching(session, "NF000001")
        waiting = queries.open_orders_on(session, company.chiller.id)
    assert (found.customer, found.site, found.city, found.model) == (
        "Harbour Brewery",
        "Cellar",
        "Hamburg",
        "Nordfrost CX 400",
    )
    assert (found.skill_id, found.open_orders) == (company.skill.id, 1)
    assert [order.id for order in waiting] == [second]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("harbour", ["Cellar", "Plant North"]),
        ("plant", ["Plant North"]),
        ("hamburg CEL", ["Cellar"]),
        ("kai clinic", ["East wing"]),
        ("C-0002", ["East wing"]),
        ("NF000001", []),
        ("%", []),
    ],
)
def test_a_site_is_found_by_itself_and_by_its_customer(
    store: Store, company: SmallCompany, words: str, expected: list[str]
) -> None:
    with store.read() as session:
        assert [found.name for found in queries.sites_matching(session, words)] == expected


def test_a_site_says_where_and_whose_it_is(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        (found,) = queries.sites_matching(session, "cellar")
    assert found == queries.SiteChoice(
        company.cellar.id, "Cellar", "Kai 1", "20457", "Hamburg", company.brewery.id, "Harbour Brewery"
    )


def test_sites_that_begin_with_the_words_come_first_and_never_too_many(store: Store, company: SmallCompany) -> None:
    store.run("setup", _more_cellars, company.clinic.id)
    with store.read() as session:
        assert [found.name for found in queries.sites_matching(session, "cellar", limit=2)] == [
            "Cellar",
            "Old cellar 0",
        ]
        assert len(queries.sites_matching(session, "cellar")) == queries.MANY_SITES


def test_what_is_open_at_a_site_counts_with_and_without_an_asset(store: Store, company: SmallCompany) -> None:
    store.run("kim", opened, company.ward_chiller.id)
    cancelled = store.run("kim", opened, company.chiller.id)
    store.run("kim", change_stage, cancelled, company.stages[4].id)
    with_asset = store.run("kim", opened, company.chiller.id)
    alone = store.run("kim", _opened_at, company.cellar.id)
    with store.read() as session:
        assert [order.id for order in queries.open_orders_at(session, company.cellar.id)] == [alone, with_asset]
        assert queries.open_orders_at(session, company.plant.id) == []


def _opened_at(work: UnitOfWork, site_id: int) -> int:
    return open_order(work, OrderDraft("Smells", Priority.LOW, Origin.HAND, 60, site_id=site_id)).id


def _more_cellars(work: UnitOfWork, customer_id: int) -> None:
    for at in range(queries.MANY_SITES + 1):
        place = {"street": "Am Hang 2", "postcode": "24103", "city": "Kiel", "country": "DE"}
        site = Site(customer_id=customer_id, name=f"Old cellar {at}", latitude=54, longitude=10, **place)
        site.timezone = "Europe/Berlin"
        work.add(site, "site.created")


def test_stages_say_which_can_be_reached(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        everywhere = queries.stages(session)
        from_done = queries.stages_from(session, company.stages[3].id, None)
    assert [stage.name for stage in everywhere] == ["New", "Planned", "On site", "Done", "Cancelled"]
    assert all(stage.reachable for stage in everywhere)
    assert [stage.name for stage in from_done if stage.reachable] == ["On site"]
    assert [stage.depth for stage in from_done] == [0, 1, 2, 3, 1]


def test_skills_are_listed_by_name(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        assert queries.skills(session) == [(company.skill.id, "Refrigerant circuit")]
