"""Prices for fees, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Choices, Loaded, Source
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.fee_price_service import FeePriceDraft, change_fee_price, create_fee_price, delete_fee_price
from domain.subscriptions.settings_queries import FeePriceRow, fee_choices, fee_price_rows


def read(session: Session) -> Loaded[FeePriceRow]:
    rows, offered = fee_price_rows(session), fee_choices(session)
    known = {key for key, _ in offered.articles}
    kept = {row.article_id: row.article for row in rows if row.article_id not in known}
    return Loaded(
        rows,
        {
            "article_id": _or_all([*offered.articles, *kept.items()]),
            "agreement_id": _or_all(offered.agreements),
            "subscription_id": _or_all(offered.subscriptions),
        },
    )


def save(work: UnitOfWork, before: FeePriceRow | None, values: Mapping[str, Any]) -> int:
    draft = FeePriceDraft(**{**values, "price": values["price"] or "", "currency": values["currency"] or None})
    if before is None:
        return create_fee_price(work, draft)
    change_fee_price(work, before.id, draft, before.version)
    return before.id


def remove(work: UnitOfWork, row: FeePriceRow) -> None:
    delete_fee_price(work, row.id, row.version)


def _or_all(choices: Choices) -> Choices:
    return [(None, tr("all")), *((key, words) for key, words in choices if key is not None)]


SOURCE = Source(("fee price", "subscription", "agreement", "article"), read, save, remove)
