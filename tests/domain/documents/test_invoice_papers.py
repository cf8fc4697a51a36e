"""Papers of invoices: as they were issued, order by order, tax by rate."""

from datetime import date
from decimal import Decimal

import pytest

from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from domain.catalogue.model import LineKind
from domain.documents.sheets import invoice_sheet
from domain.errors import Gone
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.parties.model import Customer
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order


def bill(
    work: UnitOfWork, workshop: Workshop, kind: InvoiceKind, *, issued: bool, credits_id: int | None = None
) -> int:
    orders = [work.get(Order, order(work, workshop)) for _ in range(2)]
    net = Decimal(200)
    invoice = Invoice(
        number=("CN-000001" if credits_id else "INV-000001") if issued else None,
        kind=kind,
        status=InvoiceStatus.ISSUED if issued else InvoiceStatus.PROPOSAL,
        customer_id=orders[0].customer_id,
        credits_id=credits_id,
        currency="EUR",
        created_at=work.now,
        issued_on=date(2026, 3, 5) if issued else None,
        due_on=date(2026, 3, 19) if issued and credits_id is None else None,
        billed_name="Harbour Brewery & Sons" if issued else "",
        billed_address="Kai 9\n20457 Hamburg\nFR" if issued else "",
        net=net,
        tax=Decimal(38),
        total=Decimal(238),
        remark="Thank you",
    )
    work.add(invoice, "invoice.issued")
    for position, each in enumerate(orders, 1):
        line = work.add(_order_line(each, work), "order_line.added")
        work.add(_invoice_line(invoice, line, position), "invoice_line.added")
    return invoice.id


def _order_line(on: Order, work: UnitOfWork) -> OrderLine:
    return OrderLine(
        order_id=on.id, position=1, kind=LineKind.HOUR, text="Work", quantity=Decimal(1), unit="h",
        cost_price=Decimal(40), sales_price=Decimal(100), tax_percent=Decimal(19), done_on=work.now.date(),
    )  # fmt: skip


def _invoice_line(invoice: Invoice, line: OrderLine, position: int) -> InvoiceLine:
    return InvoiceLine(
        invoice_id=invoice.id, position=position, order_line_id=line.id, text="Work", quantity=Decimal(1), unit="h",
        price=Decimal(100), tax_percent=Decimal(19), net=Decimal(100),
    )  # fmt: skip


def test_an_invoice_stands_as_it_was_issued(store: Store, workshop: Workshop) -> None:
    issued = store.run("kim", bill, workshop, InvoiceKind.INVOICE, issued=True)

    def rename(work: UnitOfWork) -> None:
        customer = work.get(Customer, work.get(Invoice, issued).customer_id)
        customer.name = "Another name"
        work.note("customer.edited", customer)

    store.run("kim", rename)
    with store.read() as session:
        sheet = invoice_sheet(session, issued)
    assert sheet.title == "Invoice INV-000001"
    assert "Harbour Brewery &amp; Sons<br/>Kai 9<br/>20457 Hamburg<br/>France<br/>" in sheet.html
    for text in ("SO-000001", "SO-000002", "5 Mar 2026", "19 Mar 2026", "€200.00", "€38.00", "€238.00", "Thank you"):
        assert text in sheet.html
    assert "Another name" not in sheet.html
    assert "Proposal" not in sheet.html


def test_a_proposal_says_that_it_is_none_yet(store: Store, workshop: Workshop) -> None:
    proposed = store.run("kim", bill, workshop, InvoiceKind.INVOICE, issued=False)
    with store.read() as session:
        sheet = invoice_sheet(session, proposed)
    assert "Proposal, not a valid invoice" in sheet.html
    assert "Harbour Brewery" in sheet.html
    assert sheet.title == "Invoice"


def test_a_credit_note_names_its_invoice(store: Store, workshop: Workshop) -> None:
    issued = store.run("kim", bill, workshop, InvoiceKind.INVOICE, issued=True)
    credit = store.run("kim", bill, workshop, InvoiceKind.CREDIT_NOTE, issued=True, credits_id=issued)
    with store.read() as session:
        sheet = invoice_sheet(session, credit)
    assert sheet.title == "Credit note CN-000001"
    assert "INV-000001" in sheet.html
    assert "credited to you" in sheet.html


def test_an_invoice_that_is_gone_is_told_so(store: Store) -> None:
    with store.read() as session, pytest.raises(Gone):
        invoice_sheet(session, 999)
