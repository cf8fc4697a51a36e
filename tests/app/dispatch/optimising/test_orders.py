"""Which of the orders that wait are planned: all, those selected where they wait, or some by priority and words."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.optimising.asking import Asking
from app.dispatch.optimising.orders import OrderChoice
from app.dispatch.view import DispatchPage
from app.shared.kit import Kit
from domain.planning.scope import Touch
from domain.words import Priority
from tests.app.dispatch.house import House
from tests.app.dispatch.optimising.test_asking import run
from tests.app.dispatch.optimising.test_on_the_page import pane_of
from tests.domain.planning.asked import waits

LEFT = Qt.MouseButton.LeftButton
ORDERS = [
    waits(1, title="Pump leaks", priority=Priority.HIGH),
    waits(2, title="Fan is loud", priority=Priority.LOW),
    waits(3, title="Pump stands still", priority=Priority.CRITICAL),
    waits(3, title="Pump stands still", priority=Priority.CRITICAL),
]


@pytest.fixture
def asking(qtbot: QtBot, kit: Kit) -> Asking:
    made = Asking(kit)
    qtbot.addWidget(made)
    made.resize(1200, 420)
    with qtbot.waitExposed(made):
        made.show()
    made.offer_profiles([(1, "Balanced")])
    made.common.offer_people([(1, "Kim")])
    made.common.show_span(kit.times.now(), kit.times.now() + timedelta(hours=5))
    made.offer_orders(ORDERS, {7, 8})
    return made


def choose(orders: OrderChoice, steps: int) -> None:
    orders.box.setFocus()
    for _ in range(steps):
        QTest.keyClick(orders.box, Qt.Key.Key_Down)


def test_all_are_planned_and_counted_once_each(qtbot: QtBot, asking: Asking) -> None:
    assert asking.orders.count.text() == "3 orders wait"
    assert not asking.orders.words.isVisible()
    assert run(qtbot, asking).scope.orders == frozenset()


def test_those_selected_where_they_wait(qtbot: QtBot, asking: Asking) -> None:
    choose(asking.orders, 1)
    QTest.mouseClick(asking.run_button, LEFT)
    assert asking.wrong.text() == "Choose at least one order that waits, or all."
    asking.orders.select({2, 3, 99})
    assert asking.orders.count.text() == "2 of 3 orders that wait"
    assert run(qtbot, asking).scope.orders == {2, 3}


def test_those_found_by_priority_and_words(qtbot: QtBot, asking: Asking) -> None:
    choose(asking.orders, 2)
    assert asking.orders.chosen() == frozenset({1, 2, 3})
    asking.orders.words.setFocus()
    QTest.keyClicks(asking.orders.words, "PUMP")
    assert asking.orders.count.text() == "2 of 3 orders that wait"
    asking.orders.priorities.choose({"priority": [Priority.CRITICAL.value]})
    assert run(qtbot, asking).scope.orders == {3}


def test_what_is_planned_already_may_change_as_far_as_was_chosen(qtbot: QtBot, asking: Asking) -> None:
    choose(asking.orders, 1)
    asking.orders.select({2})
    asking.common.touch.setFocus()
    QTest.keyClick(asking.common.touch, Qt.Key.Key_Down)
    asked = run(qtbot, asking)
    assert asked.scope.touch is Touch.PLANNED
    assert asked.scope.orders == {2, 7, 8}


def test_the_selection_of_the_list_is_known(house: House, qtbot: QtBot) -> None:
    page: DispatchPage = house.window()
    pane = pane_of(page)
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_O)
    choose(pane.asking.orders, 1)
    assert pane.asking.orders.count.text() == "0 of 2 orders that wait"
    page.unassigned.choose(house.people.skilled)
    assert pane.asking.orders.chosen() == frozenset({house.people.skilled})
    page.unassigned.list.setFocus()
    QTest.keyClick(page.unassigned.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.asking.orders.chosen() == frozenset({house.people.skilled, house.people.plain})
