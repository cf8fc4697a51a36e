"""Reads an invoice or credit note as papers tell of it."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from domain.billing.model import Invoice, InvoiceKind, InvoiceLine
from domain.catalogue.model import Article, LineKind
from domain.documents.content import Billed, InvoicePaper, Line, Totals
from domain.documents.places import abroad, customer_rows
from domain.documents.totals import totals
from domain.errors import Gone
from domain.language import tr
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.parameters.registry import Parameters
from domain.subscriptions.model import Fee, Subscription, SubscriptionGroup

Origin = tuple[InvoiceLine, OrderLine | Fee, str]
"""A line of a bill, what it stands for, and the number of the article."""


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
    whole_subscription = joinedload(InvoiceLine.fee).joinedload(Fee.subscription)
    article_id = func.coalesce(OrderLine.article_id, Subscription.article_id, SubscriptionGroup.article_id)
    statement = (
        select(InvoiceLine, Article.number)
        .outerjoin(InvoiceLine.order_line)
        .outerjoin(InvoiceLine.fee)
        .outerjoin(Fee.subscription)
        .outerjoin(Subscription.group)
        .outerjoin(Article, Article.id == article_id)
        .where(InvoiceLine.invoice_id == invoice.id)
        .options(whole_order, whole_subscription)
        .order_by(InvoiceLine.position, InvoiceLine.id)
    )
    rows = [
        (line, origin, article or "")
        for line, article in session.execute(statement)
        if (origin := line.order_line or line.fee) is not None
    ]
    return tuple(_billed(list(group)) for _, group in groupby(rows, key=_whose))


def _whose(row: Origin) -> tuple[str, int]:
    _, origin, _ = row
    return ("order", origin.order_id) if isinstance(origin, OrderLine) else ("subscription", origin.subscription_id)


def _billed(rows: Sequence[Origin]) -> Billed:
    lines = tuple(_line(*row) for row in rows)
    _, origin, _ = rows[0]
    if isinstance(origin, Fee):
        return Billed(origin.subscription.number, origin.subscription.name, "", lines, is_subscription=True)
    place = f"{origin.order.site.name}, {origin.order.site.city}"
    return Billed(origin.order.number, origin.order.title, place, lines)


def _line(line: InvoiceLine, origin: OrderLine | Fee, article: str) -> Line:
    return Line(
        position=line.position,
        kind=LineKind.FEE if isinstance(origin, Fee) else origin.kind,
        article=article,
        text=line.text,
        note="",
        technician="",
        done_on=origin.starts_on if isinstance(origin, Fee) else origin.done_on,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        tax_percent=line.tax_percent,
        chargeable=True,
        net=line.net,
        until=origin.ends_on if isinstance(origin, Fee) else None,
    )
