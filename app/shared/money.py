"""Amounts as they stand on screen."""

from decimal import Decimal

from app.shared.times import Times
from domain.language import tr
from domain.money import digits


def money(value: Decimal | None, currency: str, times: Times) -> str:
    """An amount with its cents and currency; prices with finer ones show those too."""
    if value is None:
        return ""
    return tr("{amount} {currency}", amount=bare(value, currency, times), currency=currency)


def bare(value: Decimal, currency: str, times: Times) -> str:
    """An amount without its currency, with as many digits as this has, or more where the amount is finer."""
    exponent = value.normalize().as_tuple().exponent
    finest = -exponent if isinstance(exponent, int) else 0
    return times.number(float(value), max(digits(currency), finest))


def percent(value: Decimal | None, times: Times) -> str:
    """A share with one decimal; nothing where there is none."""
    return "" if value is None else tr("{percent} %", percent=times.number(float(value), 1))


def rate(value: Decimal, times: Times) -> str:
    """A rate of tax, with decimals only where it has some."""
    return tr("{percent} %", percent=times.number(float(value), 0 if value == value.to_integral_value() else 1))
