"""Price lists: entered, changed, taken away, shown."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from domain.agreements.model import Agreement
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.parties.model import Customer
from domain.pricing.queries import PriceRow, prices, technician_categories
from domain.pricing.service import PriceDraft, change_price, create_price, delete_price
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.priced import Shelf, stock
from tests.support.workshop import Workshop

D = Decimal
LIST: dict[str, Any] = {
    "name": "List 2026",
    "kind": LineKind.HOUR,
    "valid_from": date(2026, 1, 1),
    "sales_price": "99.50",
}


@pytest.fixture
def shelf(store: Store, workshop: Workshop) -> Shelf:
    return store.run("setup", stock)


def customers(store: Store) -> dict[str, int]:
    with store.read() as session:
        return {name: key for key, name in session.execute(select(Customer.id, Customer.name))}


def agree(work: UnitOfWork, customer_id: int) -> int:
    agreement = Agreement(number="AG-1", name="Gold", customer_id=customer_id, starts_on=date(2026, 1, 1))
    return work.add(agreement, "agreement.created").id


def made(store: Store, **changes: Any) -> int:
    return store.run("kim", create_price, PriceDraft(**(LIST | changes)))


def rows(store: Store, **narrowed: Any) -> list[PriceRow]:
    with store.read() as session:
        return prices(session, **narrowed)


def test_a_price_is_shown_with_all_it_is_for(store: Store, shelf: Shelf, workshop: Workshop) -> None:
    brewery = customers(store)["Harbour Brewery"]
    agreement = store.run("setup", agree, brewery)
    made(
        store,
        article_id=shelf.hour,
        customer_id=brewery,
        agreement_id=agreement,
        asset_model_id=workshop.model,
        technician_category=" senior ",
        valid_until=date(2026, 12, 31),
    )
    (row,) = rows(store)
    assert (row.name, row.kind, row.article, row.customer) == (
        "List 2026",
        LineKind.HOUR,
        "Working hour",
        "Harbour Brewery",
    )
    assert (row.agreement, row.technician_category, row.asset_model) == ("AG-1", "senior", "Nordfrost CX 400")
    assert (row.sales_price, row.cost_price, row.currency) == (D("99.50"), None, "EUR")
    with store.read() as session:
        assert technician_categories(session) == ["senior"]


def test_prices_are_changed_and_taken_away(store: Store, shelf: Shelf) -> None:
    key = made(store)
    store.run("kim", change_price, key, PriceDraft(**(LIST | {"name": "List 2027", "cost_price": 50})), 1)
    assert [(row.name, row.cost_price) for row in rows(store)] == [("List 2027", D(50))]
    assert rows(store, words="2027 list") == rows(store, kind=LineKind.HOUR) != []
    assert rows(store, kind=LineKind.FEE) == rows(store, words="2026") == []
    store.run("kim", delete_price, key)
    assert rows(store) == []


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": ""}, "name", "Between 1 and 100"),
        ({"valid_until": date(2025, 12, 31)}, "valid_until", "end is before the start"),
        ({"sales_price": None}, "sales_price", "Enter a sales price"),
        ({"sales_price": -1}, "sales_price", "cannot be negative"),
        ({"cost_price": "x"}, "cost_price", "A number is needed"),
        ({"currency": "EU"}, "currency", "three letters"),
    ],
)
def test_bad_input_is_refused_beside_its_field(store: Store, changes: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        made(store, **changes)
    assert refused.value.field == field
    assert rows(store) == []


def test_a_price_in_another_currency_than_the_customers_is_refused(store: Store, shelf: Shelf) -> None:
    brewery = customers(store)["Harbour Brewery"]
    agreement = store.run("setup", agree, brewery)
    for whose in ({"customer_id": brewery}, {"agreement_id": agreement}):
        with pytest.raises(Refusal, match="Harbour Brewery is invoiced in EUR, not in USD") as refused:
            made(store, currency="USD", **whose)
        assert refused.value.field == "currency"
    made(store, currency="USD")


def test_what_a_price_is_for_must_belong_together(store: Store, shelf: Shelf) -> None:
    agreement = store.run("setup", agree, customers(store)["Harbour Brewery"])
    with pytest.raises(Refusal, match="AG-1 is an agreement of another customer") as refused:
        made(store, agreement_id=agreement, customer_id=customers(store)["Clinic on the Hill"])
    assert refused.value.field == "agreement_id"
    with pytest.raises(Refusal, match="another kind") as refused:
        made(store, article_id=shelf.filter)
    assert refused.value.field == "article_id"
