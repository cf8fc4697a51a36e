"""What the lines of a bill come to. Plain rules over values."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from domain.money import rounded
from domain.orders.margin import ZERO


class Taxed(Protocol):
    """A line of a bill as far as the totals ask."""

    @property
    def net(self) -> Decimal:
        """What it comes to, without tax."""
        ...

    @property
    def tax_percent(self) -> Decimal:
        """The tax on top."""
        ...


@dataclass(frozen=True, slots=True)
class Rate:
    """All that one rate of tax falls on."""

    percent: Decimal
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a bill, and how the tax comes about."""

    net: Decimal
    tax: Decimal
    rates: tuple[Rate, ...]

    @property
    def total(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.tax


def totals(lines: Iterable[Taxed], currency: str) -> Totals:
    """The sums of the lines; tax is rounded once for each rate, not for each line."""
    by_rate: dict[Decimal, Decimal] = {}
    for line in lines:
        by_rate[line.tax_percent] = by_rate.get(line.tax_percent, ZERO) + line.net
    rates = tuple(
        Rate(percent, net, rounded(net * percent / 100, currency)) for percent, net in sorted(by_rate.items())
    )
    return Totals(sum((rate.net for rate in rates), ZERO), sum((rate.tax for rate in rates), ZERO), rates)
