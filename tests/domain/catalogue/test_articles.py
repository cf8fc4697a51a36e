"""Articles: made, changed, offered no more."""

from decimal import Decimal
from typing import Any

import pytest

from domain.catalogue.model import LineKind
from domain.catalogue.queries import ArticleRow, article, articles
from domain.catalogue.service import ArticleDraft, change_article, create_article, switch_article
from domain.errors import Refusal
from domain.parameters import service as parameters
from domain.store.store import Store

D = Decimal
FILTER: dict[str, Any] = {
    "number": "F-7",
    "name": "Filter",
    "kind": LineKind.ITEM,
    "unit": "pcs",
    "sales_price": "42.50",
}


def made(store: Store, **changes: Any) -> int:
    return store.run("kim", create_article, ArticleDraft(**(FILTER | changes)))


def rows(store: Store, **narrowed: Any) -> list[str]:
    with store.read() as session:
        return [row.number for row in articles(session, **narrowed)]


def test_an_article_has_tax_and_currency_of_the_service_centre_unless_told_otherwise(store: Store) -> None:
    store.run("kim", parameters.change, "tax_percent", "20")
    key = made(store)
    with store.read() as session:
        assert article(session, key) == ArticleRow(
            key, 1, "F-7", "Filter", LineKind.ITEM, "pcs", D(0), D("42.50"), D(20), "EUR", active=True
        )
        assert article(session, key + 1) is None
    store.run("kim", change_article, key, ArticleDraft(**(FILTER | {"tax_percent": 7, "currency": "chf"})), 1)
    with store.read() as session:
        found = article(session, key)
    assert found
    assert (found.tax_percent, found.currency) == (D(7), "CHF")


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"number": " "}, "number", "Between 1 and 30"),
        ({"name": ""}, "name", "Between 1 and 200"),
        ({"unit": "x" * 13}, "unit", "Between 1 and 12"),
        ({"cost_price": -1}, "cost_price", "cannot be negative"),
        ({"sales_price": "much"}, "sales_price", "A number is needed"),
        ({"tax_percent": 101}, "tax_percent", "between 0 and 100"),
        ({"currency": "Euro"}, "currency", "three letters"),
    ],
)
def test_bad_input_is_refused_beside_its_field(store: Store, changes: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        made(store, **changes)
    assert refused.value.field == field
    assert rows(store) == []


def test_numbers_are_given_once_and_kinds_stay(store: Store) -> None:
    made(store)
    other = made(store, number="F-8")
    with pytest.raises(Refusal, match="an article F-7 already") as refused:
        store.run("kim", change_article, other, ArticleDraft(**FILTER), 1)
    assert refused.value.field == "number"
    with pytest.raises(Refusal, match="kind of an article stays"):
        store.run("kim", change_article, other, ArticleDraft(**(FILTER | {"kind": LineKind.FEE})), 1)


def test_articles_are_found_by_kind_and_words_and_can_be_out_of_use(store: Store) -> None:
    key = made(store)
    made(store, number="H-1", name="Hour", kind=LineKind.HOUR)
    store.run("kim", switch_article, key, active=False)
    assert rows(store) == ["F-7", "H-1"]
    assert rows(store, with_inactive=False) == ["H-1"]
    assert rows(store, kind=LineKind.ITEM) == ["F-7"]
    assert rows(store, words="fil 7") == ["F-7"]
    assert rows(store, words="fil 8") == []
