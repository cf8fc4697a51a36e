"""Reads an invoice or credit note as papers tell of it."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain.billing.model import Invoice, InvoiceKind, InvoiceLine
from domain.catalogue.model import Article
from domain.documents.content import Billed, InvoicePaper, Line, Totals
from domain.documents.places import abroad, customer_rows
from domain.documents.totals import totals
from domain.errors import Gone
from domain.language import tr
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.parameters.registry import Parameters


def load_invoice(session: Session, invoice_id: int, parameters: Parameters) -> InvoicePaper:
    """The invoice as it was issued; a proposal as it stands. Raises Gone."""
    invoice = session.get(Invoice, invoice_id)
    if invoice is None:
        raise Gone(tr("This invoice is not there any more."))
    orders = _orders(session, invoice)
    lines = [line for order in orders for line in order.lines]
    return InvoicePaper(
        number=invoice.number or "",
        is_credit_note=invoice.kind is InvoiceKind.CREDIT_NOTE,
        credits=_credited(session, invoice),
        customer_number=invoice.customer.number,
        rows=_rows(invoice, parameters.home_country),
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        remark=invoice.remark,
        orders=orders,
        totals=_totals(invoice, lines),
    )


def _totals(invoice: Invoice, lines: Sequence[Line]) -> Totals:
    """Tax by rate from the lines; the sums are those that were booked."""
    by_rate = totals(lines, invoice.currency).taxes
    return Totals(invoice.currency, invoice.net, by_rate, invoice.tax, invoice.total)


def _rows(invoice: Invoice, home: str) -> tuple[str, ...]:
    if not invoice.billed_name:
        return customer_rows(invoice.customer, home)
    *address, country = [row for row in invoice.billed_address.splitlines() if row] or [""]
    rows = (invoice.billed_name, *address, abroad(country, home))
    return tuple(row for row in rows if row)


def _credited(session: Session, invoice: Invoice) -> str:
    if invoice.credits_id is None:
        return ""
    return session.scalar(select(Invoice.number).where(Invoice.id == invoice.credits_id)) or ""


def _orders(session: Session, invoice: Invoice) -> tuple[Billed, ...]:
    whole_order = joinedload(InvoiceLine.order_line).joinedload(OrderLine.order).joinedload(Order.site)
    statement = (
        select(InvoiceLine, OrderLine, Article.number)
        .join(OrderLine, InvoiceLine.order_line_id == OrderLine.id)
        .join(Article, OrderLine.article_id == Article.id, isouter=True)
        .where(InvoiceLine.invoice_id == invoice.id)
        .options(whole_order)
        .order_by(InvoiceLine.position, InvoiceLine.id)
    )
    rows = [(line, origin, article or "") for line, origin, article in session.execute(statement)]
    return tuple(_billed(list(group)) for _, group in groupby(rows, key=lambda row: row[1].order_id))


def _billed(rows: Sequence[tuple[InvoiceLine, OrderLine, str]]) -> Billed:
    order = rows[0][1].order
    place = f"{order.site.name}, {order.site.city}"
    return Billed(order.number, order.title, place, tuple(_line(*row) for row in rows))


def _line(line: InvoiceLine, origin: OrderLine, article: str) -> Line:
    done_on: date = origin.done_on
    return Line(
        position=line.position,
        kind=origin.kind,
        article=article,
        text=line.text,
        note="",
        technician="",
        done_on=done_on,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        tax_percent=line.tax_percent,
        chargeable=True,
        net=line.net,
    )
