"""Money: exact decimals, rounded the way a bill is."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from domain.errors import Refusal
from domain.language import grouped, tr

PLACES = 4
"""How many digits after the point prices and quantities are kept with."""
_FINEST = Decimal(1).scaleb(-PLACES)
_TOO_LARGE = Decimal(10) ** 12
_CURRENCY = re.compile(r"[A-Z]{3}")
_CENTS = 2
#: How many digits after the point the amounts of a currency have (ISO 4217, "minor unit"), where these are not two.
OTHER_DIGITS = {
    code: places
    for places, codes in (
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    )
    for code in codes.split()
}


def digits(currency: str) -> int:
    """How many digits after the point an amount on a bill has."""
    return OTHER_DIGITS.get(currency, _CENTS)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """An amount as it stands on a bill: to the smallest coin, halves away from zero."""
    return amount.quantize(Decimal(1).scaleb(-digits(currency)), ROUND_HALF_UP)


def exact(number: Decimal | int | str, field: str) -> Decimal:
    """A price or quantity as it is kept. Raises Refusal for what is no number or has too many digits."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise Refusal(tr("A number is needed here."), field=field)
    if abs(value) >= _TOO_LARGE:
        raise Refusal(tr("A number below {most} is needed here.", most=grouped(_TOO_LARGE)), field=field)
    kept = value.quantize(_FINEST)
    if kept != value:
        raise Refusal(tr("At most {places} digits after the point.", places=PLACES), field=field)
    return kept


def checked_currency(code: str, field: str) -> str:
    """The ISO 4217 code of a currency. Raises Refusal."""
    currency = code.strip().upper()
    if not _CURRENCY.fullmatch(currency):
        raise Refusal(tr("A currency is three letters, such as EUR."), field=field)
    return currency
