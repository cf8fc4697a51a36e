"""The views of the list by keys, and saved views of one's own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.orders.view import OrdersPage
from domain.orders import service
from domain.orders.model import Origin
from domain.orders.service import OrderDraft
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    shown = OrdersPage(desk.kit, desk.desk)
    qtbot.addWidget(shown)
    shown.resize(1300, 800)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.set_visible_page(True)
    return shown


def open_one(desk: ServiceDesk, responsible: str = "", origin: Origin = Origin.HAND) -> int:
    asset_id = desk.company.chiller.id
    draft = OrderDraft("Leaks", Priority.LOW, origin, 60, asset_id=asset_id, responsible=responsible)
    return desk.store.run("ada", _open, draft)


def _open(work: UnitOfWork, draft: OrderDraft) -> int:
    return service.open_order(work, draft).id


def shown(page: OrdersPage) -> set[int]:
    return {row.id for row in page.table.rows()}


def press(page: OrdersPage, keys: str) -> None:
    page.table.setFocus()
    for key in keys:
        QTest.keyClick(page.table, getattr(Qt.Key, f"Key_{key}"))


def test_each_view_has_keys_of_its_own(page: OrdersPage, desk: ServiceDesk) -> None:
    mine, web = open_one(desk, "kim"), open_one(desk, origin=Origin.WEB)
    page.presenter.load()
    assert shown(page) == {mine, web}
    for keys, wanted in (("VM", {mine}), ("VI", {web}), ("VD", set()), ("VU", {mine, web}), ("VA", {mine, web})):
        press(page, keys)
        assert shown(page) == wanted, keys


def test_a_view_forgets_what_was_searched_before(page: OrdersPage, desk: ServiceDesk) -> None:
    mine = open_one(desk, "kim")
    page.frame.search.setText("elephant")
    page.frame.search.tell()
    assert shown(page) == set()
    press(page, "VM")
    assert (shown(page), page.frame.search.text()) == ({mine}, "")


def test_a_view_of_ones_own_keeps_search_and_filters(page: OrdersPage, desk: ServiceDesk) -> None:
    mine, other = open_one(desk, "kim"), open_one(desk)
    press(page, "VM")
    page.frame.search.setText("leaks")
    page.frame.search.tell()
    views = page.frame._views
    views.save("My leaks")
    press(page, "VA")
    assert shown(page) == {mine, other}
    views.view_asked.emit(views._views()["My leaks"])
    assert (shown(page), page.frame.search.text()) == ({mine}, "leaks")


def test_a_piece_of_a_serial_finds_the_order_while_typing(page: OrdersPage, desk: ServiceDesk, qtbot: QtBot) -> None:
    wanted = open_one(desk)
    page.focus_search()
    QTest.keyClicks(page.frame.search, "f00")
    qtbot.waitUntil(lambda: shown(page) == {wanted})
    QTest.keyClicks(page.frame.search, "9")
    qtbot.waitUntil(lambda: shown(page) == set())


def test_only_news_fades_and_not_what_a_new_question_brings(page: OrdersPage, desk: ServiceDesk) -> None:
    mine = open_one(desk, "kim")
    press(page, "VM")
    assert shown(page) == {mine}
    assert page.table.row_model().fading() == []
    another = open_one(desk, "kim")
    page.presenter.load()
    assert shown(page) == {mine, another}
    assert len(page.table.row_model().fading()) == 1
