"""How prices of subscriptions rise: base price and index, changed from a day on in four ways."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from domain.errors import Refusal
from domain.language import day_words, tr
from domain.money import PLACES

FINEST = Decimal(1).scaleb(-PLACES)
WHOLE = Decimal(100)


class IndexMethod(StrEnum):
    """What is changed, and whether by a percentage or to a value."""

    INDEX_BY_PERCENT = "index_by_percent"
    INDEX_TO = "index_to"
    BASE_BY_PERCENT = "base_by_percent"
    BASE_TO = "base_to"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            IndexMethod.INDEX_BY_PERCENT: tr("Index by a percentage"),
            IndexMethod.INDEX_TO: tr("Index to"),
            IndexMethod.BASE_BY_PERCENT: tr("Base price by a percentage"),
            IndexMethod.BASE_TO: tr("Base price to"),
        }[self]


@dataclass(frozen=True, slots=True)
class Rate:
    """Base price and index from a day on."""

    effective_on: date
    base: Decimal
    index: Decimal = WHOLE

    @property
    def price(self) -> Decimal:
        """The indexed base price, as finely as prices are kept; what a fee comes to is rounded to coins."""
        return _kept(self.base * self.index / WHOLE)


@dataclass(frozen=True, slots=True)
class Change:
    """One indexation: how, by or to what, from which day on."""

    method: IndexMethod
    value: Decimal
    effective_on: date


def rate_on(rates: Iterable[Rate], day: date) -> Rate | None:
    """The rate that holds on a day; a fee has that of its first day."""
    begun = (rate for rate in rates if rate.effective_on <= day)
    return max(begun, key=lambda rate: rate.effective_on, default=None)


def indexed(rates: Iterable[Rate], change: Change, *, billed_until: date | None = None) -> Rate:
    """The further rate that a change makes of the last one. Raises Refusal.

    What was agreed before stays, so a change comes after the last one: running the same one twice changes nothing.
    Nor does it reach back into what is billed; that is credited first.
    """
    last = max(rates, key=lambda rate: rate.effective_on)
    if change.effective_on <= last.effective_on:
        raise Refusal(
            tr("The price was set from {day} on already: choose a later day.", day=day_words(last.effective_on)),
            field="effective_on",
        )
    if billed_until is not None and change.effective_on <= billed_until:
        raise Refusal(
            tr("There are fees until {day}: choose a later day, or credit them.", day=day_words(billed_until)),
            field="effective_on",
        )
    return replace(_changed(last, change.method, change.value), effective_on=change.effective_on)


def _changed(rate: Rate, method: IndexMethod, value: Decimal) -> Rate:
    match method:
        case IndexMethod.INDEX_BY_PERCENT:
            return replace(rate, index=_kept(_risen(rate.index, value)))
        case IndexMethod.INDEX_TO:
            return replace(rate, index=_kept(_above_nothing(value)))
        case IndexMethod.BASE_BY_PERCENT:
            return replace(rate, base=_kept(_risen(rate.base, value)))
        case IndexMethod.BASE_TO:
            return replace(rate, base=_kept(_above_nothing(value)))


def _risen(number: Decimal, percent: Decimal) -> Decimal:
    if percent <= -WHOLE:
        raise Refusal(tr("A percentage above -100 is needed."), field="value")
    return number * (WHOLE + percent) / WHOLE


def _above_nothing(value: Decimal) -> Decimal:
    if value <= 0:
        raise Refusal(tr("A number above 0 is needed."), field="value")
    return value


def _kept(number: Decimal) -> Decimal:
    return number.quantize(FINEST, ROUND_HALF_UP)
