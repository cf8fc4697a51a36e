"""Page after page gives what one long list gives, whatever it is sorted by; counting ends where it costs too much."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from domain.catalogue.model import LineKind
from domain.clock import FixedClock
from domain.orders.content import OrderLine
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, edit_order, open_order
from domain.parameters.service import change
from domain.reporting import order_list, search
from domain.reporting.order_list import OrderSearch
from domain.reporting.order_sorting import Cursor, SortKey
from domain.reporting.order_standing import Standing
from domain.scheduling.model import Booking
from domain.scheduling.placing.service import cancel_order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.model import Team, Technician
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


def opened(work: UnitOfWork, company: SmallCompany, at: int = 0, origin: Origin = Origin.HAND) -> int:
    """Orders that are equal in many things, and lack some."""
    asset_id, site_id = ((company.chiller.id, None), (company.ward_chiller.id, None), (None, company.plant.id))[at % 3]
    title, responsible = (("Leaks", ""), ("noise", "kim"))[at % 2]
    priority = list(Priority)[at % 3]
    draft = OrderDraft(title, priority, origin, 60, site_id=site_id, asset_id=asset_id, responsible=responsible)
    return open_order(work, draft).id


def several(work: UnitOfWork, company: SmallCompany) -> list[int]:
    keys = [opened(work, company, at) for at in range(9)]
    work.session.execute(update(Order).where(Order.id.in_(keys[4:6])).values(due_at=None))
    team = work.add(Team(name="North"), "team.created")
    place = {"latitude": 0.0, "longitude": 0.0, "timezone": "UTC"}
    kim = work.add(Technician(name="Kim", phone="", email="", team_id=team.id, **place), "technician.hired")
    for key in keys[::2]:
        start = NOW + timedelta(hours=key % 2)
        finish = start + timedelta(hours=1)
        placed = Booking(order_id=key, technician_id=kim.id, start_at=start, finish_at=finish, shared=True)
        work.add(placed, "booking.placed")
    return keys


def walked(store: Store, search: OrderSearch) -> list[int]:
    """The ids of all pages, two orders to a page."""
    shown: list[int] = []
    behind: Cursor | None = None
    while True:
        with store.read() as session:
            page = order_list.further(session, replace(search, limit=2), NOW, behind)
        shown += [row.id for row in page.rows]
        behind = page.following
        if behind is None:
            return shown


def listed(store: Store, search: OrderSearch) -> list[int]:
    with store.read() as session:
        return [row.id for row in order_list.orders(session, search, NOW).rows]


@pytest.mark.parametrize("words", ["", "chiller"])
@pytest.mark.parametrize("standing", [None, Standing.OPEN])
def test_page_after_page_gives_the_whole_list_by_every_key_both_ways(
    store: Store, company: SmallCompany, standing: Standing | None, words: str
) -> None:
    store.run("kim", several, company)
    for sort in (None, *SortKey):
        for descending in (False, True):
            search = OrderSearch(words, standing, sort=sort, descending=descending)
            whole = listed(store, search)
            assert walked(store, search) == whole
            assert len(whole) == (6 if words else 9)


def test_counting_ends_where_it_would_cost_too_much(
    store: Store, company: SmallCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.run("kim", several, company)
    monkeypatch.setattr(order_list, "MANY", 5)
    monkeypatch.setattr(order_list, "MANY_FOUND", 3)
    with store.read() as session:
        page = order_list.orders(session, OrderSearch(limit=2), NOW)
        assert (len(page.rows), page.total, page.at_least) == (2, 5, True)
        page = order_list.orders(session, OrderSearch("chiller", limit=2), NOW)
        assert (page.total, page.at_least) == (5, True)
        page = order_list.orders(session, OrderSearch("chiller", standing=None, limit=2), NOW)
        assert (page.total, page.at_least) == (3, True)
        page = order_list.orders(session, OrderSearch("chiller", standing=None), NOW)
        assert (page.total, page.at_least) == (6, False)


def test_the_order_whose_number_was_typed_comes_first(store: Store, company: SmallCompany) -> None:
    first, *others = store.run("kim", several, company)
    for words in ("SO-000001", "so-000001", "1", "001"):
        assert listed(store, OrderSearch(words, standing=None))[:1] == [first]
    assert listed(store, OrderSearch("chiller", standing=None))[:1] == [others[-2]]
    with store.read() as session:
        hits = search.find(session, "000001")
    assert next(hit.id for hit in hits if hit.page == "orders") == first


def test_the_search_over_everything_finds_orders_by_their_asset(store: Store, company: SmallCompany) -> None:
    keys = store.run("kim", several, company)
    with store.read() as session:
        hits = [hit.id for hit in search.find(session, "nf000001 leaks", limit=2) if hit.page == "orders"]
    assert hits == [keys[6], keys[0]]


def test_mine_are_those_somebody_is_responsible_for(store: Store, company: SmallCompany) -> None:
    keys = store.run("kim", several, company)
    assert set(listed(store, OrderSearch(standing=Standing.MINE, user="kim"))) == set(keys[1::2])
    assert listed(store, OrderSearch(standing=Standing.MINE, user="ada")) == []


def test_incoming_is_what_came_by_itself_and_nobody_has_taken(store: Store, company: SmallCompany) -> None:
    store.run("kim", opened, company)
    web = store.run("web", opened, company, 0, Origin.WEB)
    assert listed(store, OrderSearch(standing=Standing.INCOMING)) == [web]
    with store.read() as session:
        version = session.get_one(Order, web).version
    store.run("kim", edit_order, web, version=version, responsible="kim")
    assert listed(store, OrderSearch(standing=Standing.INCOMING)) == []


def test_about_to_be_late_is_what_ends_within_the_hour(store: Store, company: SmallCompany) -> None:
    keys = store.run("kim", several, company)

    def promise(work: UnitOfWork) -> None:
        work.session.execute(update(Order).values(due_at=NOW + timedelta(days=1)))
        work.session.execute(update(Order).where(Order.id == keys[0]).values(due_at=NOW + timedelta(minutes=30)))

    store.run("kim", promise)
    assert listed(store, OrderSearch(standing=Standing.LATE)) == [keys[0]]
    with store.read() as session:
        assert order_list.late(session, NOW) == 0


@pytest.mark.parametrize("must_sign", [False, True])
def test_ready_to_post_are_open_lines_on_orders_that_may_be_posted(
    store: Store, company: SmallCompany, must_sign: bool
) -> None:
    keys = store.run("kim", several, company)
    store.run("kim", add_lines, keys[:3])
    store.run("kim", change, "sign_off_required", must_sign)
    store.run("kim", cancel_order, keys[0])
    ready = listed(store, OrderSearch(standing=Standing.TO_POST))
    assert ready == ([] if must_sign else [keys[2], keys[1]])
    store.run("kim", sign_lines, keys[1])
    assert keys[1] in listed(store, OrderSearch(standing=Standing.TO_POST))


def line_of(order_id: int) -> OrderLine:
    same = {"quantity": Decimal(1), "cost_price": Decimal(10), "sales_price": Decimal(20), "tax_percent": Decimal(19)}
    what = {"kind": LineKind.HOUR, "text": "Work", "unit": "h", "done_on": NOW.date()}
    return OrderLine(order_id=order_id, position=1, **what, **same)


def add_lines(work: UnitOfWork, order_ids: list[int]) -> None:
    for order_id in order_ids:
        work.add(line_of(order_id), "order_line.added")


def sign_lines(work: UnitOfWork, order_id: int) -> None:
    work.session.execute(update(OrderLine).where(OrderLine.order_id == order_id).values(signed_off_at=NOW))
