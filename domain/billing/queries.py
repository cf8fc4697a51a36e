"""Bills and proposals as rows for screens and papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.agreements.model import Agreement
from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from domain.billing.totals import Rate, totals
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.parties.model import Customer
from domain.subscriptions.model import Fee, Subscription

PAGE = 500


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One bill of the list; `number` is empty for a proposal."""

    id: int
    version: int
    number: str
    kind: InvoiceKind
    status: InvoiceStatus
    customer_id: int
    customer: str
    agreement: str
    created_at: datetime
    issued_on: date | None
    due_on: date | None
    currency: str
    net: Decimal
    tax: Decimal
    total: Decimal
    remark: str
    credits: str
    """The number of the invoice that a credit note takes back."""
    credited_by: str
    """The numbers of the credit notes that took this invoice back, or lines of it."""


@dataclass(frozen=True, slots=True)
class BilledLine:
    """One line on a bill, with the order or the subscription it comes from; `until` is the last day of a fee."""

    id: int
    position: int
    order_id: int | None
    subscription_id: int | None
    origin: str
    """The number of the order or subscription."""
    origin_name: str
    done_on: date
    until: date | None
    text: str
    quantity: Decimal
    unit: str
    price: Decimal
    tax_percent: Decimal
    net: Decimal
    currency: str
    credited: bool
    """Taken back by a credit note; the invoice holds it no more."""


@dataclass(frozen=True, slots=True)
class InvoiceDetail:
    """A bill with all that stands on it."""

    head: InvoiceRow
    billed_name: str
    billed_address: str
    lines: tuple[BilledLine, ...]
    rates: tuple[Rate, ...]


def invoices(
    session: Session, *, statuses: frozenset[InvoiceStatus] = frozenset(), words: str = "", limit: int = PAGE
) -> list[InvoiceRow]:
    """Bills and proposals, the newest first, narrowed by what they are and by words in number and names."""
    conditions: list[ColumnElement[bool]] = [_has(word) for word in words.split()]
    if statuses:
        conditions.append(Invoice.status.in_(statuses))
    statement = _invoices().where(*conditions).order_by(Invoice.id.desc()).limit(limit)
    return [InvoiceRow(*row) for row in session.execute(statement)]


def invoice(session: Session, invoice_id: int) -> InvoiceDetail | None:
    """One bill with its lines and sums."""
    row = session.execute(_invoices().where(Invoice.id == invoice_id)).first()
    if row is None:
        return None
    head = InvoiceRow(*row)
    name, address = session.execute(
        select(Invoice.billed_name, Invoice.billed_address).where(Invoice.id == invoice_id)
    ).one()
    lines = _billed_lines(session, head)
    return InvoiceDetail(head, name or head.customer, address, lines, totals(lines, head.currency).rates)


def bills_of(session: Session, order_id: int) -> list[InvoiceRow]:
    """The bills and proposals that lines of an order stand on."""
    here = select(InvoiceLine.invoice_id).join(InvoiceLine.order_line).where(OrderLine.order_id == order_id)
    return [InvoiceRow(*row) for row in session.execute(_invoices().where(Invoice.id.in_(here)).order_by(Invoice.id))]


def billed(session: Session, order_ids: Sequence[int]) -> dict[int, str]:
    """The bill that each line of the orders is on, by line id; an empty number is a proposal."""
    statement = (
        select(OrderLine.id, Invoice.number)
        .join(InvoiceLine, InvoiceLine.order_line_id == OrderLine.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(InvoiceLine.billed_line_id.is_not(None), OrderLine.order_id.in_(order_ids))
    )
    return {line_id: number or "" for line_id, number in session.execute(statement)}


def _invoices() -> Select[*tuple[Any, ...]]:
    credited, note = aliased(Invoice), aliased(Invoice)
    notes = select(func.aggregate_strings(note.number, ", ")).where(note.credits_id == Invoice.id)
    return (
        select(
            Invoice.id,
            Invoice.version,
            func.coalesce(Invoice.number, ""),
            Invoice.kind,
            Invoice.status,
            Invoice.customer_id,
            Customer.name,
            func.coalesce(Agreement.number, ""),
            Invoice.created_at,
            Invoice.issued_on,
            Invoice.due_on,
            Invoice.currency,
            Invoice.net,
            Invoice.tax,
            Invoice.total,
            Invoice.remark,
            func.coalesce(credited.number, ""),
            func.coalesce(notes.correlate(Invoice).scalar_subquery(), ""),
        )
        .join(Invoice.customer)
        .outerjoin(Agreement, Agreement.id == Invoice.agreement_id)
        .outerjoin(credited, credited.id == Invoice.credits_id)
    )


def _billed_lines(session: Session, head: InvoiceRow) -> tuple[BilledLine, ...]:
    statement = (
        select(
            InvoiceLine,
            Order.id,
            Subscription.id,
            func.coalesce(Order.number, Subscription.number),
            func.coalesce(Order.title, Subscription.name),
            func.coalesce(OrderLine.done_on, Fee.starts_on),
            Fee.ends_on,
        )
        .outerjoin(InvoiceLine.order_line)
        .outerjoin(OrderLine.order)
        .outerjoin(InvoiceLine.fee)
        .outerjoin(Fee.subscription)
        .where(InvoiceLine.invoice_id == head.id)
        .order_by(InvoiceLine.position)
    )
    return tuple(
        BilledLine(
            id=line.id,
            position=line.position,
            order_id=order_id,
            subscription_id=subscription_id,
            origin=number,
            origin_name=name,
            done_on=done_on,
            until=until,
            text=line.text,
            quantity=line.quantity,
            unit=line.unit,
            price=line.price,
            tax_percent=line.tax_percent,
            net=line.net,
            currency=head.currency,
            credited=head.kind is InvoiceKind.INVOICE and not line.is_held,
        )
        for line, order_id, subscription_id, number, name, done_on, until in session.execute(statement)
    )


def _has(word: str) -> ColumnElement[bool]:
    names = (Invoice.number, Customer.name, Customer.number, Agreement.number)
    return or_(*(name.icontains(word, autoescape=True) for name in names))
