"""Which posted lines and open fees wait to be billed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, Subquery, false, func, literal_column, select, true
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_amounts import as_decimal, sales_amount
from domain.orders.model import Order
from domain.parties.model import Customer
from domain.store.among import is_among


@dataclass(frozen=True, slots=True)
class BillScope:
    """Whose lines and fees are to be billed; what is not given does not narrow.

    `until` is the last day of work, and the last one on which the time of a fee may begin. An order narrows to its
    lines, a subscription to its fees, and `fee_ids` to these.
    """

    customer_id: int | None = None
    agreement_id: int | None = None
    without_agreement: bool = False
    order_id: int | None = None
    until: date | None = None
    subscription_id: int | None = None
    fee_ids: frozenset[int] | None = None

    @property
    def takes_fees(self) -> bool:
        """Whether fees are asked for."""
        return self.order_id is None

    @property
    def takes_lines(self) -> bool:
        """Whether lines of orders are asked for."""
        return self.subscription_id is None and self.fee_ids is None


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
    fees: int = 0


def waiting(scope: BillScope) -> Select[OrderLine, Order]:
    """The posted lines that are charged and on no bill that holds, order by order."""
    return (
        select(OrderLine, Order)
        .join(OrderLine.order)
        .where(*_conditions(scope))
        .order_by(Order.id, OrderLine.position, OrderLine.id)
    )


def billable_lines(session: Session, until: date | None = None) -> list[BillableRow]:
    """What lines of orders could be billed up to a day, by customer and agreement; added up in the database."""
    sums = _sums(session, until)
    statement = (
        select(Customer.id, Customer.name, Agreement.id, Agreement.number, *list(sums.c)[2:])
        .select_from(sums)
        .join(Customer, Customer.id == sums.c.customer_id)
        .outerjoin(Agreement, Agreement.id == sums.c.agreement_id)
    )
    return [_row(*row) for row in session.execute(statement)]


def _sums(session: Session, until: date | None) -> Subquery:
    """What waits, by the ids of whose it is."""
    # Adding nothing keeps SQLite from walking all orders by their customers to find the few lines that wait.
    nothing: ColumnElement[int] = literal_column("0")
    customer, agreement = Order.customer_id + nothing, Order.agreement_id + nothing
    wanted = _conditions(BillScope(until=until))
    return (
        select(
            customer.label("customer_id"),
            agreement.label("agreement_id"),
            Order.currency,
            func.count(Order.id.distinct()).label("orders"),
            func.count(OrderLine.id).label("lines"),
            func.sum(sales_amount()).label("net"),
            func.min(OrderLine.done_on).label("first_on"),
        )
        .join(OrderLine.order)
        .where(is_among(session, Order.id, select(OrderLine.order_id).where(*wanted)), *wanted)
        .group_by(customer, agreement, Order.currency)
        .subquery()
    )


def _row(
    customer_id: int,
    customer: str,
    agreement_id: int | None,
    agreement: str | None,
    currency: str,
    orders: int,
    lines: int,
    net: int | Decimal,
    first_on: date,
) -> BillableRow:
    return BillableRow(
        customer_id, customer, agreement_id, agreement or "", currency, orders, lines, as_decimal(net), first_on
    )


def _conditions(scope: BillScope) -> list[ColumnElement[bool]]:
    # As the index of the lines that wait says it: what was billed in ten years is not read.
    conditions: list[ColumnElement[bool]] = [
        OrderLine.status == LineStatus.POSTED,
        OrderLine.chargeable == true(),
        OrderLine.billed == false(),
    ]
    if scope.customer_id is not None:
        conditions.append(Order.customer_id == scope.customer_id)
    if scope.agreement_id is not None:
        conditions.append(Order.agreement_id == scope.agreement_id)
    if scope.without_agreement:
        conditions.append(Order.agreement_id.is_(None))
    if scope.order_id is not None:
        conditions.append(Order.id == scope.order_id)
    if scope.until is not None:
        conditions.append(OrderLine.done_on <= scope.until)
    return conditions
