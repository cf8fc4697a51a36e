"""What lines come to, as papers tell it."""

from collections.abc import Iterable

from domain.billing import totals as billing
from domain.documents.content import Line, Tax, Totals


def totals(lines: Iterable[Line], currency: str) -> Totals:
    """The sums of the lines, reckoned as on bills; a rate on which nothing falls is left out."""
    sums = billing.totals((line for line in lines if line.net), currency)
    taxes = tuple(Tax(rate.percent, rate.net, rate.tax) for rate in reversed(sums.rates))
    return Totals(currency, sums.net, taxes, sums.tax, sums.total)
