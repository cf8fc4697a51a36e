"""Orders are posted once, and taken back by their opposite."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from domain.billing import posting_many
from domain.billing.model import Posting
from domain.billing.posting_many import post_many
from domain.billing.posting_service import counter_post, post_order
from domain.catalogue.model import LineKind
from domain.errors import CalloutError, Gone, Overtaken, Refusal, Unavailable
from domain.language import day_words
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_draft import LineDraft
from domain.orders.line_queries import LineRow, lines
from domain.orders.line_service import add_line, change_line
from domain.orders.model import Order, Progress, Stage
from domain.orders.signing import sign_line, sign_order
from domain.parameters import service as parameters
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.books import balances, check_whole, post, postings, take_back
from tests.support.moments import MONDAY_MORNING
from tests.support.priced import Shelf, line
from tests.support.workshop import Workshop, order

D = Decimal


def rows(store: Store, order_id: int) -> tuple[LineRow, ...]:
    with store.read() as session:
        return lines(session, order_id)


def progress(store: Store, order_id: int) -> Progress:
    with store.read() as session:
        return session.get_one(Order, order_id).progress


def mark(store: Store, entity: type[Any], key: int, **values: Any) -> None:
    def marking(work: UnitOfWork) -> None:
        found = work.get(entity, key)
        for name, value in values.items():
            setattr(found, name, value)
        work.note("test.marked", found)

    store.run("setup", marking)


def late_line(work: UnitOfWork, order_id: int) -> int:
    return add_line(work, order_id, LineDraft(LineKind.FEE, text="Disposal", sales_price=D(20))).id


def stage_of(store: Store, order_id: int) -> int:
    with store.read() as session:
        return session.get_one(Order, order_id).stage_id


def test_posting_books_every_line_by_its_kind(store: Store, order_id: int) -> None:
    assert store.run("kim", post, order_id) == "P-000001"
    assert balances(store) == {
        "1400": D(360),
        "4400": D(-190),
        "4410": D(-60),
        "4420": D(-85),
        "4430": D(-25),
        "6000": D(96),
        "6990": D(-96),
        "6600": D(35),
        "6991": D(-35),
        "5200": D("36.40"),
        "1140": D("-36.40"),
    }
    (posting,) = postings(store, order_id)
    assert (posting.sequence, posting.posted_by, posting.posted_at) == (1, "kim", MONDAY_MORNING)
    assert (posting.posted_on, posting.currency) == (date(2026, 3, 2), "EUR")
    assert {row.status for row in rows(store, order_id)} == {LineStatus.POSTED}
    assert progress(store, order_id) is Progress.POSTED
    check_whole(store)


def test_posting_twice_leaves_one_posting(store: Store, order_id: int) -> None:
    assert [store.run("kim", post, order_id) for _ in range(3)] == ["P-000001"] * 3
    assert len(postings(store, order_id)) == 1
    check_whole(store)


def test_lines_that_come_later_are_posted_by_themselves(store: Store, order_id: int, shelf: Shelf) -> None:
    store.run("kim", post, order_id)
    store.run("kim", lambda work: line(work, order_id, LineKind.ITEM, article_id=shelf.filter).id)
    assert progress(store, order_id) is Progress.IN_PROCESS
    assert store.run("kim", post, order_id) == "P-000002"
    assert [each.sequence for each in postings(store, order_id)] == [1, 2]
    assert balances(store)["1400"] == D("402.50")
    check_whole(store)


def test_what_is_not_charged_books_its_cost_alone(store: Store, order_id: int) -> None:
    hour = rows(store, order_id)[0]
    store.run("kim", change_line, hour.id, hour.version, chargeable=False)
    store.run("kim", post, order_id)
    assert balances(store)["1400"] == D(170)
    assert balances(store)["6000"] == D(96)


def test_cancelled_lines_are_left_out(store: Store, order_id: int) -> None:
    mark(store, OrderLine, rows(store, order_id)[0].id, status=LineStatus.CANCELLED)
    store.run("kim", post, order_id)
    assert balances(store)["1400"] == D(170)
    assert rows(store, order_id)[0].status is LineStatus.CANCELLED
    assert progress(store, order_id) is Progress.POSTED
    check_whole(store)


def test_an_order_without_lines_cannot_be_posted(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Refusal, match="SO-000001 has no lines to post"):
        store.run("kim", post, order_id)


def test_the_stage_must_allow_it(store: Store, order_id: int) -> None:
    mark(store, Stage, stage_of(store, order_id), allows_post=False)
    with pytest.raises(Refusal, match="cannot be posted in the stage “New”"):
        store.run("kim", post, order_id)
    assert postings(store, order_id) == []


def test_where_it_is_asked_for_the_order_or_all_lines_must_be_signed_off(store: Store, order_id: int) -> None:
    store.run("setup", parameters.change, "sign_off_required", True)
    with pytest.raises(Refusal, match="must be signed off"):
        store.run("kim", post, order_id)
    for row in rows(store, order_id):
        mark(store, OrderLine, row.id, signed_off_at=MONDAY_MORNING)
    store.run("kim", post, order_id)
    assert len(postings(store, order_id)) == 1


def test_a_line_added_after_the_signature_of_the_order_wants_one_of_its_own(store: Store, order_id: int) -> None:
    store.run("setup", parameters.change, "sign_off_required", True)
    store.run("kim", sign_order, order_id, "Ada Berg")
    late = store.run("kim", late_line, order_id)
    with pytest.raises(Refusal, match="must be signed off"):
        store.run("kim", post, order_id)
    store.run("kim", sign_line, late, "Ada Berg")
    store.run("kim", post, order_id)
    assert len(postings(store, order_id)) == 1


def test_a_counter_posting_leaves_every_account_even_and_the_lines_open(store: Store, order_id: int) -> None:
    store.run("kim", post, order_id)
    (posting,) = postings(store, order_id)
    assert store.run("lou", take_back, posting.id) == "P-000002"
    assert balances(store) == {}
    counter = postings(store, order_id)[1]
    assert (counter.reverses_id, counter.remark, counter.posted_by) == (posting.id, "wrong hours", "lou")
    assert {row.status for row in rows(store, order_id)} == {LineStatus.CREATED}
    assert progress(store, order_id) is Progress.IN_PROCESS
    check_whole(store)
    hour = rows(store, order_id)[0]
    store.run("kim", change_line, hour.id, hour.version, quantity=3)
    assert store.run("kim", post, order_id) == "P-000003"
    assert balances(store)["1400"] == D(455)
    check_whole(store)


def test_nothing_is_taken_back_twice_or_without_saying_why(store: Store, order_id: int) -> None:
    store.run("kim", post, order_id)
    (posting,) = postings(store, order_id)
    with pytest.raises(Refusal, match="Say why") as refused:
        store.run("kim", take_back, posting.id, " ")
    assert refused.value.field == "reason"
    store.run("kim", take_back, posting.id)
    with pytest.raises(Refusal, match="P-000001 was taken back already"):
        store.run("kim", take_back, posting.id)
    with pytest.raises(Refusal, match="P-000002 is a counter-posting itself"):
        store.run("kim", counter_post, postings(store, order_id)[1].id, remark="again")
    check_whole(store)


def test_many_are_posted_and_each_tells_what_became_of_it(
    store: Store, order_id: int, workshop: Workshop, shelf: Shelf
) -> None:
    empty = store.run("kim", order, workshop)
    other = store.run("kim", order, workshop)
    store.run("kim", lambda work: line(work, other, LineKind.FEE, article_id=shelf.fee).id)
    store.run("kim", post, order_id)
    told = post_many(store, "lou", [order_id, empty, other, 4711])
    assert [(each.order_id, each.posted) for each in told] == [
        (order_id, False),
        (empty, False),
        (other, True),
        (4711, False),
    ]
    assert told[0].sentence == "posted before, as P-000001"
    assert "has no lines" in told[1].sentence
    assert told[2].sentence == "posted as P-000002"
    assert "not there any more" in told[3].sentence
    check_whole(store)


@pytest.mark.parametrize("error", [Overtaken("faster"), Unavailable("The disk is full."), Gone("gone")])
def test_whatever_happens_to_one_of_many_the_others_are_posted_and_it_says_so(
    store: Store, order_id: int, workshop: Workshop, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, error: CalloutError
) -> None:
    other = store.run("kim", order, workshop)
    store.run("kim", lambda work: line(work, other, LineKind.FEE, article_id=shelf.fee).id)

    def stumble(work: UnitOfWork, key: int, *, on: date | None = None) -> Posting:
        posting = post_order(work, key, on=on)
        if key == order_id:
            raise error
        return posting

    monkeypatch.setattr(posting_many, "post_order", stumble)
    told = post_many(store, "lou", [order_id, other])
    assert [(each.posted, each.sentence) for each in told] == [(False, str(error)), (True, "posted as P-000001")]
    assert postings(store, order_id) == []
    check_whole(store)


def test_the_journal_tells_of_it(store: Store, order_id: int) -> None:
    store.run("kim", post, order_id)
    with store.read() as session:
        kinds = list(session.scalars(select(journal.c.kind).order_by(journal.c.id)))
        posting = session.scalars(select(Posting)).one()
    assert kinds.count("order_line.posted") == 4
    assert kinds.count("posting_entry.made") == 14
    assert kinds.count("order.posted") == kinds.count("posting.made") == 1
    assert posting.number == "P-000001"


def test_nothing_is_posted_or_taken_back_into_books_that_are_closed(store: Store, order_id: int) -> None:
    today = store.clock.now().date()
    store.run("kim", post, order_id)
    (posting,) = postings(store, order_id)
    store.run("setup", parameters.change, "books_closed_until", today)
    with pytest.raises(Refusal, match=f"closed for {day_words(today)}"):
        store.run("kim", take_back, posting.id)
    store.run("setup", parameters.change, "books_closed_until", None)
    store.run("kim", take_back, posting.id)
    store.run("setup", parameters.change, "books_closed_until", today)
    with pytest.raises(Refusal, match=f"closed for {day_words(today)}") as refused:
        store.run("kim", post, order_id)
    assert refused.value.field == "on"
    check_whole(store)
