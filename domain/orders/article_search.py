"""What can be charged, found by typing anything that is known of it."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import Session

from domain.catalogue.model import Article, LineKind

MANY = 20


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article as the type-ahead shows it."""

    id: int
    number: str
    name: str
    kind: LineKind
    unit: str
    sales_price: Decimal
    currency: str


def articles_matching(session: Session, words: str, *, limit: int = MANY) -> tuple[ArticleHit, ...]:
    """The articles in use whose number or name has every one of `words`; first those that begin like that."""
    begins = or_(*(column.istartswith(words, autoescape=True) for column in (Article.number, Article.name)))
    has = (or_(*(c.icontains(word, autoescape=True) for c in (Article.number, Article.name))) for word in words.split())
    statement = (
        select(
            Article.id,
            Article.number,
            Article.name,
            Article.kind,
            Article.unit,
            Article.sales_price,
            Article.currency,
        )
        .where(and_(Article.active, *has))
        .order_by(case((begins, 0), else_=1), Article.name, Article.id)
        .limit(limit)
    )
    return tuple(ArticleHit(*row) for row in session.execute(statement))
