"""What administrators do with the price lists for fees: enter prices, change them, take them away."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from domain.agreements.model import Agreement
from domain.errors import Refusal
from domain.language import day_words, tr
from domain.money import checked_currency, exact
from domain.parameters import service as parameters
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.subscriptions.group_service import fee_article
from domain.subscriptions.model import FeePrice, Subscription
from domain.subscriptions.periods import PeriodCode


@dataclass(frozen=True, slots=True)
class FeePriceDraft:
    """A price for a whole period from a day on, as it is entered; what is None holds for all of them."""

    code: PeriodCode
    effective_on: date
    price: Decimal | int | str
    currency: str | None = None
    subscription_id: int | None = None
    agreement_id: int | None = None
    article_id: int | None = None


def create_fee_price(work: UnitOfWork, draft: FeePriceDraft) -> int:
    """Enter a price; returns its id."""
    price = FeePrice()
    _fill(work, price, draft)
    return work.add(price, "fee_price.created").id


def change_fee_price(work: UnitOfWork, price_id: int, draft: FeePriceDraft, version: int) -> None:
    """Give a price that was read as `version` what `draft` says; fees that were made by it keep what they have."""
    price = work.get(FeePrice, price_id, lock=True)
    check_version(price, version, _called(price))
    with work.session.no_autoflush:
        _fill(work, price, draft)
    work.note("fee_price.changed", price)


def delete_fee_price(work: UnitOfWork, price_id: int, version: int) -> None:
    """Take a price off the lists; fees that were made by it keep what they have."""
    price = work.get(FeePrice, price_id, lock=True)
    check_version(price, version, _called(price))
    work.session.delete(price)
    work.note("fee_price.deleted", price)


def _fill(work: UnitOfWork, price: FeePrice, draft: FeePriceDraft) -> None:
    amount = exact(draft.price, "price")
    if amount < 0:
        raise Refusal(tr("A price cannot be negative."), field="price")
    currency = checked_currency(draft.currency or parameters.read(work.session).currency, "currency")
    if draft.agreement_id is not None:
        work.get(Agreement, draft.agreement_id)
    if draft.subscription_id is not None:
        _check_can_hold(work.get(Subscription, draft.subscription_id), draft, currency)
    article_id = draft.article_id
    price.article_id = None if article_id is None else fee_article(work, article_id, price.article_id)
    price.subscription_id, price.agreement_id = draft.subscription_id, draft.agreement_id
    price.code, price.effective_on, price.price, price.currency = draft.code, draft.effective_on, amount, currency
    _check_alone(work, price)


def _check_can_hold(subscription: Subscription, draft: FeePriceDraft, currency: str) -> None:
    """Refuse a price for one subscription that it could never have."""
    if subscription.currency != currency:
        raise Refusal(
            tr("{number} is billed in {currency}.", number=subscription.number, currency=subscription.currency),
            field="currency",
        )
    if subscription.group.code is not draft.code:
        raise Refusal(
            tr("{number} is billed by the {period}.", number=subscription.number, period=subscription.group.code.label),
            field="code",
        )
    if draft.agreement_id not in {None, subscription.agreement_id}:
        raise Refusal(tr("{number} is not under this agreement.", number=subscription.number), field="agreement_id")


def _check_alone(work: UnitOfWork, price: FeePrice) -> None:
    """Refuse a second price for the same, from the same day on: only one of them would ever hold."""
    same = select(FeePrice.id).where(
        FeePrice.code == price.code,
        FeePrice.currency == price.currency,
        FeePrice.effective_on == price.effective_on,
        FeePrice.subscription_id.is_not_distinct_from(price.subscription_id),
        FeePrice.agreement_id.is_not_distinct_from(price.agreement_id),
        FeePrice.article_id.is_not_distinct_from(price.article_id),
    )
    if any(key != price.id for key in work.session.scalars(same)):
        raise Refusal(
            tr("There is a price for this from {day} on: change it instead.", day=day_words(price.effective_on)),
            field="effective_on",
        )


def _called(price: FeePrice) -> str:
    amount = f"{price.price.normalize():f} {price.currency}"
    return tr("{amount} from {day}", amount=amount, day=day_words(price.effective_on))
