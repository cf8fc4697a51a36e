"""Small words that several sections show."""

from decimal import Decimal

from PySide6.QtCore import QLocale

from domain.language import tr

CENTS = 2


def yes_or_no(value: bool) -> str:
    """A switch as a word in a list."""
    return tr("yes") if value else tr("no")


def amount(value: Decimal | None, currency: str) -> str:
    """A price with at least its cents."""
    if value is None:
        return ""
    exponent = value.normalize().as_tuple().exponent
    decimals = max(CENTS, -exponent) if isinstance(exponent, int) else CENTS
    return f"{QLocale().toString(float(value), 'f', decimals)} {currency}"
