"""The menu over empty ground: what has sense for that technician at that time, and nothing else."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.dispatch.view import DispatchPage
from app.shared.links import Link
from tests.app.dispatch.doing import booked, choose, pick
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at
from tests.app.dispatch.test_page import settled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")


def right_click(page: DispatchPage, technician_id: int, hour: float) -> QMenu:
    """The menu at an hour of a row."""
    board, scene = page.board, page.board.scene
    row = scene.rows.of(technician_id)
    assert row is not None
    place = QPoint(round(scene.x(at(hour).timestamp())), scene.y(row) + row.height // 2)
    QTest.mousePress(board.viewport(), Qt.MouseButton.RightButton, pos=place)
    QTest.mouseRelease(board.viewport(), Qt.MouseButton.RightButton, pos=place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, board.viewport().mapToGlobal(place))
    board.contextMenuEvent(event)
    (menu,) = (each for each in page.findChildren(QMenu, "ground_menu") if each.isVisible())
    return menu


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_empty_ground_offers_what_has_sense_there(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    menu = right_click(page, house.people.lea, 10)
    always = ["Working hours and absences of Lea", "Why is it not on my board?…"]
    assert words(menu) == always
    assert all(action.isEnabled() for action in menu.actions())
    menu.close()
    choose(page, house.people.plain)
    page.board.copy()
    menu = right_click(page, house.people.lea, 10)
    assert words(menu) == ["Paste here", *always]
    menu.close()


def test_the_chosen_order_is_assigned_where_one_clicked(house: House, qtbot: QtBot) -> None:
    page = house.window()
    assert page.unassigned.choose(house.people.plain)
    number = page.unassigned.list.current
    assert number is not None
    menu = right_click(page, house.people.lea, 10)
    pick(menu, f"Assign {number.number} to Lea, {house.kit.times.short(at(10))}")
    settled(qtbot, house, [(house.people.lea, 10.0, 10 + number.minutes / 60)], page)


def test_a_technicians_hours_are_opened_from_the_row(house: House, qtbot: QtBot) -> None:
    page = house.window()
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    pick(right_click(page, house.people.lea, 10), "Working hours and absences of Lea")
    assert asked == [Link("settings", house.people.lea)]


def test_the_day_of_a_row_is_selected_from_empty_ground(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    pick(right_click(page, house.people.kim, 15), "Select the day of the row")
    assert {one.order_id for one in page.board.chosen} == {house.people.plain, house.people.skilled}
