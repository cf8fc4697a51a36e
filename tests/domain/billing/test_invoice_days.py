"""Numbers and days of invoices go up together, even where two people issue at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import select

from domain.billing.billable import BillScope
from domain.billing.invoice_service import issue, propose
from domain.errors import Refusal
from domain.parties.model import Customer
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.books import post
from tests.support.priced import priced_order, stock
from tests.support.together import WAIT_SECONDS, wait_for_lock
from tests.support.workshop import build


def proposals(work: UnitOfWork) -> list[int]:
    """Two proposals to a customer who has an address."""
    workshop, shelf = build(work), stock(work)
    for customer in work.session.scalars(select(Customer)):
        customer.street, customer.city, customer.country = "Hopfengasse 3", "Hamburg", "DE"
        work.note("customer.changed", customer)
    made = []
    for _ in range(2):
        order_id = priced_order(work, workshop, shelf)
        post(work, order_id)
        made += propose(work, BillScope(order_id=order_id))
    return made


def issued(work: UnitOfWork, invoice_id: int, on: date) -> str | None:
    return issue(work, invoice_id, on).number


def test_an_invoice_of_an_earlier_day_does_not_slip_behind_one_that_is_being_issued(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store, ThreadPoolExecutor(1) as other:
        first, second = store.run("setup", proposals)
        with store.write("kim") as work:
            assert issued(work, first, date(2026, 5, 2)) == "INV-000001"
            work.session.flush()
            slipping = other.submit(store.run, "lou", issued, second, date(2026, 5, 1))
            wait_for_lock(store)
        with pytest.raises(Refusal, match="INV-000001"):
            slipping.result(WAIT_SECONDS)
        assert store.run("lou", issued, second, date(2026, 5, 2)) == "INV-000002"
