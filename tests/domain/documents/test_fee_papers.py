"""Fees on paper: under their subscription, each with its days, also where nothing was worked."""

from datetime import date

import pytest

from domain.documents.sheets import invoice_sheet
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.fee_service import create_fees
from domain.subscriptions.gaps import Wish
from domain.subscriptions.reductions import reduce_days
from domain.subscriptions.spans import Span
from tests.support.billed_fees import bill, credited, make_fees
from tests.support.subscribed import Subscribed, subscribe
from tests.support.workshop import Workshop


@pytest.fixture
def invoice_id(store: Store, workshop: Workshop) -> int:
    """An invoice over 310.00 for March less two days."""
    subscribed: Subscribed = store.run("setup", subscribe)
    (fee_id,) = store.run("kim", make_fees, subscribed.subscription, date(2026, 3, 1), date(2026, 3, 31))
    store.run("kim", reduce_days, fee_id, 2)
    return store.run("kim", bill)


def paper(store: Store, invoice_id: int) -> str:
    with store.read() as session:
        return invoice_sheet(session, invoice_id).html


def test_an_invoice_shows_fees_with_their_days(store: Store, invoice_id: int) -> None:
    html = paper(store, invoice_id)
    assert "Subscription SU-000001 – Remote watch of the cellar" in html
    assert "1–31 Mar 2026" in html
    for text in ("Harbour Brewery", "1 month", "310.00", "Reduction days: Remote watch", "2 d", "-20.00", "€290.00"):
        assert text in html
    assert "Order SU" not in html


def test_a_credit_note_shows_them_too(store: Store, invoice_id: int) -> None:
    html = paper(store, store.run("kim", credited, invoice_id))
    assert "Subscription SU-000001" in html
    assert "1–31 Mar 2026" in html
    assert "INV-000001" in html


def test_part_of_a_period_is_told_by_its_days_and_not_counted_in_periods(store: Store, workshop: Workshop) -> None:
    subscribed: Subscribed = store.run("setup", subscribe)
    store.run("kim", make_part, subscribed.subscription, date(2026, 3, 15), date(2026, 3, 31))
    html = paper(store, store.run("kim", bill))
    for text in ("Remote watch of the cellar (17 of 31 days)", "15–31 Mar 2026", "170.00"):
        assert text in html
    assert "1 month" not in html


def make_part(work: UnitOfWork, subscription_id: int, first: date, last: date) -> None:
    create_fees(work, subscription_id, Wish(Span(first, last), regular=False))
