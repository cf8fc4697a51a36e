"""Some lines of an invoice are credited, and corrected, while the others stay as they are."""

from decimal import Decimal

import pytest

from domain.billing.billable import BillScope
from domain.billing.crediting import credit
from domain.billing.invoice_service import issue, propose
from domain.billing.model import InvoiceStatus
from domain.billing.queries import InvoiceDetail, invoice
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_queries import lines
from domain.orders.line_service import change_line
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.books import balances, check_whole, post, postings, take_back
from tests.support.priced import Shelf, line
from tests.support.together import in_threads
from tests.support.workshop import Workshop, order

D = Decimal


def detail(store: Store, invoice_id: int) -> InvoiceDetail:
    with store.read() as session:
        found = invoice(session, invoice_id)
    assert found
    return found


def billed(work: UnitOfWork, order_id: int) -> int:
    (proposal,) = propose(work, BillScope(order_id=order_id))
    return issue(work, proposal).id


def credited(work: UnitOfWork, invoice_id: int, line_ids: list[int] | None) -> int:
    return credit(work, invoice_id, line_ids=line_ids, remark="wrong price").id


def change(work: UnitOfWork, line_id: int, quantity: int) -> None:
    change_line(work, line_id, work.get(OrderLine, line_id).version, quantity=quantity)


@pytest.fixture
def issued(store: Store, order_id: int) -> int:
    """An invoice over 190 + 85 + 60 + 25 without tax."""
    store.run("kim", post, order_id)
    return store.run("kim", billed, order_id)


def test_chosen_lines_are_credited_and_the_rest_later(store: Store, issued: int) -> None:
    first, second, *rest = detail(store, issued).lines
    note = detail(store, store.run("kim", credited, issued, [first.id, second.id]))
    assert (note.head.net, [each.text for each in note.lines]) == (D(275), [first.text, second.text])
    found = detail(store, issued)
    assert (found.head.status, found.head.credited_by) == (InvoiceStatus.ISSUED, "CN-000001")
    assert [each.credited for each in found.lines] == [True, True, False, False]
    assert not any(each.credited for each in note.lines)
    other = detail(store, store.run("kim", credited, issued, None))
    assert [each.text for each in other.lines] == [each.text for each in rest]
    found = detail(store, issued)
    assert found.head.status is InvoiceStatus.CREDITED
    assert set(found.head.credited_by.split(", ")) == {"CN-000001", "CN-000002"}
    assert note.head.net + other.head.net == found.head.net
    with pytest.raises(Refusal, match="was credited already"):
        store.run("kim", credited, issued, None)


def test_a_line_is_credited_once_and_only_on_its_own_invoice(store: Store, issued: int) -> None:
    first, *_ = detail(store, issued).lines
    store.run("kim", credited, issued, [first.id])
    for line_ids in ([first.id], [4711]):
        with pytest.raises(Refusal, match="credited already, or are not on INV-000001"):
            store.run("kim", credited, issued, line_ids)
    with pytest.raises(Refusal, match="Choose the lines"):
        store.run("kim", credited, issued, [])


def test_of_two_who_credit_the_same_lines_at_once_one_does(store: Store, issued: int) -> None:
    first, *_ = detail(store, issued).lines
    errors = in_threads(*(lambda: store.run("kim", credited, issued, [first.id]) for _ in range(2)))
    assert [type(error) for error in errors] == [Refusal]
    assert detail(store, issued).head.credited_by == "CN-000001"


def test_a_credited_line_is_corrected_and_billed_anew_while_the_others_stay(
    store: Store, order_id: int, issued: int
) -> None:
    before = balances(store)
    first, *_ = detail(store, issued).lines
    note = store.run("kim", credited, issued, [first.id])
    assert store.run("kim", take_back, postings(store, order_id)[0].id) == "P-000002"
    assert [each.remark for each in postings(store, order_id)] == ["", "wrong hours", "What stays of P-000001"]
    check_whole(store)
    with store.read() as session:
        opened, *others = lines(session, order_id)
    assert (opened.status, {each.status for each in others}) == (LineStatus.CREATED, {LineStatus.POSTED})
    store.run("kim", change, opened.id, 1)
    store.run("kim", post, order_id)
    check_whole(store)
    again = detail(store, store.run("kim", billed, order_id))
    assert [(each.text, each.quantity) for each in again.lines] == [(first.text, D(1))]
    assert again.head.net == first.price
    assert before["1400"] - balances(store)["1400"] == detail(store, note).head.net - again.head.net


def test_nobody_is_asked_for_less_than_nothing(store: Store, workshop: Workshop, shelf: Shelf) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", lambda work: line(work, order_id, LineKind.FEE, text="Goodwill", sales_price=D(-10)).id)
    store.run("kim", post, order_id)
    (proposal,) = store.run("kim", propose, BillScope(order_id=order_id))
    with pytest.raises(Refusal, match="below zero"):
        store.run("kim", lambda work: issue(work, proposal).id)
    assert detail(store, proposal).head.status is InvoiceStatus.PROPOSAL


def test_with_a_discount_on_it_no_more_is_given_back_than_was_asked_for(
    store: Store, workshop: Workshop, shelf: Shelf
) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", lambda work: line(work, order_id, LineKind.FEE, text="Visit", sales_price=D(100)).id)
    store.run("kim", lambda work: line(work, order_id, LineKind.FEE, text="Goodwill", sales_price=D(-10)).id)
    store.run("kim", post, order_id)
    bill = store.run("kim", billed, order_id)
    visit, goodwill = detail(store, bill).lines
    with pytest.raises(Refusal, match="More than is left of INV-000001"):
        store.run("kim", credited, bill, [visit.id])
    with pytest.raises(Refusal, match="A discount alone"):
        store.run("kim", credited, bill, [goodwill.id])
    assert detail(store, store.run("kim", credited, bill, [visit.id, goodwill.id])).head.net == D(90)
