"""What lines come to: per rate of tax, and all together."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from domain.documents.content import Line, Tax, Totals
from domain.money import rounded


def totals(lines: Iterable[Line], currency: str) -> Totals:
    """The sums of the lines; tax is rounded once for each rate, as on invoices."""
    nets: dict[Decimal, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.net:
            nets[line.tax_percent] += line.net
    taxes = tuple(
        Tax(percent, net, rounded(net * percent / 100, currency)) for percent, net in sorted(nets.items(), reverse=True)
    )
    net, tax = sum(nets.values(), Decimal(0)), sum((each.tax for each in taxes), Decimal(0))
    return Totals(currency, net, taxes, tax, net + tax)
