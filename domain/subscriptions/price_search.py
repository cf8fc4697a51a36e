"""Which price of the lists a fee has: the most specific of eight levels, of those the newest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.language import day_words, tr
from domain.subscriptions.periods import PeriodCode


@dataclass(frozen=True, slots=True)
class FeeOffer:
    """A price for a period, from a day on; what is None holds for all of them."""

    id: int
    code: PeriodCode
    currency: str
    effective_on: date
    price: Decimal
    subscription_id: int | None = None
    agreement_id: int | None = None
    article_id: int | None = None


@dataclass(frozen=True, slots=True)
class FeeWanted:
    """What a price is looked for: a fee of a subscription, on its first day."""

    code: PeriodCode
    currency: str
    on: date
    subscription_id: int
    agreement_id: int | None = None
    article_id: int | None = None


def search(prices: Iterable[FeeOffer], wanted: FeeWanted) -> FeeOffer | None:
    """The price that holds: the most specific one, then the one that began last, then the one entered last."""
    return max((price for price in prices if fits(price, wanted)), key=rank, default=None)


def fits(price: FeeOffer, wanted: FeeWanted) -> bool:
    """Whether period and currency are the same, it has begun, and everything that is set in it is so."""
    pairs = (
        (price.subscription_id, wanted.subscription_id),
        (price.agreement_id, wanted.agreement_id),
        (price.article_id, wanted.article_id),
    )
    same = price.code is wanted.code and price.currency == wanted.currency
    return same and price.effective_on <= wanted.on and all(asked in {None, given} for asked, given in pairs)


def level(price: FeeOffer) -> int:
    """1 to 8; 1 is the most specific: category, agreement and subscription, and 8 is a price for all."""
    subscription, agreement, article = _particular(price)
    return 8 - (4 * subscription + 2 * agreement + article)


def rank(price: FeeOffer) -> tuple[int, date, int]:
    """What goes first among those that fit; the greater the earlier."""
    return -level(price), price.effective_on, price.id


def described(price: FeeOffer) -> str:
    """Why a price holds, as the desk reads it."""
    return tr(
        "price for {what}, from {day} (level {level} of 8)",
        what=_held_for(price),
        day=day_words(price.effective_on),
        level=level(price),
    )


def level_words(price: FeeOffer) -> str:
    """What a price is for, and how specific that is."""
    return tr("{what} (level {level} of 8)", what=_held_for(price), level=level(price))


def _held_for(price: FeeOffer) -> str:
    words = (tr("subscription"), tr("agreement"), tr("category"))
    return ", ".join(word for word, is_set in zip(words, _particular(price), strict=True) if is_set) or tr("all")


def _particular(price: FeeOffer) -> tuple[bool, bool, bool]:
    return price.subscription_id is not None, price.agreement_id is not None, price.article_id is not None
