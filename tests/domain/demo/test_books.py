"""The demo company's books: every visit charged, nearly all posted and billed, and nothing that does not add up."""

from collections import Counter
from datetime import date

from sqlalchemy import func, select

from domain.billing.billable import BillScope
from domain.billing.invoice_service import issue, propose
from domain.billing.model import Invoice, InvoiceLine, InvoiceStatus
from domain.billing.posting_queries import ready_to_post
from domain.billing.totals import totals
from domain.billing.what_waits import billable
from domain.catalogue.model import LineKind
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_queries import lines_of
from domain.orders.margin import margin
from domain.orders.model import Order, Progress, Stage, StageMeaning
from domain.orders.progress import roll_up
from domain.store.store import Store
from tests.support.books import check_whole, post

MONDAY = date(2026, 3, 2)


def test_every_visit_that_took_place_is_charged(company: Store) -> None:
    with company.read() as session:
        done = set(session.scalars(select(Order.id).join(Order.stage).where(Stage.meaning == StageMeaning.DONE)))
        found = lines_of(session, sorted(done))
    assert {line.order_id for line in found} == done
    assert Counter(line.kind for line in found).keys() == set(LineKind)
    hours = [line for line in found if line.kind is LineKind.HOUR]
    assert len(hours) == len(done)
    assert all(line.technician and line.started_at and line.quantity > 0 for line in hours)
    assert len({line.price_rule for line in hours}) > 4
    percent = margin(found).percent
    assert percent
    assert 35 < percent < 65


def test_the_books_add_up(company: Store) -> None:
    check_whole(company)
    with company.read() as session:
        for order in session.scalars(select(Order)):
            lines = session.scalars(select(OrderLine.status).where(OrderLine.order_id == order.id)).all()
            assert order.progress is Progress.CANCELLED or order.progress is roll_up(lines)
        for invoice in session.scalars(select(Invoice)):
            sums = totals(invoice.lines, invoice.currency)
            assert (invoice.net, invoice.tax, invoice.total) == (sums.net, sums.tax, sums.total)


def test_nearly_all_is_posted_and_billed(company: Store) -> None:
    with company.read() as session:
        statuses = Counter(session.scalars(select(OrderLine.status)))
        assert statuses[LineStatus.POSTED] > 20 * statuses[LineStatus.CREATED] > 0
        assert 20 < len(ready_to_post(session)) < 150
        kinds = Counter(session.scalars(select(Invoice.status)))
        assert kinds[InvoiceStatus.ISSUED] > 100
        assert kinds[InvoiceStatus.PROPOSAL] > 5
        assert kinds[InvoiceStatus.CREDITED] == 1
        assert len(billable(session)) > 5
        on_a_bill = session.scalar(select(func.count()).where(InvoiceLine.billed_line_id.is_not(None)))
        assert on_a_bill
        assert on_a_bill > 3000


def test_work_goes_on_from_there(company: Store) -> None:
    with company.read() as session:
        waiting = ready_to_post(session)[0].order_id
        last = session.scalar(select(func.count()).select_from(Invoice).where(Invoice.number.startswith("INV-")))
    number = company.run("kim", post, waiting)
    assert int(number.removeprefix("P-")) > 1000
    (proposal, *_) = company.run("kim", propose, BillScope(order_id=waiting))
    assert company.run("kim", lambda work: issue(work, proposal).number) == f"INV-{(last or 0) + 1:06d}"
    check_whole(company)
