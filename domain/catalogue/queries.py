"""Articles as rows for the settings."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from domain.catalogue.model import Article, LineKind


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article; `version` is what a change of it has to name."""

    id: int
    version: int
    number: str
    name: str
    kind: LineKind
    unit: str
    cost_price: Decimal
    sales_price: Decimal
    tax_percent: Decimal
    currency: str
    active: bool


def articles(
    session: Session, *, kind: LineKind | None = None, words: str = "", with_inactive: bool = True
) -> tuple[ArticleRow, ...]:
    """The articles by number, narrowed by kind and by words in number and name."""
    conditions: list[ColumnElement[bool]] = [_has(word) for word in words.split()]
    if kind is not None:
        conditions.append(Article.kind == kind)
    if not with_inactive:
        conditions.append(Article.active.is_(True))
    statement = select(Article).where(*conditions).order_by(Article.number)
    return tuple(_row(article) for article in session.scalars(statement))


def article(session: Session, article_id: int) -> ArticleRow | None:
    """One article."""
    found = session.get(Article, article_id)
    return None if found is None else _row(found)


def _row(article: Article) -> ArticleRow:
    return ArticleRow(
        id=article.id,
        version=article.version,
        number=article.number,
        name=article.name,
        kind=article.kind,
        unit=article.unit,
        cost_price=article.cost_price,
        sales_price=article.sales_price,
        tax_percent=article.tax_percent,
        currency=article.currency,
        active=article.active,
    )


def _has(word: str) -> ColumnElement[bool]:
    return or_(Article.number.icontains(word, autoescape=True), Article.name.icontains(word, autoescape=True))
