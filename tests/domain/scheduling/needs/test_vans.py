"""Vans are counted, so that the board knows what is in them."""

from decimal import Decimal

import pytest

from domain.catalogue.model import Article, LineKind
from domain.errors import Overtaken, Refusal
from domain.scheduling.needs.van_service import Stock, count_van, vans
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop

NOTHING: Stock = frozenset()


def article(work: UnitOfWork, number: str) -> int:
    made = Article(
        number=number, name="Filter", kind=LineKind.ITEM, unit="pcs", cost_price=Decimal(1), sales_price=Decimal(2),
        tax_percent=Decimal(19), currency="EUR",
    )  # fmt: skip
    return work.add(made, "article.created").id


def stock(store: Store, name: str) -> Stock:
    with store.read() as session:
        return next(row.stock for row in vans(session) if row.name == name)


def test_a_van_is_counted_counted_again_and_emptied(store: Store, workshop: Workshop) -> None:
    filters, belts = (store.run("kim", article, number) for number in ("F1", "B1"))
    first = frozenset({(filters, Decimal(2)), (belts, Decimal(0))})
    store.run("kim", count_van, workshop.kim, NOTHING, first)
    assert (stock(store, "Kim"), stock(store, "Lou")) == (first, NOTHING)
    second = frozenset({(filters, Decimal("1.5"))})
    store.run("kim", count_van, workshop.kim, first, second)
    assert stock(store, "Kim") == second
    store.run("kim", count_van, workshop.kim, second, NOTHING)
    assert stock(store, "Kim") == NOTHING


@pytest.mark.parametrize("quantities", [["-1"], ["10001"], ["1", "2"]])
def test_what_no_van_can_hold_is_refused(store: Store, workshop: Workshop, quantities: list[str]) -> None:
    filters = store.run("kim", article, "F1")
    wanted = frozenset((filters, Decimal(each)) for each in quantities)
    with pytest.raises(Refusal) as refused:
        store.run("kim", count_van, workshop.kim, NOTHING, wanted)
    assert refused.value.field == "stock"
    assert stock(store, "Kim") == NOTHING


def test_who_counted_meanwhile_is_not_overwritten(store: Store, workshop: Workshop) -> None:
    filters = store.run("kim", article, "F1")
    counted = frozenset({(filters, Decimal(2))})
    store.run("kim", count_van, workshop.kim, NOTHING, counted)
    with pytest.raises(Overtaken):
        store.run("lou", count_van, workshop.kim, NOTHING, frozenset({(filters, Decimal(3))}))
    assert stock(store, "Kim") == counted
