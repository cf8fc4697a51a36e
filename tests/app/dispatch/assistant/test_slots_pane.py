"""The best slots beside the board: found for what is selected, shown on the board, booked with one key."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.dispatch.assistant.pane import SlotsPane
from app.dispatch.view import DispatchPage
from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.needs import NOTHING
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import NOW, at, booking


def opened(house: House, order_id: int, qtbot: QtBot) -> tuple[DispatchPage, SlotsPane]:
    """The page with the pane in view and an order chosen, answered."""
    page = house.window()
    pane = page.findChild(SlotsPane)
    assert pane is not None
    qtbot.waitUntil(lambda: page.unassigned.choose(order_id))
    page.panes.open(pane.key)
    qtbot.waitUntil(lambda: bool(pane.chooser.table.rows()))
    return page, pane


def names(pane: SlotsPane) -> list[str]:
    return [row.slot.name for row in pane.chooser.table.rows()]


def test_the_best_slots_of_an_order_stand_in_the_list(house: House, qtbot: QtBot) -> None:
    page, pane = opened(house, house.people.plain, qtbot)
    QAbstractItemModelTester(pane.chooser.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert set(names(pane)) == {"Kim", "Lea"}
    assert names(pane)[0] == "Lea"  # who can less comes first
    proposal = page.board.scene.proposal
    assert proposal is not None
    assert proposal.technician.name == "Lea"


def test_who_lacks_a_skill_is_offered_when_asked_for(house: House, qtbot: QtBot) -> None:
    _page, pane = opened(house, house.people.skilled, qtbot)
    assert set(names(pane)) == {"Kim"}
    QTest.keyClick(pane.chooser.asked.lacking, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: set(names(pane)) == {"Kim", "Lea"})


def test_enter_books_the_slot_and_ctrl_enter_the_first(house: House, qtbot: QtBot) -> None:
    page, pane = opened(house, house.people.plain, qtbot)
    pane.chooser.table.choose(2)
    second = pane.chooser.table.rows()[1].slot
    pane.focus_first()
    QTest.keyClick(pane.chooser.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(house.bookings()) == 1)
    assert house.bookings()[0].start == second.start
    qtbot.waitUntil(lambda: page.board.selected is not None)
    qtbot.waitUntil(lambda: page.unassigned.choose(house.people.skilled))
    qtbot.waitUntil(lambda: set(names(pane)) == {"Kim"})
    first = pane.chooser.table.rows()[0].slot
    pane.focus_first()
    QTest.keyClick(pane.chooser.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(house.bookings()) == 2)
    assert {one.start for one in house.bookings()} == {second.start, first.start}


def test_why_not_somebody_is_told(house: House, qtbot: QtBot) -> None:
    _page, pane = opened(house, house.people.skilled, qtbot)
    pane.why.combo.setFocus()
    QTest.keyClicks(pane.why.combo, "Lea")
    pane.why.combo.activated.emit(pane.why.combo.currentIndex())
    qtbot.waitUntil(lambda: "Lea lacks the skill" in pane.why.answer.text())


def test_a_hidden_pane_shows_nothing_on_the_board(house: House, qtbot: QtBot) -> None:
    page, pane = opened(house, house.people.plain, qtbot)
    page.panes.open("details")
    assert page.board.scene.proposal is None
    assert page.panes.is_open("details")
    assert pane.chooser.table.rows()


def test_esc_lets_go_of_the_slot(house: House, qtbot: QtBot) -> None:
    page, pane = opened(house, house.people.plain, qtbot)
    assert pane.step_back()
    assert page.board.scene.proposal is None
    assert not pane.step_back()


def test_the_board_stays_until_a_slot_is_pointed_at(house: House, qtbot: QtBot) -> None:
    page = house.window()
    pane = page.findChild(SlotsPane)
    assert pane is not None
    page.board.go_to_day(NOW + timedelta(days=30))
    seen = page.board.visible()
    page.panes.open(pane.key)
    qtbot.waitUntil(lambda: page.unassigned.choose(house.people.plain))
    qtbot.waitUntil(lambda: page.board.scene.proposal is not None)
    assert page.board.visible() == seen
    pane.focus_first()
    QTest.keyClick(pane.chooser.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.board.visible()[0] < seen[0])


def test_nobody_is_looked_for_where_work_has_begun(house: House, qtbot: QtBot) -> None:
    _page, pane = opened(house, house.people.plain, qtbot)
    pane.show_selected(booking(7, 1, at(9), 1, status=BookingStatus.ON_SITE))
    assert not pane.chooser.table.rows()
    pane.show_selected(booking(7, 1, at(9), 1, need=NOTHING))
    qtbot.waitUntil(lambda: bool(pane.chooser.table.rows()))
