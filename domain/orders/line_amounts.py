"""What lines are worth, reckoned by the database: the same, to the cent, as `domain.orders.margin` reckons it."""

from decimal import Decimal

from sqlalchemy import BigInteger, ColumnElement, case, func, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from domain.money import OTHER_DIGITS, PLACES, digits
from domain.orders.content import LineStatus, OrderLine
from domain.orders.model import Order

_UNIT = 10**PLACES
_CODES = [(n, [code for code, places in OTHER_DIGITS.items() if places == n]) for n in sorted({*OTHER_DIGITS.values()})]


def cost_amount() -> ColumnElement[int]:
    """What a line costs, in ten-thousandths; nothing if it is cancelled. The statement must join the order."""
    return case((OrderLine.status == LineStatus.CANCELLED, 0), else_=_amount(OrderLine.cost_price))


def sales_amount() -> ColumnElement[int]:
    """What the customer pays for a line, in ten-thousandths; nothing if it is cancelled or not charged."""
    charged = OrderLine.chargeable.is_(True) & (OrderLine.status != LineStatus.CANCELLED)
    return case((charged, _amount(OrderLine.sales_price)), else_=0)


def full_amount() -> ColumnElement[int]:
    """What a line costs the customer if nothing covers it, in ten-thousandths. The statement must join the order."""
    return _amount(func.coalesce(OrderLine.full_price, OrderLine.sales_price))


def as_decimal(ten_thousandths: int | Decimal | None) -> Decimal:
    """A sum of such amounts, as an amount."""
    return Decimal(int(ten_thousandths or 0)).scaleb(-PLACES)


def _amount(price: InstrumentedAttribute[Decimal] | ColumnElement[Decimal]) -> ColumnElement[int]:
    """Quantity times price to the smallest coin, halves away from zero."""
    product = type_coerce(OrderLine.quantity, BigInteger) * type_coerce(price, BigInteger)
    coin = case(*((Order.currency.in_(codes), _coin(places)) for places, codes in _CODES), else_=_coin(digits("")))
    size = (func.abs(product) + coin // 2) // coin * (coin // _UNIT)
    sign = case((product < 0, -1), else_=1)
    return type_coerce(sign * size, BigInteger)


def _coin(places: int) -> int:
    """The smallest coin as the product of two numbers of ten-thousandths."""
    return int(_UNIT * _UNIT / 10**places)
