"""What the technicians of the demo company have in their vans."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sqlalchemy import select

from domain.catalogue.model import Article, LineKind
from domain.scheduling.requirement_model import VanStock
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician

MOST = 6
EVERY = 3
"""Every third article of a van has run out."""


def load_vans(work: UnitOfWork, technicians: Sequence[Technician]) -> None:
    """Give each van some of the spare parts, each another selection."""
    items = select(Article).where(Article.kind == LineKind.ITEM, Article.active).order_by(Article.number)
    articles = list(work.session.scalars(items))
    stocks = (stock for place, each in enumerate(technicians) for stock in _stock(each, place, articles))
    work.add_all(stocks, "van stock.counted")


def _stock(technician: Technician, place: int, articles: Sequence[Article]) -> Iterator[VanStock]:
    for shelf, article in enumerate(articles):
        if (place + shelf) % EVERY:
            quantity = Decimal(1 + (place * 5 + shelf * 7) % MOST)
            yield VanStock(technician_id=technician.id, article_id=article.id, quantity=quantity)
