"""Which posted lines wait to be billed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.billing.model import InvoiceLine
from domain.orders.content import LineStatus, OrderLine
from domain.orders.margin import ZERO, amount
from domain.orders.model import Order
from domain.parties.model import Customer


@dataclass(frozen=True, slots=True)
class BillScope:
    """Whose lines are to be billed; what is not given does not narrow. `until` is the last day of work."""

    customer_id: int | None = None
    agreement_id: int | None = None
    order_id: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class BillableRow:
    """What waits to be billed to one customer, under one agreement or none."""

    customer_id: int
    customer: str
    agreement_id: int | None
    agreement: str
    currency: str
    orders: int
    lines: int
    net: Decimal
    first_on: date


def waiting(scope: BillScope) -> Select[OrderLine, Order]:
    """The posted lines that are charged and on no bill that holds, order by order."""
    return (
        select(OrderLine, Order)
        .join(OrderLine.order)
        .where(*_conditions(scope))
        .order_by(Order.id, OrderLine.position, OrderLine.id)
    )


def billable(session: Session, until: date | None = None) -> list[BillableRow]:
    """What could be billed up to a day, by customer and agreement."""
    statement = (
        select(
            Order.customer_id,
            Customer.name,
            Order.agreement_id,
            Agreement.number,
            Order.currency,
            Order.id,
            OrderLine.quantity,
            OrderLine.sales_price,
            OrderLine.done_on,
        )
        .join(OrderLine.order)
        .join(Order.customer)
        .outerjoin(Order.agreement)
        .where(*_conditions(BillScope(until=until)))
    )
    piles: dict[tuple[int, str, int | None, str, str], list[tuple[int, Decimal, date]]] = {}
    for customer_id, customer, agreement_id, agreement, currency, order_id, quantity, price, on in session.execute(
        statement
    ):
        key = (customer_id, customer, agreement_id, agreement or "", currency)
        piles.setdefault(key, []).append((order_id, amount(quantity, price, currency), on))
    rows = [_row(key, pile) for key, pile in piles.items()]
    return sorted(rows, key=lambda row: (row.customer.casefold(), row.agreement, row.currency))


def _row(key: tuple[int, str, int | None, str, str], pile: list[tuple[int, Decimal, date]]) -> BillableRow:
    return BillableRow(
        *key,
        orders=len({order_id for order_id, _, _ in pile}),
        lines=len(pile),
        net=sum((net for _, net, _ in pile), ZERO),
        first_on=min(on for _, _, on in pile),
    )


def _conditions(scope: BillScope) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        OrderLine.status == LineStatus.POSTED,
        OrderLine.chargeable.is_(True),
        ~exists().where(InvoiceLine.billed_line_id == OrderLine.id),
    ]
    if scope.customer_id is not None:
        conditions.append(Order.customer_id == scope.customer_id)
    if scope.agreement_id is not None:
        conditions.append(Order.agreement_id == scope.agreement_id)
    if scope.order_id is not None:
        conditions.append(Order.id == scope.order_id)
    if scope.until is not None:
        conditions.append(OrderLine.done_on <= scope.until)
    return conditions
