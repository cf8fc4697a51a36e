"""Lets the story of each order say what became of its lines."""

from typing import Any

from sqlalchemy import select

from domain.billing.model import Invoice, InvoiceLine
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.store.unit_of_work import UnitOfWork


def tell_orders(work: UnitOfWork, bill: Invoice, kind: str, told: dict[str, Any]) -> None:
    """Note the fact `kind` for every order that has a line on `bill`."""
    billed = select(InvoiceLine.order_line_id).where(InvoiceLine.invoice_id == bill.id)
    orders = select(OrderLine.order_id).where(OrderLine.id.in_(billed)).distinct().order_by(OrderLine.order_id)
    for order_id in work.session.scalars(orders):
        work.tell(kind, Order, order_id, {}, told)
