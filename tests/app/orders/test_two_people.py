"""Two people change the same task or repair of an order: the second one is told beside what he typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.orders.view import OrdersPage
from app.shared.dialog import FormDialog
from domain.orders import tasks
from domain.orders.task_queries import tasks as tasks_of
from domain.orders.tasks import TaskDraft
from domain.repairs.queries import repairs
from domain.repairs.service import RepairDraft, add_repair, change_repair
from tests.app.orders.page import open_one, press, show_page
from tests.support.service_desk import ServiceDesk

HERS = "Hers"


@pytest.fixture
def opened(desk: ServiceDesk) -> int:
    return open_one(desk)


@pytest.fixture
def page(desk: ServiceDesk, opened: int, qtbot: QtBot) -> OrdersPage:
    desk.store.run("kim", tasks.add_task, opened, TaskDraft("Leak test"))
    desk.store.run("kim", add_repair, opened, RepairDraft("Warm"))
    page = show_page(desk, qtbot)
    page.show_record(opened)
    return page


def dialog(page: OrdersPage) -> FormDialog:
    (found,) = [each for each in page.findChildren(FormDialog) if each.isVisible()]
    return found


def said(asked: FormDialog) -> list[str]:
    return [each.text() for each in asked.findChildren(QLabel) if each.property("role") == "wrong" and each.isVisible()]


def test_a_task_that_somebody_else_has_changed_is_not_overwritten(
    desk: ServiceDesk, opened: int, page: OrdersPage
) -> None:
    tab = page.detail.tasks
    page.detail.tabs.setCurrentWidget(tab)
    tab.tree.setFocus()
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Return)
    asked = dialog(page)
    asked.form.fields["name"].set_value("Mine")
    (task,) = page.detail.work.shown.tasks
    desk.store.run("ada", tasks.change_task, task.id, TaskDraft(HERS), task.version)
    QTest.mouseClick(asked.submit_button, Qt.MouseButton.LeftButton)
    assert said(asked) == ["Somebody else has changed “Hers” meanwhile; look again."]
    assert asked.form.values()["name"] == "Mine"
    with desk.store.read() as session:
        assert [row.name for row in tasks_of(session, opened)] == [HERS]


def test_a_task_that_somebody_else_has_changed_is_not_taken_away(
    desk: ServiceDesk, opened: int, page: OrdersPage
) -> None:
    tab = page.detail.tasks
    page.detail.tabs.setCurrentWidget(tab)
    (task,) = page.detail.work.shown.tasks
    desk.store.run("ada", tasks.change_task, task.id, TaskDraft(HERS), task.version)
    tab.tree.setFocus()
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Delete)
    assert "Somebody else has changed “Hers”" in desk.notices[-1].text
    with desk.store.read() as session:
        assert [row.name for row in tasks_of(session, opened)] == [HERS]


def test_a_repair_that_somebody_else_has_changed_is_not_taken_off(
    desk: ServiceDesk, opened: int, page: OrdersPage
) -> None:
    tab = page.detail.repairs
    page.detail.tabs.setCurrentWidget(tab)
    (repair,) = page.detail.work.shown.repairs
    desk.store.run("ada", change_repair, repair.id, RepairDraft(HERS), version=repair.version)
    tab.table.setFocus()
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Delete)
    assert "Somebody else has changed “Hers”" in desk.notices[-1].text
    with desk.store.read() as session:
        assert [row.title for row in repairs(session, opened)] == [HERS]
