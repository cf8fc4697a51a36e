"""The list of customers, one of them whole, and what it owes."""

from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

import pytest

from domain.billing.posting_service import post_order
from domain.parties.customer_service import CustomerDraft, create_customer
from domain.parties.model import Site
from domain.reporting.customer_balance import Balance
from domain.reporting.customer_detail import customer_detail
from domain.reporting.customer_list import customers
from domain.reporting.search import find
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.priced import priced_order, stock
from tests.support.workshop import Workshop

DAIRY = CustomerDraft("", "Dairy", city="Hamburg", country="DE")


def owner(store: Store, workshop: Workshop) -> int:
    with store.read() as session:
        site = session.get(Site, workshop.site)
        assert site
        return site.customer_id


def test_many_customers_are_read_page_by_page_and_none_twice(store: Store) -> None:
    def enter(work: UnitOfWork) -> None:
        for at in range(7):
            create_customer(work, replace(DAIRY, name="Dairy" if at % 2 else f"Dairy {at}"))

    store.run("kim", enter)
    found: list[int] = []
    after = None
    with store.read() as session:
        whole = [row.id for row in customers(session).rows]
        for _ in range(4):
            page = customers(session, limit=2, after=after)
            assert page.total == 7
            found += map(attrgetter("id"), page.rows)
            after = page.following
    assert after is None
    assert found == whole
    assert len(set(found)) == 7


@pytest.mark.parametrize(
    ("words", "count"), [("harbour", 1), ("HAMBURG c-0001", 1), ("bo falk", 1), ("%", 0), ("harbour kiel", 0)]
)
def test_every_word_must_be_found_in_a_customer_or_around_it(
    store: Store, workshop: Workshop, words: str, count: int
) -> None:
    with store.read() as session:
        page = customers(session, words)
    assert (len(page.rows), page.total) == (count, count)
    if count:
        row = page.rows[0]
        assert (row.name, row.sites, row.assets, row.open_orders) == ("Harbour Brewery", 2, 2, 0)


def test_a_customer_is_found_from_everywhere(store: Store, workshop: Workshop) -> None:
    with store.read() as session:
        assert ("customers", "Harbour Brewery") in [(hit.page, hit.title) for hit in find(session, "C-0001")]


def test_what_a_customer_owes_moves_from_open_to_posted(store: Store, workshop: Workshop) -> None:
    shelf = store.run("setup", stock)
    order = store.run("kim", priced_order, workshop, shelf)
    key = owner(store, workshop)
    with store.read() as session:
        detail = customer_detail(session, key)
        assert detail
        assert detail.balances == (Balance("EUR", Decimal(360), Decimal(0), Decimal(0)),)
        assert (detail.order_count, [row.id for row in detail.orders]) == (1, [order])
    store.run("kim", _post, order)
    with store.read() as session:
        detail = customer_detail(session, key)
        assert detail
        assert detail.balances == (Balance("EUR", Decimal(0), Decimal(360), Decimal(0)),)


def test_a_customer_whole_knows_its_places_and_people(store: Store, workshop: Workshop) -> None:
    with store.read() as session:
        detail = customer_detail(session, owner(store, workshop))
        assert customer_detail(session, 999) is None
    assert detail
    plant, cellar = sorted(detail.sites, key=attrgetter("id"))
    assert (cellar.parent_id, cellar.assets, plant.assets) == (plant.id, 2, 0)
    assert [(each.draft.name, each.site) for each in detail.contacts] == [("Ada Berg", ""), ("Bo Falk", "Cellar")]
    assert [each.model for each in detail.assets] == ["Nordfrost CX 400", "Airon S 11"]


def _post(work: UnitOfWork, order_id: int) -> str:
    return post_order(work, order_id).number
