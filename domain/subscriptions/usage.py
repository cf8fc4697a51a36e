"""How subscriptions are billed by meters, as values: by which meter and tariff, and what is billed already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.language import grouped, tr
from domain.money import digits
from domain.subscriptions.spans import ONE_DAY, Span
from domain.subscriptions.tiers import Tariff, UsageFee

#: How many decimals of units are told; they are charged to more.
UNIT_PLACES = 2


@dataclass(frozen=True, slots=True)
class BilledUsage:
    """Days that are billed by usage, with the running totals where they begin and end."""

    span: Span
    used_from: Decimal
    used_to: Decimal


@dataclass(frozen=True, slots=True)
class Usage:
    """The meter, as it is called, its tariff, the zone in which its days begin, and what is billed already."""

    meter_id: int
    meter: str
    unit: str
    tariff: Tariff
    zone: ZoneInfo
    billed: tuple[BilledUsage, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The days that are billed."""
        return tuple(each.span for each in self.billed)

    def begins(self, day: date) -> tuple[int, datetime]:
        """The meter at the beginning of a day."""
        return self.meter_id, datetime.combine(day, time(), self.zone)

    def before(self, day: date) -> Decimal | None:
        """The total up to which it is billed, where that is until the day before."""
        return next((each.used_to for each in self.billed if each.span.ends_on + ONE_DAY == day), None)

    def after(self, day: date) -> Decimal | None:
        """The total from which on it is billed, where that is from a day on."""
        return next((each.used_from for each in self.billed if each.span.starts_on == day), None)


def in_words(fee: UsageFee, unit: str, currency: str) -> str:
    """What consumption comes to, tier by tier."""
    return "; ".join(_pieces(fee, unit, currency)) or tr("nothing used")


def _pieces(fee: UsageFee, unit: str, currency: str) -> Iterator[str]:
    if fee.included:
        yield tr("{units} {unit} included", units=number(fee.included), unit=unit)
    for charge in fee.charges:
        if charge.quantity:
            yield tr(
                "{units} {unit} at {price} {currency} ({tier})",
                units=number(charge.quantity),
                unit=unit,
                tier=charge.text,
                price=grouped(charge.price, digits(currency)),
                currency=currency,
            )
        else:
            yield tr(
                "{amount} {currency} to the minimum", amount=grouped(charge.amount, digits(currency)), currency=currency
            )


def number(exactly: Decimal) -> str:
    """A number of units as it is written."""
    return grouped(exactly, 0, UNIT_PLACES)
