"""A subscription whole, with the bills that its fees are on."""

from datetime import date
from decimal import Decimal

import pytest

from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from domain.reporting.search import Found, find
from domain.reporting.subscription_overview import subscription_overview
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.spans import Span
from tests.support.subscribed import BREWERY, FIRST, Subscribed, subscribe
from tests.support.workshop import Workshop

TODAY = date(2026, 3, 2)


@pytest.fixture
def subscribed(store: Store, workshop: Workshop) -> Subscribed:
    return store.run("setup", subscribe)


def bill(work: UnitOfWork, fee_id: int, kind: InvoiceKind, number: str | None) -> None:
    amount = Decimal(310)
    invoice = Invoice(
        number=number,
        kind=kind,
        status=InvoiceStatus.ISSUED if number else InvoiceStatus.PROPOSAL,
        customer_id=BREWERY,
        currency="EUR",
        created_at=work.now,
        net=amount,
        tax=Decimal(0),
        total=amount,
    )
    line = InvoiceLine(
        invoice_id=work.add(invoice, "invoice.proposed").id,
        position=1,
        fee_id=fee_id,
        text="Remote watch",
        quantity=Decimal(1),
        unit="",
        price=amount,
        tax_percent=Decimal(0),
        net=amount,
    )
    work.add(line, "invoice_line.added")


def test_the_bills_of_each_fee_are_told_the_latest_last(store: Store, subscribed: Subscribed) -> None:
    wish = Wish(Span(FIRST, date(2026, 2, 28)))
    january, february = store.run("kim", create_fees, subscribed.subscription, wish)
    store.run("kim", bill, january, InvoiceKind.INVOICE, "INV-1")
    store.run("kim", bill, january, InvoiceKind.CREDIT_NOTE, "CN-1")
    store.run("kim", bill, february, InvoiceKind.INVOICE, None)
    with store.read() as session:
        found = subscription_overview(session, subscribed.subscription, TODAY)
        assert found
        assert subscription_overview(session, 99, TODAY) is None
    assert {key: [each.number for each in bills] for key, bills in found.bills.items()} == {
        january: ["INV-1", "CN-1"],
        february: [""],
    }
    assert found.id == subscribed.subscription


def test_a_subscription_is_found_from_everywhere_by_number_name_or_customer(
    store: Store, subscribed: Subscribed
) -> None:
    expected = Found("subscriptions", 1, "SU-000001  Remote watch of the cellar", "Harbour Brewery")
    with store.read() as session:
        for words in ("su-000001", "cellar watch", "harbour remote"):
            assert expected in find(session, words)
        assert not [each for each in find(session, "clinic") if each.page == "subscriptions"]
