"""What tests of the page do with bookings: select them, open a dialog, answer it, undo."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QMenu, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.dispatch.view import DispatchPage
from domain.scheduling.placing import service
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at
from tests.app.dispatch.test_page import settled

D = TypeVar("D", bound=QDialog)
LEFT = Qt.MouseButton.LeftButton


def booked(house: House, qtbot: QtBot) -> DispatchPage:
    """Kim has both orders, at ten and at twelve."""
    for order, hour in ((house.people.plain, 10), (house.people.skilled, 12)):
        house.store.run("lea", service.place, order, house.people.kim, at(hour), at(hour + 1), override=True)
    page = house.window()
    qtbot.waitUntil(lambda: len(page.board.scene.rows.bookings) == 2)
    page.board.setFocus()
    return page


def choose(page: DispatchPage, *orders: int) -> None:
    ids = [one.id for one in page.board.scene.rows.bookings.values() if one.order_id in orders]
    page.board.choose(frozenset(ids), ids[0])


def dialog(page: DispatchPage, kind: type[D]) -> D:
    (found,) = page.findChildren(kind)
    return found


def opened(page: DispatchPage, name: str, kind: type[D], *orders: int) -> D:
    """The dialog that an action opens over the bookings of these orders."""
    choose(page, *orders)
    page.bound_actions()[f"dispatch.{name}"].trigger()
    return dialog(page, kind)


def box(shown: QDialog, name: str) -> QComboBox:
    found = shown.findChild(QComboBox, name)
    assert isinstance(found, QComboBox)
    return found


def spin(shown: QDialog, name: str) -> QSpinBox:
    found = shown.findChild(QSpinBox, name)
    assert isinstance(found, QSpinBox)
    return found


def submit(shown: QDialog) -> None:
    button = shown.findChild(QPushButton, "submit")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)


def pick(menu: QMenu, words: str) -> None:
    """Choose by the keyboard, as one would."""
    action = next(each for each in menu.actions() if each.text() == words)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def undo(qtbot: QtBot, page: DispatchPage) -> None:
    qtbot.waitUntil(page.presenter.history.can_undo)
    page.presenter.undo()


def redo(qtbot: QtBot, page: DispatchPage) -> None:
    qtbot.waitUntil(page.presenter.history.can_redo)
    page.presenter.redo()


def undone(qtbot: QtBot, house: House, page: DispatchPage, *expected: tuple[int, float, float]) -> None:
    undo(qtbot, page)
    settled(qtbot, house, list(expected), page)
