"""Gives a line its prices: from the price lists, else from its article, unless they were typed in."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.catalogue.model import Article
from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import OrderLine
from domain.orders.margin import ZERO
from domain.orders.model import Order
from domain.pricing.choosing import Chosen, Offer, Wanted, choose
from domain.pricing.queries import Favoured, favoured, offers
from domain.store.keeping import is_keeping, kept
from domain.workforce.model import Technician


@dataclass(frozen=True, slots=True)
class Quote:
    """The prices of one unit, and the rule they come from in words."""

    cost: Decimal
    sales: Decimal
    rule: str


def quote(session: Session, order: Order, line: OrderLine) -> Quote:
    """What `line` costs on `order`. Raises Refusal where the article is priced in another currency alone."""
    with session.no_autoflush:
        article = session.get(Article, line.article_id) if line.article_id else None
        chosen = _chosen(session, order, line)
    cost = chosen.cost.cost_price if chosen.cost else None
    sales = chosen.sales.sales_price if chosen.sales else None
    if article is not None and None in {cost, sales}:
        _check_currency(article, order.currency)
    return Quote(
        cost=_first(cost, article.cost_price if article else None),
        sales=_first(sales, article.sales_price if article else None),
        rule=chosen.rule,
    )


def _chosen(session: Session, order: Order, line: OrderLine) -> Chosen:
    technician = session.get(Technician, line.technician_id) if line.technician_id else None
    asset = session.get(Asset, order.asset_id) if order.asset_id else None
    wanted = Wanted(
        kind=line.kind,
        currency=order.currency,
        on=line.done_on,
        article_id=line.article_id,
        customer_id=order.customer_id,
        agreement_id=order.agreement_id,
        technician_category=(technician.category or None) if technician else None,
        asset_model_id=asset.model_id if asset else None,
    )
    return choose(_offers(session, wanted), wanted)


def _offers(session: Session, wanted: Wanted) -> list[Offer]:
    if not is_keeping(session):
        return offers(session, wanted)
    alike = kept(session, Favoured, partial(favoured, session)).without_others(wanted)
    return kept(session, alike, partial(offers, session, alike))


def _check_currency(article: Article, wanted: str) -> None:
    if article.currency != wanted:
        raise Refusal(
            tr(
                "{article} is priced in {given}, the order is in {wanted}: add a price in {wanted} to the price lists, "
                "or type the prices in.",
                article=article.name,
                given=article.currency,
                wanted=wanted,
            ),
            field="article_id",
        )


def _first(*prices: Decimal | None) -> Decimal:
    return next((price for price in prices if price is not None), ZERO)
