"""Which price holds: of those that fit, the most specific one. Plain rules over values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.catalogue.model import LineKind
from domain.language import tr


@dataclass(frozen=True, slots=True)
class Offer:
    """One price of the lists; what is None holds for everybody and everything."""

    id: int
    name: str
    kind: LineKind
    currency: str
    valid_from: date
    valid_until: date | None = None
    article_id: int | None = None
    customer_id: int | None = None
    agreement_id: int | None = None
    technician_category: str | None = None
    asset_model_id: int | None = None
    cost_price: Decimal | None = None
    sales_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a price is looked for: one line of one order, on one day."""

    kind: LineKind
    currency: str
    on: date
    article_id: int | None = None
    customer_id: int | None = None
    agreement_id: int | None = None
    technician_category: str | None = None
    asset_model_id: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The offers that give the sales price and the cost price; None leaves that of the article."""

    sales: Offer | None = None
    cost: Offer | None = None

    @property
    def rule(self) -> str:
        """Which offers these are and why they hold, in words; empty if there is none."""
        if self.sales is None and self.cost is None:
            return ""
        if self.sales is None:
            return tr("cost: {rule}", rule=described(self.cost))
        if self.cost is None or self.cost == self.sales:
            return described(self.sales)
        return tr("{rule}; cost: {cost_rule}", rule=described(self.sales), cost_rule=described(self.cost))


def choose(offers: Iterable[Offer], wanted: Wanted) -> Chosen:
    """The offers that hold for `wanted`; cost and sales are looked for apart, as one list may give only one of them.

    What is for an agreement comes before what is for a customer, then for an article, for an asset model and for a
    category of technicians; among equals the one that began last, then the one entered last.
    """
    fitting = sorted((offer for offer in offers if fits(offer, wanted)), key=rank, reverse=True)
    return Chosen(
        sales=next((offer for offer in fitting if offer.sales_price is not None), None),
        cost=next((offer for offer in fitting if offer.cost_price is not None), None),
    )


def fits(offer: Offer, wanted: Wanted) -> bool:
    """Whether everything that is set in `offer` is so in `wanted`."""
    pairs = (
        (offer.article_id, wanted.article_id),
        (offer.customer_id, wanted.customer_id),
        (offer.agreement_id, wanted.agreement_id),
        (offer.technician_category, wanted.technician_category),
        (offer.asset_model_id, wanted.asset_model_id),
    )
    holds = offer.valid_from <= wanted.on and (offer.valid_until is None or wanted.on <= offer.valid_until)
    same = offer.kind is wanted.kind and offer.currency == wanted.currency
    return holds and same and all(asked is None or asked == given for asked, given in pairs)


def rank(offer: Offer) -> tuple[bool, bool, bool, bool, bool, date, int]:
    """How specific an offer is; the greater the more."""
    return (
        offer.agreement_id is not None,
        offer.customer_id is not None,
        offer.article_id is not None,
        offer.asset_model_id is not None,
        offer.technician_category is not None,
        offer.valid_from,
        offer.id,
    )


def described(offer: Offer | None) -> str:
    """An offer as the desk reads it: its name and what it is for."""
    if offer is None:
        return ""
    what = [
        *([tr("agreement")] if offer.agreement_id is not None else []),
        *([tr("customer")] if offer.customer_id is not None else []),
        *([tr("article")] if offer.article_id is not None else []),
        *([tr("asset model")] if offer.asset_model_id is not None else []),
        *([tr("technician category {name}", name=offer.technician_category)] if offer.technician_category else []),
    ]
    return f"{offer.name} ({', '.join(what) or tr('all')})"
