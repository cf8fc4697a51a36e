"""The articles and price lists of the demo company."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

import resources
from domain.assets.model import AssetModel
from domain.catalogue.model import Article, LineKind
from domain.demo.world import World
from domain.parties.model import Customer
from domain.pricing.choosing import Offer
from domain.pricing.model import Price
from domain.pricing.queries import offer_of
from domain.store.unit_of_work import UnitOfWork

CURRENCY = "EUR"
TAX = Decimal(19)


class ArticleData(msgspec.Struct, frozen=True, array_like=True):
    """An article; `most` is how many of it a repair uses at most."""

    number: str
    name: str
    unit: str
    cost: Decimal
    sales: Decimal
    most: int = 1


class SeniorData(msgspec.Struct, frozen=True):
    """What an hour of those costs who can do much."""

    category: str
    name: str
    cost: Decimal
    sales: Decimal


class CatalogueData(msgspec.Struct, frozen=True):
    """What stands in `resources/demo/catalogue.json`."""

    hour: ArticleData
    trip: ArticleData
    emergency: ArticleData
    disposal: ArticleData
    extra: tuple[tuple[str, Decimal], ...]
    items: Mapping[str, tuple[ArticleData, ...]]
    senior_skills: int
    senior: SeniorData
    customers: Mapping[str, Decimal]
    models: Mapping[str, Decimal]
    parts: Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the lines of the demo are made of: articles, spare parts by kind of machine, and the price lists."""

    hour: Article
    trip: Article
    emergency: Article
    disposal: Article
    parts: Mapping[str, Sequence[tuple[Article, int]]]
    extra: Sequence[tuple[str, Decimal]]
    offers: Sequence[Offer]


def stock(work: UnitOfWork, world: World, since: date) -> Shelf:
    """Store articles, categories of technicians and price lists that hold from `since` on."""
    data = _read()
    named = {"hour": LineKind.HOUR, "trip": LineKind.EXPENSE, "emergency": LineKind.FEE, "disposal": LineKind.FEE}
    basic = {name: _article(getattr(data, name), kind) for name, kind in named.items()}
    parts = {kind: [(_article(each, LineKind.ITEM), each.most) for each in all_] for kind, all_ in data.items.items()}
    work.add_all((*basic.values(), *(article for all_ in parts.values() for article, _ in all_)), "article.created")
    for technician in world.technicians:
        if len(technician.skills) >= data.senior_skills:
            technician.category = data.senior.category
            work.note("technician.edited", technician)
    articles = {article.number: article.id for all_ in parts.values() for article, _ in all_}
    prices = work.add_all(_prices(work, data, articles, since), "price.created")
    return Shelf(**basic, parts=parts, extra=data.extra, offers=[offer_of(price) for price in prices])


def _prices(work: UnitOfWork, data: CatalogueData, articles: Mapping[str, int], since: date) -> Iterator[Price]:
    customers = {name: key for key, name in work.session.execute(select(Customer.id, Customer.name))}
    models = {name: key for key, name in work.session.execute(select(AssetModel.id, AssetModel.name))}
    senior = data.senior
    yield _price(
        f"{senior.name} {since.year}",
        since,
        technician_category=senior.category,
        cost_price=senior.cost,
        sales_price=senior.sales,
    )
    for name, sales in data.customers.items():
        yield _price(f"{name}, hours {since.year}", since, customer_id=customers[name], sales_price=sales)
    for name, sales in data.models.items():
        yield _price(f"{name}, hours {since.year}", since, asset_model_id=models[name], sales_price=sales)
    for name, numbers in data.parts.items():
        for number, sales in numbers.items():
            what = {"customer_id": customers[name], "article_id": articles[number], "sales_price": sales}
            yield _price(f"{name}, parts {since.year}", since, kind=LineKind.ITEM, **what)


def _price(name: str, since: date, *, kind: LineKind = LineKind.HOUR, **more: Any) -> Price:
    return Price(name=name, kind=kind, valid_from=since, currency=CURRENCY, **more)


def _article(data: ArticleData, kind: LineKind) -> Article:
    return Article(
        number=data.number,
        name=data.name,
        kind=kind,
        unit=data.unit,
        cost_price=data.cost,
        sales_price=data.sales,
        tax_percent=TAX,
        currency=CURRENCY,
    )


def _read() -> CatalogueData:
    path = Path(resources.__file__).parent / "demo" / "catalogue.json"
    return msgspec.json.decode(path.read_bytes(), type=CatalogueData)
