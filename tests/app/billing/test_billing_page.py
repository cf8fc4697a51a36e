"""The page of billing, driven through its real widgets: from done work to a credit note."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.billing.presenter import Tab
from app.billing.view import BillingPage
from app.shared.days import short_day
from app.shared.links import Link
from domain.billing.model import InvoiceStatus
from domain.billing.posting_queries import PostingRow, journal
from domain.billing.queries import InvoiceRow, invoices
from domain.catalogue.model import Article, LineKind
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import create_reason
from domain.parameters.service import change
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.periods import PeriodCode, Rhythm, period_of
from domain.words import Priority
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.billed_fees import make_fees
from tests.support.in_front import in_front
from tests.support.priced import Shelf, line, stock
from tests.support.service_desk import NOW, ServiceDesk
from tests.support.subscribed import subscribe

Show = Callable[[], BillingPage]
TODAY = NOW.date()
MONTHS = Rhythm(PeriodCode.MONTH)


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> BillingPage:
        return in_front(BillingPage(desk.kit, desk.desk), desk, qtbot)

    return shown


@pytest.fixture
def orders(desk: ServiceDesk) -> list[int]:
    """Three orders with lines to post: 190 + 85 without tax each."""
    shelf = desk.store.run("setup", stock)
    return [desk.store.run("ada", _order, desk.company.chiller.id, shelf) for _ in range(3)]


def _order(work: UnitOfWork, asset_id: int, shelf: Shelf) -> int:
    order = open_order(work, OrderDraft("Leaks", Priority.NORMAL, Origin.HAND, 60, asset_id=asset_id))
    line(work, order.id, LineKind.HOUR, article_id=shelf.hour, quantity=2)
    line(work, order.id, LineKind.ITEM, article_id=shelf.filter, quantity=2)
    return order.id


def _shelf(work: UnitOfWork) -> Shelf:
    ids = dict(work.session.execute(select(Article.number, Article.id)).all())
    return Shelf(ids["H-1"], ids["F-7"], ids["T-1"], ids["E-1"], ids["F-8"])


def bills(desk: ServiceDesk) -> list[InvoiceRow]:
    with desk.store.read() as session:
        return invoices(session)


def postings(desk: ServiceDesk) -> tuple[PostingRow, ...]:
    with desk.store.read() as session:
        return journal(session, TODAY, TODAY)


def billed(page: BillingPage) -> BillingPage:
    """Post everything and propose bills, from the keyboard."""
    page.ready.table.selectAll()
    QTest.keyClick(page, Qt.Key.Key_P)
    QTest.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    page.piles.table.selectAll()
    QTest.keyClick(page, Qt.Key.Key_B)
    return page


def test_several_orders_are_posted_and_each_says_what_became_of_it(
    desk: ServiceDesk, show: Show, orders: list[int]
) -> None:
    page = show()
    assert [row.id for row in page.ready.table.rows()] == orders
    desk.store.run("ada", change, "sign_off_required", True)
    page.ready.table.selectAll()
    QTest.keyClick(page, Qt.Key.Key_P)
    results = page.ready.results.rows()
    assert len(results) == 3
    assert not any(result.posted for result in results)
    assert desk.notices[-1].text == "0 of 3 orders posted; the others say why not."
    desk.store.run("ada", change, "sign_off_required", False)
    page.presenter.load()
    page.ready.table.choose(orders[0])
    QTest.keyClick(page, Qt.Key.Key_P)
    assert [result.posted for result in page.ready.results.rows()] == [True]
    assert [row.id for row in page.ready.table.rows()] == orders[1:]
    assert len(postings(desk)) == 1


def test_a_bill_is_proposed_looked_through_and_issued_from_the_keyboard(
    desk: ServiceDesk, show: Show, orders: list[int]
) -> None:
    page = billed(show())
    assert page.tabs.currentIndex() == Tab.BILLS
    detail = page.bills.detail()
    assert detail is not None
    assert len(detail.lines) == 6
    page.bills.lines.choose(detail.lines[-1].id)
    QTest.keyClick(page.bills.lines, Qt.Key.Key_Delete)
    page.presenter.look(detail.head.id)
    shorter = page.bills.detail()
    assert shorter is not None
    assert len(shorter.lines) == 5
    QTest.keyClick(page, Qt.Key.Key_I)
    issued = bills(desk)[0]
    assert (issued.status, issued.number) == (InvoiceStatus.ISSUED, "INV-000001")
    assert "Total" in page.bills.totals.text()
    assert not page.tabs.is_proposal()
    page.tabs.setCurrentIndex(Tab.PILES)
    assert [row.row.lines for row in page.piles.table.rows()] == [1]


def test_the_paper_of_a_bill_is_previewed_and_saved_as_pdf(
    desk: ServiceDesk, show: Show, orders: list[int], tmp_path: Path
) -> None:
    page = billed(show())
    QTest.keyClick(page, Qt.Key.Key_I)
    QTest.keyClick(page, Qt.Key.Key_V)
    assert page.paper is not None
    assert page.paper.windowTitle() == "Invoice INV-000001"
    page.paper.preview.save_to(tmp_path / "bill.pdf")
    text = "".join(leaf.extract_text() for leaf in PdfReader(tmp_path / "bill.pdf").pages)
    assert "INV-000001" in text
    assert "Harbour Brewery" in text
    page.paper.close()


def test_an_invoice_is_taken_back_with_a_reason_and_not_without(
    desk: ServiceDesk, show: Show, orders: list[int]
) -> None:
    page = billed(show())
    QTest.keyClick(page, Qt.Key.Key_I)
    QTest.keyClick(page, Qt.Key.Key_C)
    assert page.taking_back.dialog is not None
    dialog = page.taking_back.dialog
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    assert dialog.form.fields["reason"].widget.accessibleDescription() == "Say why the invoice is taken back."
    QTest.keyClicks(dialog.form.fields["remark"].widget, "Wrong customer")
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    assert [(bill.kind.value, bill.status.value) for bill in bills(desk)] == [
        ("credit_note", "issued"),
        ("invoice", "credited"),
    ]
    assert page.taking_back.dialog is None
    assert not page.tabs.can_credit()
    note, taken_back = page.bills.table.rows()
    total = page.bills.table.row_model().columns[-1]
    assert total.text(note) == f"-{total.text(taken_back)}"


def test_chosen_lines_of_an_invoice_are_credited_and_the_others_stay(
    desk: ServiceDesk, show: Show, orders: list[int]
) -> None:
    page = billed(show())
    QTest.keyClick(page, Qt.Key.Key_I)
    first, second, *rest = page.bills.lines.rows()
    page.bills.lines.clearSelection()
    assert not page.tabs.can_credit_lines()
    page.bills.lines.choose(first.id)
    QTest.keyClick(page.bills.lines, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    dialog = page.taking_back.dialog
    assert dialog is not None
    assert dialog.windowTitle() == "Take 2 lines of INV-000001 back?"
    QTest.keyClicks(dialog.form.fields["remark"].widget, "Wrong hours")
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    note, bill = bills(desk)
    assert (note.kind.value, note.net, bill.status.value) == ("credit_note", first.net + second.net, "issued")
    page.presenter.look(bill.id)
    assert [row.credited for row in page.bills.lines.rows()] == [True, True] + [False] * len(rest)
    assert page.bills.lines.row_model().columns[2].text(page.bills.lines.rows()[0]) == f"Credited: {first.text}"
    told = " ".join(words.text() for words in page.bills.pane.findChildren(QLabel))
    assert "taken back in part by CN-000001" in told
    page.bills.lines.choose(first.id)
    assert not page.tabs.can_credit_lines()
    assert page.tabs.can_credit()


def test_several_proposals_are_issued_at_once_with_numbers_in_a_row(
    desk: ServiceDesk, show: Show, orders: list[int]
) -> None:
    shelf = desk.store.run("setup", _shelf)
    desk.store.run("ada", _order, desk.company.ward_chiller.id, shelf)
    page = billed(show())
    page.bills.table.selectAll()
    QTest.keyClick(page, Qt.Key.Key_I)
    assert desk.notices[-1].text == "INV-000001, INV-000002 issued."
    assert {bill.status for bill in bills(desk)} == {InvoiceStatus.ISSUED}


def test_a_proposal_is_dropped_and_its_lines_wait_again(desk: ServiceDesk, show: Show, orders: list[int]) -> None:
    page = billed(show())
    QTest.keyClick(page, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert bills(desk) == []
    page.tabs.setCurrentIndex(Tab.PILES)
    assert [row.row.lines for row in page.piles.table.rows()] == [6]


def test_a_posting_is_taken_back_by_its_opposite(desk: ServiceDesk, show: Show, orders: list[int]) -> None:
    desk.store.run("ada", create_reason, ReasonFor.CREDIT, "WRONG", "Wrong price")
    page = show()
    page.ready.table.choose(orders[0])
    QTest.keyClick(page, Qt.Key.Key_P)
    page.tabs.setCurrentIndex(Tab.POSTINGS)
    page.postings.table.choose(page.postings.table.rows()[0].id)
    assert sum(entry.row.debit for entry in page.postings.entries.rows()) == sum(
        entry.row.credit for entry in page.postings.entries.rows()
    )
    QTest.keyClick(page, Qt.Key.Key_R)
    assert page.taking_back.dialog is not None
    assert page.taking_back.dialog.form.values()["reason"] is None
    QTest.keyClicks(page.taking_back.dialog.form.fields["reason"].widget, "wrong")
    QTest.mouseClick(page.taking_back.dialog.submit_button, Qt.MouseButton.LeftButton)
    assert [row.remark for row in postings(desk)] == ["", "Wrong price"]
    assert page.postings.table.rows()[1].reversed_by
    assert not page.tabs.can_counter_post()


def test_an_order_is_opened_from_where_it_stands(desk: ServiceDesk, show: Show, orders: list[int]) -> None:
    page = show()
    links: list[Link] = []
    page.open_asked.connect(links.append)
    page.ready.table.choose(orders[1])
    QTest.keyClick(page, Qt.Key.Key_O)
    assert links == [Link("orders", orders[1])]


def test_bills_are_narrowed_by_state_and_words(desk: ServiceDesk, show: Show, orders: list[int]) -> None:
    page = billed(show())
    page.frame.filters.choose({"status": ["issued"]})
    assert page.bills.table.rows() == ()
    page.frame.filters.choose({"status": ["proposal"]})
    assert len(page.bills.table.rows()) == 1
    page.frame.search.setText("clinic")
    page.frame.search.tell()
    assert page.bills.table.rows() == ()


def test_what_somebody_else_posts_goes_away_by_itself(
    desk: ServiceDesk, show: Show, orders: list[int], qtbot: QtBot
) -> None:
    page, other = show(), show()
    other.ready.table.selectAll()
    other.post()
    desk.tail()
    qtbot.waitUntil(lambda: page.ready.table.rows() == ())


def test_every_table_is_a_sound_model(
    desk: ServiceDesk, show: Show, orders: list[int], qtmodeltester: ModelTester
) -> None:
    page = billed(show())
    page.tabs.setCurrentIndex(Tab.POSTINGS)
    page.postings.table.choose(page.postings.table.rows()[0].id)
    tables = (page.ready.results, page.bills.table, page.bills.lines, page.postings.table, page.postings.entries)
    for table in tables:
        qtmodeltester.check(table.row_model(), force_py=True)  # type: ignore[no-untyped-call]


def test_everything_is_translated(desk: ServiceDesk, show: Show, orders: list[int]) -> None:
    with pseudo_language():
        page = billed(show())
        QTest.keyClick(page, Qt.Key.Key_I)
        page.credit()
        data = {"Harbour Brewery", "INV-000001"}
        assert {words for words in untranslated(page) if not any(own in words for own in data)} == set()
        assert page.taking_back.dialog is not None
        page.taking_back.dialog.reject()


def test_fees_wait_are_billed_and_credited_beside_the_work(desk: ServiceDesk, show: Show, orders: list[int]) -> None:
    subscribed = desk.store.run("ada", subscribe)
    first = TODAY.replace(day=1)
    desk.store.run("ada", make_fees, subscribed.subscription, first, period_of(MONTHS, first).ends_on)
    page = billed(show())
    detail = page.bills.detail()
    assert detail is not None
    fee = detail.lines[-1]
    shown = [column.text(fee) for column in page.bills.lines.row_model().columns]
    assert shown[:3] == ["SU-000001", "Fee", f"{fee.text} · {short_day(fee.done_on)} – {short_day(fee.until)}"]
    links: list[Link] = []
    page.open_asked.connect(links.append)
    page.bills.lines.choose(fee.id)
    QTest.keyClick(page, Qt.Key.Key_U)
    assert links == [Link("subscriptions", subscribed.subscription)]
    QTest.keyClick(page, Qt.Key.Key_I)
    page.bills.lines.choose(fee.id)
    QTest.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    dialog = page.taking_back.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.form.fields["remark"].widget, "Wrong price")
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    assert [row.number for row in bills(desk)] == ["CN-000001", "INV-000001"]


def test_what_waits_counts_fees(desk: ServiceDesk, show: Show) -> None:
    subscribed = desk.store.run("ada", subscribe)
    first = TODAY.replace(day=1)
    desk.store.run("ada", make_fees, subscribed.subscription, first, period_of(MONTHS, first).ends_on)
    page = show()
    page.tabs.setCurrentIndex(Tab.PILES)
    (pile,) = page.piles.table.rows()
    assert (pile.row.fees, pile.row.lines, pile.row.orders) == (1, 0, 0)
