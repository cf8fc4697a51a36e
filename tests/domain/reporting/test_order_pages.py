"""The list of orders and one order with all that belongs to it, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.clock import FixedClock
from domain.monitoring import occurrences
from domain.monitoring.occurrences import Occurrence
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, edit_order, open_order
from domain.orders.timeline import tell
from domain.orders.wording import Wording
from domain.reporting import order_detail, order_history, order_list
from domain.reporting.order_list import OrderSearch
from domain.reporting.order_sorting import SortKey
from domain.reporting.order_standing import Standing
from domain.scheduling.model import Booking
from domain.scheduling.placing import service as scheduling
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.model import Skill, Team, Technician
from tests.support.small_company import SmallCompany

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def store(database_url: str, clock: FixedClock) -> Iterator[Store]:
    store = Store.open(database_url, clock)
    yield store
    store.close()


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("test", SmallCompany)


def opened(work: UnitOfWork, asset_id: int, title: str = "Leaks", priority: Priority = Priority.NORMAL) -> int:
    return open_order(work, OrderDraft(title, priority, Origin.HAND, 60, asset_id=asset_id)).id


def hired(work: UnitOfWork, name: str) -> int:
    team = work.add(Team(name=f"Team of {name}"), "team.created")
    technician = Technician(
        name=name,
        phone="+49 1",
        email="",
        team_id=team.id,
        latitude=0,
        longitude=0,
        timezone="UTC",
        skills=list(work.session.query(Skill)),
    )
    return work.add(technician, "technician.hired").id


def ids(store: Store, search: OrderSearch, now: datetime = NOW) -> list[int]:
    with store.read() as session:
        page = order_list.orders(session, search, now)
    assert page.total == len(page.rows)
    return [row.id for row in page.rows]


def test_open_orders_come_by_their_promise(store: Store, company: SmallCompany) -> None:
    slow = store.run("kim", opened, company.chiller.id, "Slow", Priority.LOW)
    quick = store.run("kim", opened, company.chiller.id, "Quick", Priority.CRITICAL)
    assert ids(store, OrderSearch()) == [quick, slow]


def test_each_standing_view_shows_its_orders(store: Store, company: SmallCompany) -> None:
    waiting = store.run("kim", opened, company.chiller.id)
    placed = store.run("kim", opened, company.ward_chiller.id, "Urgent", Priority.CRITICAL)
    over = store.run("kim", opened, company.chiller.id)
    store.run("kim", scheduling.change_stage, over, company.stages[4].id)
    seen = Occurrence(company.rule.id, company.chiller.id, company.device.id, NOW, NOW, 1, 13.0, 13.0, 13.0)
    store.run("listener", occurrences.raise_alert, seen)
    technician = store.run("kim", hired, "Kim")
    hour = timedelta(hours=1)
    store.run("kim", scheduling.place, placed, technician, NOW + hour, NOW + 2 * hour, override=True)
    (from_alert,) = ids(store, OrderSearch(standing=Standing.FROM_ALERTS))
    assert set(ids(store, OrderSearch())) == {waiting, placed, from_alert}
    assert set(ids(store, OrderSearch(standing=Standing.UNASSIGNED))) == {waiting, from_alert}
    assert ids(store, OrderSearch(standing=Standing.DONE)) == [over]
    assert ids(store, OrderSearch(standing=None)) == [from_alert, over, placed, waiting]
    assert ids(store, OrderSearch(standing=Standing.LATE)) == []
    assert ids(store, OrderSearch(standing=Standing.LATE), NOW + timedelta(hours=5)) == [placed]
    with store.read() as session:
        assert order_list.late(session, NOW + timedelta(hours=5)) == 1
        row = next(row for row in order_list.orders(session, OrderSearch(), NOW).rows if row.id == placed)
    assert (row.technician, row.start, row.stage) == ("Kim", NOW + hour, "Planned")


@pytest.mark.parametrize("sort", list(SortKey))
def test_the_database_sorts_by_every_column_both_ways(store: Store, company: SmallCompany, sort: SortKey) -> None:
    both = {store.run("kim", opened, company.chiller.id, "B", Priority.LOW)}
    both.add(store.run("kim", opened, company.ward_chiller.id, "A", Priority.HIGH))
    upwards = ids(store, OrderSearch(sort=sort))
    downwards = ids(store, OrderSearch(sort=sort, descending=True))
    assert set(upwards) == set(downwards) == both
    if sort not in {SortKey.STAGE, SortKey.RESPONSIBLE, SortKey.VISIT}:
        assert upwards == downwards[::-1]


@pytest.mark.parametrize("words", ["so-000001", "leaks hamburg", "harbour", "cellar chiller", "NF000001", "A-00001"])
def test_orders_are_found_by_number_title_place_owner_and_asset(
    store: Store, company: SmallCompany, words: str
) -> None:
    wanted = store.run("kim", opened, company.chiller.id)
    store.run("kim", opened, company.ward_chiller.id, "Noise")
    assert ids(store, OrderSearch(words=words)) == [wanted]
    assert ids(store, OrderSearch(words=f"{words} elephant")) == []


def test_priorities_and_stages_narrow_the_list(store: Store, company: SmallCompany) -> None:
    high = store.run("kim", opened, company.chiller.id, "A", Priority.HIGH)
    low = store.run("kim", opened, company.chiller.id, "B", Priority.LOW)
    store.run("kim", scheduling.change_stage, low, company.stages[2].id)
    assert ids(store, OrderSearch(priorities=frozenset({Priority.HIGH}))) == [high]
    assert ids(store, OrderSearch(stage_ids=frozenset({company.stages[2].id}))) == [low]


def test_a_page_is_cut_and_says_how_many_there_are(store: Store, company: SmallCompany) -> None:
    for _ in range(3):
        store.run("kim", opened, company.chiller.id)
    with store.read() as session:
        page = order_list.orders(session, OrderSearch(limit=2), NOW)
    assert (len(page.rows), page.total) == (2, 3)


def test_one_order_shows_place_people_asset_and_where_it_may_go(store: Store, company: SmallCompany) -> None:
    order_id = store.run("kim", opened, company.chiller.id)
    with store.read() as session:
        detail = order_detail.order(session, order_id)
        assert order_detail.order(session, order_id + 99) is None
    assert detail
    assert (detail.customer, detail.site, detail.address) == ("Harbour Brewery", "Cellar", "Kai 1, 20457 Hamburg, DE")
    # Whoever is at the site comes before those who speak for the whole customer.
    assert [contact.name for contact in detail.contacts] == ["Bo Falk", "Ada Berg"]
    assert detail.asset
    assert (detail.asset.number, detail.asset.model) == ("A-00001", "Nordfrost CX 400")
    assert [stage.name for stage in detail.stages if stage.reachable] == ["Planned", "On site", "Cancelled"]
    assert detail.alert is None
    assert detail.is_open


def test_the_timeline_knows_bookings_that_are_gone_and_alerts(
    store: Store, company: SmallCompany, clock: FixedClock
) -> None:
    seen = Occurrence(company.rule.id, company.chiller.id, company.device.id, NOW, NOW, 1, 13.0, 13.0, 13.0)
    store.run("listener", occurrences.raise_alert, seen)
    (order_id,) = ids(store, OrderSearch())
    kim = store.run("boss", hired, "Kim")
    hour = timedelta(hours=1)
    gone = store.run("ada", scheduling.place, order_id, kim, NOW + hour, NOW + 2 * hour, override=True)
    store.run("ada", scheduling.remove, gone)
    # Another order's booking that is gone, too, does not show here.
    other = store.run("kim", opened, company.ward_chiller.id)
    elsewhere = store.run("ada", scheduling.place, other, kim, NOW + hour, NOW + 2 * hour, override=True)
    store.run("ada", scheduling.remove, elsewhere)
    store.run("kim", edit_order, order_id, version=_version(store, order_id), title="Warm")
    clock.advance(hour)
    store.run("listener", occurrences.clear, seen, NOW + hour)
    with store.read() as session:
        facts = order_history.order_facts(session, order_id)
        wording = Wording(order_detail.technician_names(session), lambda at: f"{at:%H:%M}")
        bookings = session.query(Booking).count()
    kinds = [fact.kind for fact in facts]
    assert kinds.count("booking.placed") == kinds.count("booking.removed") == 1
    assert {"order.opened", "alert.raised", "alert.cleared", "order.edited"} <= set(kinds)
    assert "Taken off Kim" in [tell(fact, wording) for fact in facts]
    assert [fact.id for fact in facts] == sorted(fact.id for fact in facts)
    assert bookings == 0


def test_the_timeline_of_a_closed_order_is_whole(store: Store, company: SmallCompany) -> None:
    order_id = store.run("kim", opened, company.chiller.id)
    kim = store.run("boss", hired, "Kim")
    hour = timedelta(hours=1)
    gone = store.run("ada", scheduling.place, order_id, kim, NOW + hour, NOW + 2 * hour, override=True)
    store.run("ada", scheduling.remove, gone)
    store.run("ada", scheduling.change_stage, order_id, company.stages[4].id)
    with store.read() as session:
        kinds = [fact.kind for fact in order_history.order_facts(session, order_id)]
    assert "booking.removed" in kinds
    assert kinds[-1] == "order.stage_changed"


def _version(store: Store, order_id: int) -> int:
    with store.read() as session:
        found = order_detail.order(session, order_id)
    assert found
    return found.version
