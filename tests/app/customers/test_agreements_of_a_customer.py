"""From a customer to what is agreed with it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.customers.view import CustomersPage
from app.shared.links import Link
from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk


def test_an_agreement_of_the_customer_is_a_double_click_away(desk: ServiceDesk, qtbot: QtBot) -> None:
    basic = AgreementDraft("Basic", date(2026, 1, 1))
    made = desk.store.run("lou", create_agreement, desk.company.clinic.id, basic)
    page = CustomersPage(desk.kit, desk.desk)
    qtbot.addWidget(page)
    page.resize(1158, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.set_visible_page(True)
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    page.detail.tabs.setCurrentWidget(page.detail.records.agreements_tab)
    agreements = page.detail.records.agreements_tab.content
    place = agreements.visualRect(agreements.row_model().index(0, 0)).center()
    QTest.mouseClick(agreements.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(agreements.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [Link("agreements", made)]


def test_a_new_agreement_with_the_customer_is_a_key_away(desk: ServiceDesk, qtbot: QtBot) -> None:
    page = in_front(CustomersPage(desk.kit, desk.desk), desk, qtbot, 1158, 700)
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    QTest.keyClick(page.table, Qt.Key.Key_M)
    assert asked == [Link("agreements", page.record_shown(), new=True)]
