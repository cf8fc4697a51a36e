"""What a customer owes or will owe: not posted yet, posted and not billed, billed."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import Session

from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_amounts import as_decimal, sales_amount
from domain.orders.model import Order
from domain.subscriptions.model import Fee, FeeStatus, Subscription

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Balance:
    """Amounts without tax in one currency; `invoiced` is less what credit notes gave back, `fees` wait to be billed."""

    currency: str
    open: Decimal
    posted: Decimal
    invoiced: Decimal
    fees: Decimal = NOTHING


def balances(session: Session, customer_id: int) -> tuple[Balance, ...]:
    """One balance for each currency in which anything was charged."""
    billed = exists().where(InvoiceLine.billed_line_id == OrderLine.id)
    created = _sums(session, customer_id, OrderLine.status == LineStatus.CREATED)
    posted = _sums(session, customer_id, OrderLine.status == LineStatus.POSTED, ~billed)
    invoiced = dict(session.execute(_invoiced(customer_id)).all())
    fees = dict(session.execute(_open_fees(customer_id)).all())
    return tuple(
        Balance(
            currency,
            created.get(currency, NOTHING),
            posted.get(currency, NOTHING),
            Decimal(invoiced.get(currency) or NOTHING),
            fees.get(currency, NOTHING),
        )
        for currency in sorted({*created, *posted, *invoiced, *fees})
    )


def _sums(session: Session, customer_id: int, *where: ColumnElement[bool]) -> dict[str, Decimal]:
    statement = (
        select(Order.currency, func.sum(sales_amount()))
        .select_from(Order)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(Order.customer_id == customer_id, OrderLine.chargeable.is_(True), *where)
        .group_by(Order.currency)
    )
    return {currency: as_decimal(amount) for currency, amount in session.execute(statement)}


def _open_fees(customer_id: int) -> Select[str, Decimal]:
    return (
        select(Fee.currency, func.sum(Fee.amount))
        .join(Fee.subscription)
        .where(Subscription.customer_id == customer_id, Fee.status == FeeStatus.OPEN)
        .group_by(Fee.currency)
    )


def _invoiced(customer_id: int) -> Select[str, Decimal]:
    signed = case((Invoice.kind == InvoiceKind.CREDIT_NOTE, -Invoice.net), else_=Invoice.net)
    return (
        select(Invoice.currency, func.sum(signed, type_=Invoice.net.type))
        .where(Invoice.customer_id == customer_id, Invoice.status != InvoiceStatus.PROPOSAL)
        .group_by(Invoice.currency)
    )
