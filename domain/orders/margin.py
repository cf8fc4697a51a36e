"""What a line is worth, and what all lines leave over. Plain rules over values."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from domain.money import rounded

ZERO = Decimal(0)


class Valued(Protocol):
    """A line as far as the margin asks: its amounts, nothing if it does not count."""

    @property
    def sales(self) -> Decimal:
        """What the customer pays, without tax."""
        ...

    @property
    def cost(self) -> Decimal:
        """What it costs the service centre."""
        ...


@dataclass(frozen=True, slots=True)
class Margin:
    """Sales and cost together."""

    sales: Decimal = ZERO
    cost: Decimal = ZERO

    @property
    def margin(self) -> Decimal:
        """What is left of the sales."""
        return self.sales - self.cost

    @property
    def percent(self) -> Decimal | None:
        """The margin in percent of the sales, to one decimal; None without sales."""
        if self.sales == 0:
            return None
        return (self.margin * 100 / self.sales).quantize(Decimal("0.1"))


def margin(lines: Iterable[Valued]) -> Margin:
    """Sales and cost of all lines."""
    amounts = [(line.sales, line.cost) for line in lines]
    return Margin(sum((sales for sales, _ in amounts), ZERO), sum((cost for _, cost in amounts), ZERO))


def amount(quantity: Decimal, price: Decimal, currency: str) -> Decimal:
    """What `quantity` comes to, rounded as it is posted and billed."""
    return rounded(quantity * price, currency)
