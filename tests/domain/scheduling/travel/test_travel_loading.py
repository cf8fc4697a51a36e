"""Ways as a service centre knows them: its own settings, entered ways, and what a routing service said."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from domain.clock import FixedClock
from domain.errors import Overtaken, Refusal, Unavailable
from domain.parameters.registry import RoutingKind
from domain.parameters.service import change
from domain.scheduling.board_model import travel_leg
from domain.scheduling.travel import service as travel_service
from domain.scheduling.travel.fetching import FRESH, fetch_legs
from domain.scheduling.travel.loading import load
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.service import WayDraft, change_way, create_way, delete_way
from domain.scheduling.travel.travel import STRAIGHT, Travel, Way
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.domain.scheduling.routing_stand import RoutingStand
from tests.support.ports import free_port
from tests.support.small_company import SmallCompany

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
HARBOUR, HILL, AIRPORT = Place(53.54, 9.99), Place(53.56, 10.09), Place(53.63, 10.0)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url, FixedClock(NOW))
    yield opened
    opened.close()


@pytest.fixture
def stand() -> Iterator[RoutingStand]:
    made = RoutingStand()
    yield made
    made.close()


def travel(store: Store, *places: Place) -> Travel:
    with store.read() as session:
        return load(session, places or None)


def ask_at(store: Store, kind: RoutingKind, url: str) -> None:
    store.run("kim", change, "routing_url", url)
    store.run("kim", change, "routing_kind", kind)


def sites(work: UnitOfWork) -> tuple[int, int, int]:
    company = SmallCompany(work)
    return company.plant.id, company.cellar.id, company.ward.id


def test_from_the_start_ways_are_estimated(store: Store) -> None:
    assert travel(store) == STRAIGHT


def test_the_estimate_follows_the_parameters(store: Store) -> None:
    before = travel(store).way(HARBOUR, HILL)
    store.run("kim", change, "road_factor", "2.6")
    store.run("kim", change, "access_minutes", 10)
    store.run("kim", change, "speed_middle", 90)
    after = travel(store)
    assert before is not None
    assert after.km(HARBOUR, HILL) == pytest.approx(2 * before.km)
    assert after.access_minutes == 10
    assert [band.speed for band in after.bands] == [25, 90, 70]


def test_what_was_learned_counts_only_where_it_is_wanted(store: Store) -> None:
    store.run("kim", change, "travel_percent_middle", 150)
    assert [band.factor for band in travel(store).bands] == [1.0, 1.5, 1.0]
    store.run("kim", change, "travel_learned", False)
    assert travel(store) == STRAIGHT


def test_an_entered_way_holds_in_both_directions_until_it_is_taken_away(store: Store) -> None:
    plant, _cellar, ward = store.run("kim", sites)
    draft = WayDraft(ward, plant, 90)
    way_id = store.run("kim", create_way, draft)
    here, there = HARBOUR._replace(site_id=plant), HILL._replace(site_id=ward)
    assert travel(store).way(here, there) == Way(90, STRAIGHT.km(here, there) or 0)
    store.run("kim", change_way, way_id, draft, WayDraft(ward, plant, 75, 42.0))
    assert travel(store).way(there, here) == Way(75, 42.0)
    store.run("kim", delete_way, way_id)
    assert travel(store).way(there, here) == STRAIGHT.way(there, here)


def test_two_who_change_the_same_way_do_not_overwrite_each_other(store: Store) -> None:
    plant, _, ward = store.run("kim", sites)
    seen = WayDraft(plant, ward, 90)
    way_id = store.run("kim", create_way, seen)
    store.run("lea", change_way, way_id, seen, WayDraft(plant, ward, 80))
    with pytest.raises(Overtaken):
        store.run("kim", change_way, way_id, seen, WayDraft(plant, ward, 70))


@pytest.mark.parametrize(
    ("start", "end", "minutes", "km", "field"),
    [
        (None, "ward", 5, None, "from_site_id"),
        ("plant", None, 5, None, "to_site_id"),
        ("plant", "plant", 5, None, "to_site_id"),
        ("ward", "plant", 5, None, "to_site_id"),
        ("plant", "cellar", -1, None, "minutes"),
        ("plant", "cellar", travel_service.MOST_MINUTES + 1, None, "minutes"),
        ("plant", "cellar", 5, -0.1, "km"),
    ],
)
def test_nonsense_is_refused_beside_its_field(
    store: Store, start: str | None, end: str | None, minutes: int, km: float | None, field: str
) -> None:
    plant, cellar, ward = store.run("kim", sites)
    ids = {"plant": plant, "cellar": cellar, "ward": ward, None: None}
    store.run("kim", create_way, WayDraft(plant, ward, 90))
    with pytest.raises(Refusal) as refused:
        store.run("kim", create_way, WayDraft(ids[start], ids[end], minutes, km))
    assert refused.value.field == field


@pytest.mark.parametrize("kind", [RoutingKind.OSRM, RoutingKind.VALHALLA])
def test_ways_are_fetched_once_and_then_known(store: Store, stand: RoutingStand, kind: RoutingKind) -> None:
    ask_at(store, kind, stand.url)
    pairs = [(HARBOUR, HILL), (HARBOUR, AIRPORT), (AIRPORT, HARBOUR), (HILL, HILL)]
    assert fetch_legs(store, pairs) == 3
    assert travel(store).way(HARBOUR, HILL) == Way(12, 15.6)
    assert travel(store, HARBOUR, AIRPORT).way(AIRPORT, HARBOUR) == Way(10, 13.0)
    assert travel(store).way(HILL, AIRPORT) == STRAIGHT.way(HILL, AIRPORT)
    assert len(stand.asked) == 2
    assert fetch_legs(store, pairs) == 0
    assert len(stand.asked) == 2


def test_what_was_fetched_long_ago_is_asked_again(store: Store, stand: RoutingStand) -> None:
    ask_at(store, RoutingKind.OSRM, stand.url)
    fetch_legs(store, [(HARBOUR, HILL)])
    store.clock = FixedClock(NOW + FRESH + timedelta(days=1))
    assert fetch_legs(store, [(HARBOUR, HILL)]) == 1
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(travel_leg)) == 1


def test_many_ways_are_asked_in_portions(store: Store, stand: RoutingStand) -> None:
    ask_at(store, RoutingKind.OSRM, stand.url)
    ends = [Place(53 + at / 1000, 10) for at in range(150)]
    assert fetch_legs(store, [(HARBOUR, end) for end in ends]) == 150
    assert len(stand.asked) == 2


def test_where_no_road_leads_the_estimate_holds(store: Store, stand: RoutingStand) -> None:
    ask_at(store, RoutingKind.VALHALLA, stand.url)
    stand.no_way_north_of = 53.6
    assert fetch_legs(store, [(HARBOUR, AIRPORT)]) == 0
    assert travel(store).way(HARBOUR, AIRPORT) == STRAIGHT.way(HARBOUR, AIRPORT)


@pytest.mark.parametrize("kind", [RoutingKind.OSRM, RoutingKind.VALHALLA])
def test_that_no_road_leads_somewhere_is_asked_once_until_roads_may_have_changed(
    store: Store, stand: RoutingStand, kind: RoutingKind
) -> None:
    ask_at(store, kind, stand.url)
    stand.no_way_north_of = 53.6
    pairs = [(HARBOUR, AIRPORT), (HARBOUR, HILL)]
    assert fetch_legs(store, pairs) == 1
    assert fetch_legs(store, pairs) == 0
    assert len(stand.asked) == 1
    stand.no_way_north_of = 90.0
    store.clock = FixedClock(NOW + FRESH + timedelta(days=1))
    assert fetch_legs(store, pairs) == 2
    assert travel(store, HARBOUR, AIRPORT).way(HARBOUR, AIRPORT) == Way(10, 13.0)


def test_nothing_is_asked_where_no_service_is_set(store: Store, stand: RoutingStand) -> None:
    store.run("kim", change, "routing_url", stand.url)
    assert fetch_legs(store, [(HARBOUR, HILL)]) == 0
    assert stand.asked == []


@pytest.mark.parametrize("kind", [RoutingKind.OSRM, RoutingKind.VALHALLA])
@pytest.mark.parametrize("answer", ["", "<html>", "[]", '{"durations": [[]], "distances": [[]]}', '{"code": "Ok"}'])
def test_an_answer_of_something_else_is_told(store: Store, stand: RoutingStand, kind: RoutingKind, answer: str) -> None:
    ask_at(store, kind, stand.url)
    stand.answer = answer
    with pytest.raises(Unavailable, match=f"is no {kind.label}"):
        fetch_legs(store, [(HARBOUR, HILL)])


def test_a_refusal_of_the_service_is_told(store: Store, stand: RoutingStand) -> None:
    ask_at(store, RoutingKind.OSRM, stand.url)
    stand.answer, stand.status = '{"code": "TooBig"}', 400
    with pytest.raises(Unavailable, match="400"):
        fetch_legs(store, [(HARBOUR, HILL)])


def test_a_service_that_is_away_is_told(store: Store) -> None:
    ask_at(store, RoutingKind.OSRM, f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unavailable, match="No answer from the routing service"):
        fetch_legs(store, [(HARBOUR, HILL)])
