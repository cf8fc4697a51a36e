"""What becomes of an order: posted and taken back, cancelled and revoked, followed up, deleted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.orders.next_step import waiting_for_bill
from app.orders.view import OrdersPage
from app.shared.dialog import FormDialog
from app.shared.links import Link
from app.shared.papers.preview import PreviewDialog
from domain.billing.crediting import credit
from domain.catalogue.model import LineKind
from domain.orders.content import LineStatus
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line
from domain.orders.model import Stage
from domain.parties.model import Customer
from domain.store.unit_of_work import UnitOfWork
from tests.app.orders.page import open_one, press, show_page
from tests.support.service_desk import ServiceDesk

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    opened = open_one(desk)
    draft = LineDraft(LineKind.FEE, text="Call-out", quantity=1, sales_price=80, cost_price=20)
    desk.store.run("ada", add_line, opened, draft)
    page = show_page(desk, qtbot)
    page.show_record(opened)
    return page


def submit(page: OrdersPage, **values: object) -> None:
    (asked,) = [each for each in page.findChildren(FormDialog) if each.isVisible()]
    for name, value in values.items():
        asked.form.fields[name].set_value(value)
    QTest.mouseClick(asked.submit_button, Qt.MouseButton.LeftButton)


def statuses(page: OrdersPage) -> list[LineStatus]:
    return [line.status for line in page.detail.work.shown.lines]


def test_a_posting_is_taken_back_by_booking_its_opposite(page: OrdersPage) -> None:
    press(page, Qt.Key.Key_P, SHIFT)
    assert statuses(page) == [LineStatus.POSTED]
    press(page, Qt.Key.Key_B, CTRL | SHIFT)
    submit(page, remark="Wrong price")
    assert statuses(page) == [LineStatus.CREATED]
    assert "Wrong price" in page.detail.timeline()[0]


def test_what_was_credited_or_posted_later_is_billed_too(desk: ServiceDesk, page: OrdersPage) -> None:
    desk.store.run("ada", _move_in)
    waiting = page.bound_actions()["orders_invoice"]
    order_id = page.record_shown() or 0
    press(page, Qt.Key.Key_P, SHIFT)
    assert waiting.isEnabled()
    _bill(page)
    assert not waiting.isEnabled()
    (bill,) = page.detail.work.shown.header.bills
    desk.store.run("ada", _credit, bill.id)
    page.detail.presenter.reload()
    assert waiting.isEnabled(), "a credit note does not bill anything"
    _bill(page)
    assert not waiting.isEnabled()
    desk.store.run("ada", add_line, order_id, LineDraft(LineKind.FEE, text="Parking", sales_price=5))
    page.detail.presenter.reload()
    press(page, Qt.Key.Key_P, SHIFT)
    assert [line.text for line in waiting_for_bill(page.detail.work.shown)] == ["Parking"]


def _bill(page: OrdersPage) -> None:
    press(page, Qt.Key.Key_I)
    submit(page)
    page.window().activateWindow()
    for preview in page.findChildren(PreviewDialog):
        preview.close()


def _move_in(work: UnitOfWork) -> None:
    for customer in work.session.query(Customer):
        customer.street, customer.city, customer.country = "Hopfengasse 3", "Hamburg", "DE"
        work.note("customer.changed", customer)


def _credit(work: UnitOfWork, invoice_id: int) -> int:
    return credit(work, invoice_id, remark="Wrong price").id


def test_a_cancelled_order_comes_back_with_its_lines(page: OrdersPage) -> None:
    press(page, Qt.Key.Key_Delete, CTRL)
    submit(page)
    assert page.detail.work.shown.detail.stage == "Cancelled"
    assert statuses(page) == [LineStatus.CANCELLED]
    press(page, Qt.Key.Key_Delete, CTRL | SHIFT)
    assert page.detail.work.shown.detail.is_open
    assert statuses(page) == [LineStatus.CREATED]


def test_a_follow_up_is_opened_and_leads_back(desk: ServiceDesk, page: OrdersPage) -> None:
    links: list[Link] = []
    page.open_asked.connect(links.append)
    first = page.record_shown()
    press(page, Qt.Key.Key_N, SHIFT)
    submit(page, title="Bring the part")
    assert [link.page for link in links] == ["orders"]
    page.show_record(links[0].id or 0)
    parent = page.detail.work.shown.header.parent
    assert parent is not None
    assert parent.id == first


def test_an_order_is_deleted_only_after_a_question_and_where_its_stage_lets_it(
    desk: ServiceDesk, page: OrdersPage
) -> None:
    action = page.bound_actions()["orders_delete"]
    assert not action.isEnabled()
    desk.store.run("ada", _allow_delete, desk.company.stages[0].id)
    page.detail.presenter.reload()
    assert action.isEnabled()
    press(page, Qt.Key.Key_Delete, SHIFT)
    submit(page)
    assert page.detail.shown is None


def _allow_delete(work: UnitOfWork, stage_id: int) -> None:
    stage = work.get(Stage, stage_id)
    stage.allows_delete = True
    work.note("stage.changed", stage)
