"""Several orders at once, through the bar under the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.orders.bulk_report import BulkReport
from app.orders.view import OrdersPage
from app.shared.dialog import FormDialog
from domain.orders import service
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft
from domain.scheduling.placing.service import cancel_order
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    shown = OrdersPage(desk.kit, desk.desk)
    qtbot.addWidget(shown)
    shown.resize(1300, 800)
    shown.notice_asked.connect(desk.hear)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.set_visible_page(True)
    return shown


def open_some(desk: ServiceDesk, count: int) -> list[int]:
    draft = OrderDraft("Leaks", Priority.NORMAL, Origin.HAND, 60, asset_id=desk.company.chiller.id)
    return [desk.store.run("ada", _open, draft) for _ in range(count)]


def _open(work: UnitOfWork, draft: OrderDraft) -> int:
    return service.open_order(work, draft).id


def read(desk: ServiceDesk, order_id: int) -> Order:
    with desk.store.read() as session:
        return session.get_one(Order, order_id)


def select_all(page: OrdersPage, desk: ServiceDesk) -> None:
    page.presenter.load()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def dialog(page: OrdersPage) -> FormDialog:
    return next(each for each in page.window().findChildren(FormDialog) if each.isVisible())


def test_the_bar_appears_with_the_second_order_selected(page: OrdersPage, desk: ServiceDesk) -> None:
    first, *_ = open_some(desk, 3)
    page.presenter.load()
    page.table.choose(first)
    assert not page.bulk.isVisible()
    assert not page.bound_actions()["orders_many_stage"].isEnabled()
    select_all(page, desk)
    assert page.bulk.isVisible()
    assert page.bound_actions()["orders_many_stage"].isEnabled()


def test_all_selected_get_one_responsible_by_keys_alone(page: OrdersPage, desk: ServiceDesk, qtbot: QtBot) -> None:
    keys = open_some(desk, 3)
    select_all(page, desk)
    QTest.keyClick(page.table, Qt.Key.Key_M)
    QTest.keyClick(page.table, Qt.Key.Key_R)
    asked = dialog(page)
    field = asked.form.fields["name"].widget
    assert asked.form.values() == {"name": "kim"}
    QTest.keyClicks(field, "my")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert {read(desk, key).responsible for key in keys} == {"kimmy"}
    assert "3 orders are with kimmy now." in [notice.text for notice in desk.notices]


def test_stage_and_priority_change_for_all(page: OrdersPage, desk: ServiceDesk) -> None:
    keys = open_some(desk, 2)
    select_all(page, desk)
    page.bulk.buttons["stage"].click()
    asked = dialog(page)
    stage = asked.form.fields["stage"]
    stage.set_value(next(value for value in stage._values if value.name == "On site"))  # type: ignore[attr-defined]
    asked.submit()
    assert {read(desk, key).stage_id for key in keys} == {desk.company.stages[2].id}
    select_all(page, desk)
    page.bulk.buttons["priority"].click()
    asked = dialog(page)
    asked.form.fields["priority"].set_value(Priority.CRITICAL)
    asked.submit()
    assert {read(desk, key).priority for key in keys} == {Priority.CRITICAL}


def test_the_report_tells_of_each_order_and_selects_the_refused_again(
    page: OrdersPage, desk: ServiceDesk, qtbot: QtBot
) -> None:
    keys = open_some(desk, 3)
    desk.store.run("ada", cancel_order, keys[1])
    page.frame.filters.choose({})
    select_all(page, desk)
    page.bulk.buttons["post"].click()
    report = next(each for each in page.window().findChildren(BulkReport) if each.isVisible())
    assert {row.id for row in report.table.rows()} == set(keys)
    assert all(row.sentence for row in report.table.rows() if not row.done)
    report.select_button.click()
    refused = {row.id for row in report.table.rows() if not row.done}
    assert {row.id for row in page.table.selected()} == refused


def test_nobody_signs_without_a_name(page: OrdersPage, desk: ServiceDesk) -> None:
    keys = open_some(desk, 2)
    select_all(page, desk)
    page.bulk.buttons["sign"].click()
    asked = dialog(page)
    asked.submit()
    assert asked.isVisible()
    asked.form.fields["name"].set_value("Ada Berg")
    asked.submit()
    assert {read(desk, key).signed_off_by for key in keys} == {"Ada Berg"}


def test_all_selected_are_cancelled(page: OrdersPage, desk: ServiceDesk) -> None:
    keys = open_some(desk, 2)
    select_all(page, desk)
    page.bulk.buttons["cancel"].click()
    dialog(page).submit()
    assert all(read(desk, key).closed_at for key in keys)


def test_every_word_of_bar_and_dialogs_is_translated(page: OrdersPage, desk: ServiceDesk) -> None:
    with pseudo_language():
        open_some(desk, 2)
        fresh = OrdersPage(desk.kit, desk.desk)
        select_all(fresh, desk)
        assert untranslated(fresh.bulk, frozenset()) == set()
        fresh.deleteLater()
