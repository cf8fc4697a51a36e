"""Lines taken to another visit of the agreement: which ones and where to is chosen, not typed."""

from collections.abc import Iterable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from app.orders.view import OrdersPage
from app.shared.dialog import FormDialog
from domain.agreements.model import Agreement
from domain.catalogue.model import LineKind
from domain.orders import line_service, signing
from domain.orders.line_draft import LineDraft
from domain.orders.line_queries import lines
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.scheduling.placing.service import cancel_order
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.orders.page import focused, show_page
from tests.support.service_desk import ServiceDesk

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def visits(desk: ServiceDesk) -> list[int]:
    return desk.store.run("ada", _visits, desk.company.brewery.id, desk.company.chiller.id)


@pytest.fixture
def page(desk: ServiceDesk, visits: list[int], qtbot: QtBot) -> OrdersPage:
    page = show_page(desk, qtbot)
    page.show_record(visits[0])
    return page


def _visits(work: UnitOfWork, customer_id: int, asset_id: int) -> list[int]:
    agreed = Agreement(number="AG-1", name="Gold", customer_id=customer_id, starts_on=date(2026, 1, 1), ends_on=None)
    work.add(agreed, "agreement.created")
    drafts = (
        OrderDraft(title, Priority.LOW, Origin.AGREEMENT, 60, asset_id=asset_id, agreement_id=agreed.id)
        for title in ("March", "April")
    )
    return [open_order(work, draft).id for draft in drafts]


def add(desk: ServiceDesk, order_id: int, texts: Iterable[str]) -> list[int]:
    def work(work: UnitOfWork) -> list[int]:
        drafts = [LineDraft(LineKind.HOUR, text=text) for text in texts]
        return [line_service.add_line(work, order_id, draft).id for draft in drafts]

    return desk.store.run("ada", work)


def texts(desk: ServiceDesk, order_id: int) -> list[str]:
    with desk.store.read() as session:
        return [line.text for line in lines(session, order_id)]


def begin(page: OrdersPage) -> None:
    page.detail.presenter.reload()
    page.table.setFocus()
    QTest.keyClick(focused(page), Qt.Key.Key_M, SHIFT)


def dialog(page: OrdersPage) -> FormDialog:
    (found,) = [each for each in page.findChildren(FormDialog) if each.isVisible()]
    return found


def test_only_the_chosen_lines_go_to_the_chosen_visit(desk: ServiceDesk, page: OrdersPage, visits: list[int]) -> None:
    signed, *_ = add(desk, visits[0], ["Signed", "Filter", "Belt"])
    desk.store.run("ada", signing.sign_line, signed, "Ada Berg")
    begin(page)
    asked = dialog(page)
    boxes = {box.text(): box for box in asked.findChildren(QCheckBox)}
    assert list(boxes) == ["Filter", "Belt", "Delete this order once it is empty"]
    boxes["Belt"].setFocus()
    QTest.keyClick(boxes["Belt"], Qt.Key.Key_Space)
    QTest.mouseClick(asked.submit_button, Qt.MouseButton.LeftButton)
    assert (texts(desk, visits[0]), texts(desk, visits[1])) == (["Signed", "Belt"], ["Filter"])
    assert desk.notices[-1].text == "1 line moved to SO-000002."


def test_no_line_at_all_is_refused_at_the_first(desk: ServiceDesk, page: OrdersPage, visits: list[int]) -> None:
    add(desk, visits[0], ["Filter"])
    begin(page)
    asked = dialog(page)
    asked.findChildren(QCheckBox)[0].click()
    QTest.mouseClick(asked.submit_button, Qt.MouseButton.LeftButton)
    assert asked.isVisible()
    assert texts(desk, visits[0]) == ["Filter"]


def test_without_another_visit_that_is_said(desk: ServiceDesk, page: OrdersPage, visits: list[int]) -> None:
    add(desk, visits[0], ["Filter"])
    desk.store.run("ada", cancel_order, visits[1])
    begin(page)
    assert desk.notices[-1].text == "There is no other open order under this agreement."
