"""Amounts as they stand on screen."""

from decimal import Decimal

from app.shared.times import Times
from domain.language import tr

CENTS = 2


def money(value: Decimal | None, currency: str, times: Times) -> str:
    """An amount with its cents and currency; prices with finer ones show those too."""
    if value is None:
        return ""
    exponent = value.normalize().as_tuple().exponent
    decimals = max(CENTS, -exponent) if isinstance(exponent, int) else CENTS
    return tr("{amount} {currency}", amount=times.number(float(value), decimals), currency=currency)


def percent(value: Decimal | None, times: Times) -> str:
    """A share with one decimal; nothing where there is none."""
    return "" if value is None else tr("{percent} %", percent=times.number(float(value), 1))


def rate(value: Decimal, times: Times) -> str:
    """A rate of tax, with decimals only where it has some."""
    return tr("{percent} %", percent=times.number(float(value), 0 if value == value.to_integral_value() else 1))
