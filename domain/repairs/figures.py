"""How long repairs took and what parts they used: the figures beside a suggestion."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.catalogue.model import Article, LineKind
from domain.orders.content import LineStatus, OrderLine
from domain.repairs.model import RepairLine

MOST_PARTS = 5
ENOUGH = 0.25
"""A part used less often is no part of the repair."""
Used = tuple[Article, Decimal]


@dataclass(frozen=True, slots=True)
class PartUse:
    """An article used in `times` of the repairs, and how much of it most often."""

    article_id: int
    number: str
    name: str
    quantity: Decimal
    times: int


def usual(used: Sequence[Used], orders: int) -> tuple[PartUse, ...]:
    """The articles used on a good part of so many orders, each with the quantity that was most usual."""
    by_article: dict[int, list[Decimal]] = defaultdict(list)
    articles = {article.id: article for article, _ in used}
    for article, quantity in used:
        by_article[article.id].append(quantity)
    often = [each for each in by_article.items() if len(each[1]) >= orders * ENOUGH]
    ordered = sorted(often, key=lambda each: (-len(each[1]), articles[each[0]].number))[:MOST_PARTS]
    return tuple(
        PartUse(key, articles[key].number, articles[key].name, Counter(amounts).most_common(1)[0][0], len(amounts))
        for key, amounts in ordered
    )


def minutes_by_order(session: Session, orders: Collection[int]) -> dict[int, int]:
    """By order, the hours on it shared out among its repairs, in minutes."""
    repairs = (
        select(func.count(RepairLine.id)).where(RepairLine.order_id == OrderLine.order_id).correlate(OrderLine)
    ).scalar_subquery()
    statement = (
        select(OrderLine.order_id, func.sum(OrderLine.quantity), repairs)
        .where(OrderLine.order_id.in_(orders), OrderLine.kind == LineKind.HOUR)
        .where(OrderLine.status != LineStatus.CANCELLED)
        .group_by(OrderLine.order_id)
    )
    return {order: round(_hours(total) * 60 / (count or 1)) for order, total, count in session.execute(statement)}


def _hours(total: Decimal | int) -> Decimal:
    return total if isinstance(total, Decimal) else Decimal(total).scaleb(-4)


def parts_by_order(session: Session, orders: Collection[int]) -> dict[int, list[Used]]:
    """By order, the articles used on it."""
    statement = (
        select(OrderLine.order_id, Article, OrderLine.quantity)
        .join(Article, OrderLine.article_id == Article.id)
        .where(OrderLine.order_id.in_(orders), OrderLine.kind == LineKind.ITEM)
        .where(OrderLine.status != LineStatus.CANCELLED)
    )
    found: dict[int, list[Used]] = defaultdict(list)
    for order_id, article, quantity in session.execute(statement):
        found[order_id].append((article, quantity))
    return found
