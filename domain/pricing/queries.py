"""The price lists as rows, and the offers that could hold for one line."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.agreements.model import Agreement
from domain.assets.model import AssetModel
from domain.catalogue.model import Article, LineKind
from domain.parties.model import Customer
from domain.pricing.choosing import Offer, Wanted
from domain.pricing.model import Price
from domain.workforce.model import Technician


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price with the names of what it is for; `version` is what a change of it has to name."""

    id: int
    version: int
    name: str
    kind: LineKind
    article: str
    customer: str
    agreement: str
    technician_category: str
    asset_model: str
    valid_from: date
    valid_until: date | None
    cost_price: Decimal | None
    sales_price: Decimal | None
    currency: str
    article_id: int | None
    customer_id: int | None
    agreement_id: int | None
    asset_model_id: int | None


def offers(session: Session, wanted: Wanted) -> list[Offer]:
    """The offers that can hold for `wanted` on one day or another, for `choose` to choose from."""
    statement = select(Price).where(
        Price.kind == wanted.kind,
        Price.currency == wanted.currency,
        _open_or(Price.article_id, wanted.article_id),
        _open_or(Price.customer_id, wanted.customer_id),
        _open_or(Price.agreement_id, wanted.agreement_id),
        _open_or(Price.technician_category, wanted.technician_category),
        _open_or(Price.asset_model_id, wanted.asset_model_id),
    )
    return [offer_of(price) for price in session.scalars(statement)]


@dataclass(frozen=True, slots=True)
class Favoured:
    """The customers and agreements that have prices of their own; to the rest the same prices are offered."""

    customers: frozenset[int | None]
    agreements: frozenset[int | None]

    def without_others(self, wanted: Wanted) -> Wanted:
        """What leads to the same offers for all that have no prices of their own, on any day."""
        customer_id = wanted.customer_id if wanted.customer_id in self.customers else None
        agreement_id = wanted.agreement_id if wanted.agreement_id in self.agreements else None
        return replace(wanted, on=date.min, customer_id=customer_id, agreement_id=agreement_id)


def favoured(session: Session) -> Favoured:
    """Who has prices of his own."""
    customers = session.scalars(select(Price.customer_id).distinct())
    return Favoured(frozenset(customers), frozenset(session.scalars(select(Price.agreement_id).distinct())))


def offer_of(price: Price) -> Offer:
    """A price as the rules see it."""
    return Offer(
        id=price.id,
        name=price.name,
        kind=price.kind,
        currency=price.currency,
        valid_from=price.valid_from,
        valid_until=price.valid_until,
        article_id=price.article_id,
        customer_id=price.customer_id,
        agreement_id=price.agreement_id,
        technician_category=price.technician_category,
        asset_model_id=price.asset_model_id,
        cost_price=price.cost_price,
        sales_price=price.sales_price,
    )


def prices(session: Session, *, kind: LineKind | None = None, words: str = "") -> list[PriceRow]:
    """The price lists by name and day, narrowed by kind and by words in the names."""
    statement = (
        select(Price, Article.name, Customer.name, Agreement.number, AssetModel)
        .outerjoin(Price.article)
        .outerjoin(Price.customer)
        .outerjoin(Price.agreement)
        .outerjoin(Price.asset_model)
        .where(*([Price.kind == kind] if kind else []), *map(_has, words.split()))
        .order_by(Price.name, Price.valid_from, Price.id)
    )
    return [
        PriceRow(
            id=price.id,
            version=price.version,
            name=price.name,
            kind=price.kind,
            article=article or "",
            customer=customer or "",
            agreement=agreement or "",
            technician_category=price.technician_category or "",
            asset_model=f"{model.maker} {model.name}" if model else "",
            valid_from=price.valid_from,
            valid_until=price.valid_until,
            cost_price=price.cost_price,
            sales_price=price.sales_price,
            currency=price.currency,
            article_id=price.article_id,
            customer_id=price.customer_id,
            agreement_id=price.agreement_id,
            asset_model_id=price.asset_model_id,
        )
        for price, article, customer, agreement, model in session.execute(statement)
    ]


def technician_categories(session: Session) -> list[str]:
    """The categories that technicians have and prices speak of."""
    both = select(Technician.category).union(select(Price.technician_category))
    return sorted(name for name in session.scalars(both) if name)


def _open_or(
    column: InstrumentedAttribute[int | None] | InstrumentedAttribute[str | None], value: int | str | None
) -> ColumnElement[bool]:
    return column.is_(None) if value is None else or_(column.is_(None), column == value)


def _has(word: str) -> ColumnElement[bool]:
    names: tuple[InstrumentedAttribute[str], ...] = (Price.name, Article.name, Customer.name, Agreement.number)
    return or_(*(name.icontains(word, autoescape=True) for name in names))
