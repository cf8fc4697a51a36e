"""Prices, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.agreements.model import Agreement
from domain.assets.model import AssetModel
from domain.catalogue.queries import articles
from domain.language import tr
from domain.parties.model import Customer
from domain.pricing.queries import PriceRow, prices, technician_categories
from domain.pricing.service import PriceDraft, change_price, create_price, delete_price
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[PriceRow]:
    every = (None, tr("any"))
    models = session.execute(select(AssetModel.id, AssetModel.maker, AssetModel.name).order_by(AssetModel.maker))
    customers = session.execute(select(Customer.id, Customer.name).order_by(Customer.name))
    agreements = session.execute(select(Agreement.id, Agreement.number, Agreement.name).order_by(Agreement.number))
    offered = articles(session, with_inactive=False)
    return Loaded(
        tuple(prices(session)),
        {
            "customer_id": [every, *((key, name) for key, name in customers)],
            "agreement_id": [every, *((key, f"{number} {name}") for key, number, name in agreements)],
            "asset_model_id": [every, *((key, f"{maker} {name}") for key, maker, name in models)],
            "technician_category": [("", tr("any")), *((name, name) for name in technician_categories(session))],
        },
        {"articles": [(row.kind, row.id, f"{row.number} {row.name}") for row in offered]},
    )


def save(work: UnitOfWork, before: PriceRow | None, values: Mapping[str, Any]) -> int:
    names = (
        "name", "kind", "valid_from", "valid_until", "article_id", "customer_id", "agreement_id", "asset_model_id",
        "cost_price", "sales_price",
    )  # fmt: skip
    draft = PriceDraft(
        technician_category=values["technician_category"] or "",
        currency=values["currency"] or None,
        **{name: values[name] for name in names},
    )
    if before is None:
        return create_price(work, draft)
    change_price(work, before.id, draft, before.version)
    return before.id


def remove(work: UnitOfWork, row: PriceRow) -> None:
    delete_price(work, row.id)


SOURCE = Source(("price", "article", "agreement", "customer"), read, save, remove)
