"""Fees by consumption: price tiers, units that are included, and a minimum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

import msgspec

from domain.errors import Refusal
from domain.language import grouped, tr
from domain.money import PLACES, rounded

ZERO = Decimal(0)
FINEST = Decimal(1).scaleb(-PLACES)


class TierMethod(StrEnum):
    """What the price of a tier is for: the units that lie in it, or all units once it is reached."""

    GRADUATED = "graduated"
    VOLUME = "volume"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            TierMethod.GRADUATED: tr("Each unit at the price of its tier"),
            TierMethod.VOLUME: tr("All units at the price of the tier reached"),
        }[self]


class Tier(msgspec.Struct, frozen=True):
    """A price per unit for what is used above one number of units, up to another one, which still belongs to it."""

    above: Decimal
    up_to: Decimal | None
    price: Decimal


class Tariff(msgspec.Struct, frozen=True):
    """How consumption is charged: what is included comes off first, tiers count what is left from 0 on."""

    tiers: tuple[Tier, ...]
    method: TierMethod = TierMethod.GRADUATED
    included: Decimal = ZERO
    minimum: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class TierCharge:
    """Units charged at one price, as a line on the bill; without units it is what is missing to the minimum."""

    text: str
    quantity: Decimal
    price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class UsageFee:
    """What consumption comes to, line by line."""

    used: Decimal
    included: Decimal
    charges: tuple[TierCharge, ...]

    @property
    def amount(self) -> Decimal:
        """The sum of the lines."""
        return sum((charge.amount for charge in self.charges), ZERO)


def check_tariff(tariff: Tariff) -> None:
    """Refuse tiers that overlap or leave a gap, and numbers below 0."""
    tiers = sorted(tariff.tiers, key=lambda tier: tier.above)
    if not tiers:
        raise Refusal(tr("At least one price tier is needed."), field="tiers")
    if tiers[0].above != 0:
        raise Refusal(tr("The first price tier must begin at 0."), field="tiers")
    for tier, after in pairwise(tiers):
        _check_meet(tier, after)
    if tiers[-1].up_to is not None:
        raise Refusal(tr("The last price tier must have no end."), field="tiers")
    numbers = (("included", tariff.included), ("minimum", tariff.minimum), *(("tiers", tier.price) for tier in tiers))
    for field, number in numbers:
        if number < 0:
            raise Refusal(tr("Numbers below 0 make no sense here."), field=field)


def usage_fee(tariff: Tariff, used: Decimal, currency: str) -> UsageFee:
    """What a consumption comes to; each line is rounded, as it stands on the bill."""
    if used < 0:
        raise Refusal(tr("The consumption is below 0: look at the readings of the meter."), field="used")
    included = min(used, tariff.included)
    charges = tuple(_charges(tariff, used - included, currency))
    missing = rounded(tariff.minimum, currency) - sum((charge.amount for charge in charges), ZERO)
    if missing > 0:
        charges += (TierCharge(tr("to the minimum"), ZERO, ZERO, missing),)
    return UsageFee(used, included, charges)


def for_part(tariff: Tariff, days: int, of: int) -> Tariff:
    """The tariff for some days of a whole period: bounds, included units and minimum in proportion, the same prices."""

    def part(number: Decimal) -> Decimal:
        return (number * days / of).quantize(FINEST, ROUND_HALF_UP)

    return Tariff(
        tuple(
            Tier(part(tier.above), None if tier.up_to is None else part(tier.up_to), tier.price)
            for tier in tariff.tiers
        ),
        tariff.method,
        part(tariff.included),
        part(tariff.minimum),
    )


def to_json(tariff: Tariff) -> str:
    """The tariff as it is stored."""
    return msgspec.json.encode(tariff).decode()


def from_json(text: str) -> Tariff:
    """The tariff stored as `text`; raises msgspec.ValidationError on anything else."""
    return msgspec.json.decode(text, type=Tariff)


def _charges(tariff: Tariff, quantity: Decimal, currency: str) -> Iterator[TierCharge]:
    tiers = sorted(tariff.tiers, key=lambda tier: tier.above)
    if tariff.method is TierMethod.VOLUME:
        reached = [tier for tier in tiers if tier.above < quantity][-1:]
        shares: Sequence[tuple[Tier, Decimal]] = [(tier, quantity) for tier in reached]
    else:
        shares = [(tier, _within(tier, quantity)) for tier in tiers if tier.above < quantity]
    for tier, units in shares:
        yield TierCharge(_range(tier), units, tier.price, rounded(units * tier.price, currency))


def _within(tier: Tier, quantity: Decimal) -> Decimal:
    return (quantity if tier.up_to is None else min(quantity, tier.up_to)) - tier.above


def _range(tier: Tier) -> str:
    above = _number(tier.above)
    if tier.up_to is None:
        return tr("above {above}", above=above)
    return tr("{above} to {up_to}", above=above, up_to=_number(tier.up_to))


def _check_meet(tier: Tier, after: Tier) -> None:
    if tier.up_to is not None and tier.up_to <= tier.above:
        raise Refusal(tr("A price tier ends where it begins, at {number}.", number=_number(tier.above)), field="tiers")
    if tier.up_to is None or tier.up_to > after.above:
        raise Refusal(tr("Two price tiers overlap above {number}.", number=_number(after.above)), field="tiers")
    if tier.up_to < after.above:
        one, other = _number(tier.up_to), _number(after.above)
        raise Refusal(tr("There is no price between {one} and {other}.", one=one, other=other), field="tiers")


def _number(number: Decimal) -> str:
    return grouped(number, 0, PLACES)
