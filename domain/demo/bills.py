"""The bills of the demo company: one for each customer and month, the last month still proposals or not even that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import insert, select, update

from domain.billing.marking import mark
from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from domain.billing.totals import totals
from domain.demo.bulk import add_rows
from domain.demo.catalogue import CURRENCY
from domain.demo.charges import Charged
from domain.demo.plans import midnight
from domain.orders.margin import amount
from domain.parties.model import Customer, Site
from domain.store.numbering import number_series
from domain.store.unit_of_work import UnitOfWork

ISSUE_DAY = 3
DAYS_TO_PAY = 14
CLERK = "Birgit Hoffmann"
CREDITED = 7
"""Which invoice was wrong and taken back, some days later."""
WRONG = "Wrong hours on one of the visits"


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line of an order comes to on a bill."""

    row: dict[str, Any]
    net: Decimal
    tax_percent: Decimal


@dataclass(frozen=True, slots=True)
class _Pile:
    """What one customer is billed for one month; issued on the day, if that has come."""

    customer: Customer
    issue_on: date
    lines: tuple[_Line, ...]


def bill(work: UnitOfWork, posted: Sequence[Charged], today: date) -> None:
    """Bill what is posted: full months are issued, of the present one every other customer has a proposal."""
    _move_in(work)
    piles = [_pile(work, key, list(group)) for key, group in groupby(sorted(posted, key=_month), key=_month)]
    due = [pile for pile in piles if pile.issue_on <= today]
    bills = [(_issued(number, pile), pile) for number, pile in enumerate(due, 1)]
    bills += [(_proposal(pile, today), pile) for pile in [each for each in piles if each.issue_on > today][::2]]
    _store(work, bills)
    if len(due) >= CREDITED:
        wrong, pile = bills[CREDITED - 1]
        _store(work, [(_credit_note(wrong, pile), pile)])
        work.session.execute(insert(number_series).values(name="credit note", last=1))
        released = InvoiceLine.invoice_id == wrong.id
        work.session.execute(update(InvoiceLine).where(released).values(billed_line_id=None))
    mark(work.session, InvoiceLine.billed_line_id.is_not(None), billed=True)
    work.session.execute(insert(number_series).values(name="invoice", last=len(due)))


def _store(work: UnitOfWork, bills: Sequence[tuple[Invoice, _Pile]]) -> None:
    work.session.add_all(invoice for invoice, _ in bills)
    work.session.flush()
    rows = [row for invoice, pile in bills for row in _rows(invoice, pile)]
    add_rows(work, InvoiceLine, rows)
    for invoice, _ in bills:
        kind = "invoice.issued" if invoice.number else "invoice.proposed"
        work.recount(kind, invoice, invoice.created_at, CLERK)


def _month(each: Charged) -> tuple[int, int, int]:
    return each.closed_at.year, each.closed_at.month, each.order.customer_id


def _pile(work: UnitOfWork, key: tuple[int, int, int], charged: Sequence[Charged]) -> _Pile:
    year, month, customer_id = key
    issue_on = date(year + month // 12, month % 12 + 1, ISSUE_DAY)
    rows = (row for each in sorted(charged, key=lambda each: each.order.id) for row in each.lines if row["chargeable"])
    lines = tuple(_Line(row, amount(row["quantity"], row["sales_price"], CURRENCY), row["tax_percent"]) for row in rows)
    return _Pile(work.session.get_one(Customer, customer_id), issue_on, lines)


def _move_in(work: UnitOfWork) -> None:
    """Give each customer the address of its first site for bills."""
    sites = select(Site).where(Site.parent_id.is_(None)).order_by(Site.id.desc())
    first = {site.customer_id: site for site in work.session.scalars(sites)}
    for customer in work.session.scalars(select(Customer).order_by(Customer.id)):
        site = first[customer.id]
        customer.street, customer.postcode = site.street, site.postcode
        customer.city, customer.country = site.city, site.country
        work.note("customer.edited", customer)


def _issued(number: int, pile: _Pile) -> Invoice:
    invoice = _proposal(pile, pile.issue_on)
    customer = pile.customer
    invoice.number, invoice.status = f"INV-{number:06d}", InvoiceStatus.ISSUED
    invoice.issued_on, invoice.due_on = pile.issue_on, pile.issue_on + timedelta(days=DAYS_TO_PAY)
    invoice.billed_name = customer.name
    invoice.billed_address = f"{customer.street}\n{customer.postcode} {customer.city}\n{customer.country}"
    return invoice


def _proposal(pile: _Pile, on: date) -> Invoice:
    sums = totals(pile.lines, CURRENCY)
    return Invoice(
        kind=InvoiceKind.INVOICE,
        status=InvoiceStatus.PROPOSAL,
        customer_id=pile.customer.id,
        currency=CURRENCY,
        created_at=midnight(on),
        net=sums.net,
        tax=sums.tax,
        total=sums.total,
    )


def _rows(invoice: Invoice, pile: _Pile) -> list[dict[str, Any]]:
    holds = invoice.kind is InvoiceKind.INVOICE
    return [
        {
            "invoice_id": invoice.id,
            "position": position,
            "order_line_id": line.row["id"],
            "billed_line_id": line.row["id"] if holds else None,
            "text": line.row["text"],
            "quantity": line.row["quantity"],
            "unit": line.row["unit"],
            "price": line.row["sales_price"],
            "tax_percent": line.tax_percent,
            "net": line.net,
        }
        for position, line in enumerate(pile.lines, 1)
    ]


def _credit_note(wrong: Invoice, pile: _Pile) -> Invoice:
    """Takes one invoice back; what stands on it waits to be billed anew."""
    note = _proposal(pile, pile.issue_on + timedelta(days=2))
    wrong.status = InvoiceStatus.CREDITED
    note.kind, note.status, note.number = InvoiceKind.CREDIT_NOTE, InvoiceStatus.ISSUED, "CN-000001"
    note.credits_id, note.issued_on, note.remark = wrong.id, pile.issue_on + timedelta(days=2), WRONG
    note.billed_name, note.billed_address = wrong.billed_name, wrong.billed_address
    return note
