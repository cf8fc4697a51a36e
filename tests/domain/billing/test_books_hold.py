"""Whatever is done in whatever order, the books agree with the lines."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.billing.billable import BillScope
from domain.billing.crediting import credit
from domain.billing.invoice_service import drop_proposal, issue, propose
from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, Posting
from domain.billing.posting_service import counter_post, post_order
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.orders.cancelling import cancel_line, revoke_line
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_service import change_line
from domain.orders.model import Order
from domain.orders.progress import roll_up
from domain.store.base import Entity
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.books import check_whole
from tests.support.priced import line
from tests.support.workshop import Workshop, order

Deed = Callable[[UnitOfWork, int, int], object]


def any_of(work: UnitOfWork, kind: type[Entity], draw: int, *conditions: object) -> int:
    keys = work.session.scalars(select(kind.id).where(*conditions).order_by(kind.id)).all()  # type: ignore[arg-type]
    if not keys:
        raise Refusal("there is none")
    return keys[draw % len(keys)]


def a_line(work: UnitOfWork, order_id: int, draw: int) -> int:
    return any_of(work, OrderLine, draw, OrderLine.order_id == order_id)


def add(work: UnitOfWork, order_id: int, draw: int) -> object:
    price = Decimal(draw).scaleb(-4)
    kind = list(LineKind)[draw % 4]
    free = draw % 5 == 0
    return line(
        work, order_id, kind, text="x", quantity="1.3333", cost_price=price, sales_price=price * 2, chargeable=not free
    )


def change(work: UnitOfWork, order_id: int, draw: int) -> None:
    key = a_line(work, order_id, draw)
    change_line(work, key, work.get(OrderLine, key).version, quantity=draw % 7)


def bill_one(work: UnitOfWork, order_id: int, _draw: int) -> object:
    return propose(work, BillScope(order_id=order_id))


def drop(work: UnitOfWork, order_id: int, draw: int) -> None:
    here = select(InvoiceLine.invoice_id).join(InvoiceLine.order_line).where(OrderLine.order_id == order_id)
    drop_proposal(work, any_of(work, Invoice, draw, Invoice.id.in_(here)))


def issue_one(work: UnitOfWork, order_id: int, draw: int) -> object:
    here = select(InvoiceLine.invoice_id).join(InvoiceLine.order_line).where(OrderLine.order_id == order_id)
    return issue(work, any_of(work, Invoice, draw, Invoice.id.in_(here)))


def credit_one(work: UnitOfWork, order_id: int, draw: int) -> object:
    here = select(InvoiceLine.invoice_id).join(InvoiceLine.order_line).where(OrderLine.order_id == order_id)
    return credit(work, any_of(work, Invoice, draw, Invoice.id.in_(here)), remark="wrong")


def credit_some(work: UnitOfWork, order_id: int, draw: int) -> object:
    here = select(OrderLine.id).where(OrderLine.order_id == order_id)
    on_bill = any_of(work, InvoiceLine, draw, InvoiceLine.order_line_id.in_(here))
    return credit(work, work.get(InvoiceLine, on_bill).invoice_id, line_ids=[on_bill], remark="wrong")


def take_back(work: UnitOfWork, order_id: int, draw: int) -> object:
    return counter_post(work, any_of(work, Posting, draw, Posting.order_id == order_id), remark="wrong")


DEEDS: dict[str, Deed] = {
    "add": add,
    "change": change,
    "post": lambda work, order_id, _draw: post_order(work, order_id),
    "take back": take_back,
    "cancel": lambda work, order_id, draw: cancel_line(work, a_line(work, order_id, draw)),
    "revoke": lambda work, order_id, draw: revoke_line(work, a_line(work, order_id, draw)),
    "bill": bill_one,
    "drop": drop,
    "issue": issue_one,
    "credit": credit_one,
    "credit some": credit_some,
}
STORIES = st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(-500, 10**7)), min_size=10, max_size=30)


START = [("add", 1_000), ("add", 20_001), ("add", 300_002), ("post", 0), ("bill", 0)]


def tell(work: UnitOfWork, deed: Deed, order_id: int, draw: int) -> None:
    deed(work, order_id, draw)


def check_credited(session: Session) -> None:
    """No bill and no rest of one is below zero, and nobody gets back more than was asked for."""
    for bill in session.scalars(select(Invoice).where(Invoice.kind == InvoiceKind.INVOICE)):
        held = [line for line in bill.lines if line.billed_line_id is not None]
        notes = session.scalars(select(Invoice).where(Invoice.credits_id == bill.id)).all()
        assert sum((line.net for line in held), Decimal(0)) + sum(note.net for note in notes) == bill.net
        if bill.status is not InvoiceStatus.PROPOSAL:
            assert all(total >= 0 for total in (bill.total, *(note.total for note in notes)))
            assert (bill.status is InvoiceStatus.CREDITED) == (not held)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORIES)
def test_books_lines_and_bills_agree_after_every_story(
    store: Store, workshop: Workshop, story: list[tuple[str, int]]
) -> None:
    order_id = store.run("kim", order, workshop)
    for name, draw in [*START, *story]:
        with suppress(Refusal):
            store.run("kim", tell, DEEDS[name], order_id, draw)
    check_whole(store)
    with store.read() as session:
        statuses = dict(
            session.execute(select(OrderLine.id, OrderLine.status).where(OrderLine.order_id == order_id)).all()
        )
        assert session.get_one(Order, order_id).progress is roll_up(statuses.values())
        held = select(InvoiceLine.billed_line_id).where(InvoiceLine.billed_line_id.in_(list(statuses)))
        on_bills = {key for key in session.scalars(held) if key}
        assert {statuses[key] for key in on_bills} <= {LineStatus.POSTED}
        assert on_bills == set(
            session.scalars(select(OrderLine.id).where(OrderLine.billed, OrderLine.order_id == order_id))
        )
        found = session.scalars(select(Invoice.number).where(Invoice.number.startswith("INV-")))
        numbers = [str(number) for number in found]
        assert sorted(numbers) == [f"INV-{place:06d}" for place in range(1, len(numbers) + 1)]
        check_credited(session)
        stays = select(Invoice).where(Invoice.status == InvoiceStatus.PROPOSAL)
        assert all(bill.number is None and bill.lines for bill in session.scalars(stays))
