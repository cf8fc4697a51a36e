"""What administrators do with price lists: enter prices, change them, take them away."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.agreements.model import Agreement
from domain.assets.model import AssetModel
from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.money import checked_currency, exact
from domain.parameters import service as parameters
from domain.parties.model import Customer
from domain.pricing.model import Price
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_NAME = 100
Number = Decimal | int | str


@dataclass(frozen=True, slots=True)
class PriceDraft:
    """A price as it is entered: what it is called, what it holds for, and how long. What is None does not narrow."""

    name: str
    kind: LineKind
    valid_from: date
    valid_until: date | None = None
    article_id: int | None = None
    customer_id: int | None = None
    agreement_id: int | None = None
    technician_category: str = ""
    asset_model_id: int | None = None
    cost_price: Number | None = None
    sales_price: Number | None = None
    currency: str | None = None


def create_price(work: UnitOfWork, draft: PriceDraft) -> int:
    """Enter a price; returns its id."""
    price = Price()
    _fill(work, price, draft)
    return work.add(price, "price.created").id


def change_price(work: UnitOfWork, price_id: int, draft: PriceDraft, version: int) -> None:
    """Give a price that was read as `version` what `draft` says; lines that were priced by it keep what they have."""
    price = work.get(Price, price_id, lock=True)
    check_version(price, version, price.name)
    _fill(work, price, draft)
    work.note("price.changed", price)


def delete_price(work: UnitOfWork, price_id: int) -> None:
    """Take a price off the lists; lines that were priced by it keep what they have."""
    price = work.get(Price, price_id, lock=True)
    work.session.delete(price)
    work.note("price.deleted", price)


def _fill(work: UnitOfWork, price: Price, draft: PriceDraft) -> None:
    with work.session.no_autoflush:
        currency = checked_currency(draft.currency or parameters.read(work.session).currency, "currency")
        _check_what_for(work, draft, currency)
    price.name = _name(draft.name)
    price.kind = draft.kind
    price.valid_from, price.valid_until = draft.valid_from, _end(draft)
    price.article_id, price.customer_id = draft.article_id, draft.customer_id
    price.agreement_id, price.asset_model_id = draft.agreement_id, draft.asset_model_id
    price.technician_category = draft.technician_category.strip() or None
    price.cost_price = _amount(draft.cost_price, "cost_price")
    price.sales_price = _amount(draft.sales_price, "sales_price")
    if price.cost_price is None and price.sales_price is None:
        raise Refusal(tr("Enter a sales price, a cost price, or both."), field="sales_price")
    price.currency = currency


def _check_what_for(work: UnitOfWork, draft: PriceDraft, currency: str) -> None:
    if draft.article_id is not None and work.get(Article, draft.article_id).kind is not draft.kind:
        raise Refusal(tr("The article is of another kind than the price."), field="article_id")
    if draft.asset_model_id is not None:
        work.get(AssetModel, draft.asset_model_id)
    customer_id = draft.customer_id
    if draft.agreement_id is not None:
        agreement = work.get(Agreement, draft.agreement_id)
        if customer_id not in {None, agreement.customer_id}:
            raise Refusal(
                tr("{number} is an agreement of another customer.", number=agreement.number), field="agreement_id"
            )
        customer_id = agreement.customer_id
    if customer_id is not None:
        _check_currency(work, work.get(Customer, customer_id), currency)


def _check_currency(work: UnitOfWork, customer: Customer, currency: str) -> None:
    wanted = customer.currency or parameters.read(work.session).currency
    if currency != wanted:
        raise Refusal(
            tr(
                "{customer} is invoiced in {wanted}, not in {given}.",
                customer=customer.name,
                wanted=wanted,
                given=currency,
            ),
            field="currency",
        )


def _name(entered: str) -> str:
    name = entered.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(tr("Between 1 and {count} letters are needed here.", count=LONGEST_NAME), field="name")
    return name


def _end(draft: PriceDraft) -> date | None:
    if draft.valid_until is not None and draft.valid_until < draft.valid_from:
        raise Refusal(tr("The end is before the start."), field="valid_until")
    return draft.valid_until


def _amount(entered: Number | None, field: str) -> Decimal | None:
    if entered is None:
        return None
    price = exact(entered, field)
    if price < 0:
        raise Refusal(tr("A price cannot be negative."), field=field)
    return price
