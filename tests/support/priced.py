"""Articles to put on orders, and orders with lines on them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from domain.catalogue.model import Article, LineKind
from domain.orders.content import OrderLine
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line
from domain.pricing.model import Price
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order


@dataclass(frozen=True, slots=True)
class Shelf:
    """One article of each kind: an hour for 95 at a cost of 48, a filter for 42.50, a trip for 60, a fee for 25."""

    hour: int
    filter: int
    trip: int
    fee: int
    dollars: int


def stock(work: UnitOfWork) -> Shelf:
    """Make the articles."""
    return Shelf(
        hour=_article(work, "H-1", "Working hour", LineKind.HOUR, "48", "95", unit="h"),
        filter=_article(work, "F-7", "Filter", LineKind.ITEM, "18.20", "42.50"),
        trip=_article(work, "T-1", "Trip", LineKind.EXPENSE, "35", "60"),
        fee=_article(work, "E-1", "Emergency fee", LineKind.FEE, "0", "25"),
        dollars=_article(work, "F-8", "Imported filter", LineKind.ITEM, "20", "50", currency="USD"),
    )


def priced_order(work: UnitOfWork, workshop: Workshop, shelf: Shelf) -> int:
    """An order with a line of each kind: sales 190 + 85 + 60 + 25 = 360, cost 96 + 36.40 + 35 = 167.40."""
    order_id = order(work, workshop)
    line(work, order_id, LineKind.HOUR, article_id=shelf.hour, quantity=2)
    line(work, order_id, LineKind.ITEM, article_id=shelf.filter, quantity=2)
    line(work, order_id, LineKind.EXPENSE, article_id=shelf.trip)
    line(work, order_id, LineKind.FEE, article_id=shelf.fee)
    return order_id


def line(work: UnitOfWork, order_id: int, kind: LineKind, **more: Any) -> OrderLine:
    """Add a line."""
    return add_line(work, order_id, LineDraft(kind, **more))


def price(work: UnitOfWork, /, name: str, **more: Any) -> int:
    """Put a price on the lists, for hours and all from 2026 on unless told otherwise."""
    values: dict[str, Any] = {"kind": LineKind.HOUR, "valid_from": date(2026, 1, 1), "currency": "EUR"}
    return work.add(Price(name=name, **(values | more)), "price.created").id


def _article(
    work: UnitOfWork,
    number: str,
    name: str,
    kind: LineKind,
    cost: str,
    sales: str,
    *,
    unit: str = "pcs",
    currency: str = "EUR",
) -> int:
    article = Article(
        number=number,
        name=name,
        kind=kind,
        unit=unit,
        cost_price=Decimal(cost),
        sales_price=Decimal(sales),
        tax_percent=Decimal(19),
        currency=currency,
    )
    return work.add(article, "article.created").id
