"""When jobs are due, as marks in the rows: only beside their bars, and each says whose it is."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.dispatch.board.board import BoardView
from app.dispatch.board.column import idle
from domain.scheduling.needs.needs import Need
from tests.app.dispatch import plans
from tests.app.dispatch.house import House
from tests.app.dispatch.test_page import card, drag, settled, spot

KIM = 1


def test_a_due_time_of_another_day_is_not_marked_in_a_row_without_its_bar(board: BoardView) -> None:
    soon = plans.booking(1, KIM, plans.at(10), 2, need=Need(due=plans.at(14)))
    later = plans.booking(2, KIM, plans.at(12, 1), 2, need=Need(due=plans.at(15)))
    board.set_plan(plans.technicians(), [soon, later])
    row = board.scene.rows.of(KIM)
    assert row is not None
    marks = board.scene.dues(row, plans.at(0).timestamp(), plans.at(0, 2).timestamp())
    assert [bar.id for _, bar in marks] == [1]


def test_a_mark_says_whose_it_is(board: BoardView, qtbot: QtBot) -> None:
    due = plans.at(14)
    soon = plans.booking(1, KIM, plans.at(10), 2, need=Need(due=due))
    board.set_plan(plans.technicians(), [soon])
    row, bar = board.scene.rows.bars(1)[0]
    place = QPoint(round(board.scene.x(due.timestamp())), round(board.scene.rect(row, bar).bottom()) - 3)
    hovered = QHelpEvent(QEvent.Type.ToolTip, place, board.viewport().mapToGlobal(place))
    QApplication.sendEvent(board.viewport(), hovered)
    qtbot.waitUntil(QToolTip.isVisible)
    assert soon.number in QToolTip.text()
    QToolTip.hideText()


def test_what_was_placed_just_now_is_selected(house: House, qtbot: QtBot) -> None:
    page, kim, lea = house.window(), house.people.kim, house.people.lea
    drag(page, card(page, house.people.plain), spot(page, lea, 10))
    settled(qtbot, house, [(lea, 10, 11)], page)
    qtbot.waitUntil(lambda: page.board.selected is not None)
    hand, target = card(page, house.people.skilled), spot(page, kim, 12)
    drag(page, hand, target, drop=False)
    assert page.board.selected is None
    drag(page, hand, target)
    settled(qtbot, house, [(kim, 12, 13), (lea, 10, 11)], page)
    qtbot.waitUntil(lambda: page.board.selected is not None)
    assert page.board.selected is not None
    assert page.board.selected.order_id == house.people.skilled


def test_who_has_no_hours_but_is_on_call_is_not_called_off(board: BoardView) -> None:
    on_call = ((plans.at(0), plans.at(24)),)
    people = [replace(one, working=(), on_call=on_call if one.id == KIM else ()) for one in plans.technicians(2)]
    board.set_plan(people, [])
    day = board._column.shown_day()
    words = [idle(row.track, day) for row in board.scene.rows.rows if row.track is not None]
    assert sorted(words) == ["off", "on call"]
