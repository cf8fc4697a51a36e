"""Starting work and finishing it never leads astray: neither sideways into waiting, nor back into planning."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.orders.view import OrdersPage
from domain.orders.model import StageMeaning
from domain.orders.stage_service import StageDraft, create_stage
from domain.scheduling.placing.service import change_stage
from tests.app.orders.page import open_one, show_page
from tests.support.service_desk import ServiceDesk


def shown(desk: ServiceDesk, qtbot: QtBot, stage_id: int) -> OrdersPage:
    page, order_id = show_page(desk, qtbot), open_one(desk)
    for each in (desk.company.stages[2].id, stage_id):
        desk.store.run("ada", partial(change_stage, order_id=order_id, stage_id=each))
    page.show_record(order_id)
    return page


def waiting(desk: ServiceDesk) -> int:
    below = desk.company.stages[2].id
    return desk.store.run("ada", create_stage, StageDraft("Waiting for parts", StageMeaning.ACTIVE, below))


def possible(page: OrdersPage, name: str) -> bool:
    action = page.bound_actions()[name]
    action.refresh()
    return action.isEnabled()


def test_work_that_is_on_is_not_started_again(desk: ServiceDesk, qtbot: QtBot) -> None:
    waiting(desk)
    page = shown(desk, qtbot, desk.company.stages[2].id)
    assert not possible(page, "orders_start")
    assert possible(page, "orders_finish")


def test_work_that_waits_goes_on_before_it_is_done(desk: ServiceDesk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, waiting(desk))
    assert not possible(page, "orders_finish")
    offered = page.detail.next_steps.next_action()
    assert offered is not None
    assert offered.objectName() == "orders_start"
    QTest.mouseClick(page.detail.next_steps.button, Qt.MouseButton.LeftButton)
    assert page.detail.shown is not None
    assert page.detail.shown.stage_id == desk.company.stages[2].id
