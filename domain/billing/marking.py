"""Keeps on each order line whether a bill holds it, so that what waits for one is found without reading all bills."""

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from domain.billing.model import InvoiceLine
from domain.orders.content import OrderLine


def mark(session: Session, which: ColumnElement[bool], *, billed: bool) -> None:
    """Say of the order lines of these invoice lines whether they are billed; the facts of the bill tell of it."""
    lines = select(InvoiceLine.order_line_id).where(which)
    statement = update(OrderLine).where(OrderLine.id.in_(lines)).values(billed=billed)
    session.execute(statement, execution_options={"synchronize_session": False})
