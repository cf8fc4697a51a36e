"""Articles, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.catalogue.queries import ArticleRow, articles
from domain.catalogue.service import ArticleDraft, change_article, create_article
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[ArticleRow]:
    return Loaded(articles(session))


def save(work: UnitOfWork, before: ArticleRow | None, values: Mapping[str, Any]) -> int:
    draft = ArticleDraft(
        number=values["number"],
        name=values["name"],
        kind=values["kind"],
        unit=values["unit"],
        cost_price=values["cost_price"] or 0,
        sales_price=values["sales_price"] or 0,
        tax_percent=values["tax_percent"],
        currency=values["currency"] or None,
        active=values["active"],
    )
    if before is None:
        return create_article(work, draft)
    change_article(work, before.id, draft, before.version)
    return before.id


SOURCE = Source(("article",), read, save)
