"""What is done with selected bookings on the page: dialogs, menu, locks and steps, each undone again."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.dispatch.board.cursor import Spot
from app.dispatch.moving.actual import ActualTimesDialog
from app.dispatch.moving.assign import MoveToDialog
from app.dispatch.moving.by import MoveByDialog
from app.dispatch.moving.cancel import CancelDialog
from app.dispatch.moving.confirm import ConfirmDialog
from app.dispatch.moving.reassign import ReassignDialog
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.progress.status_service import advance
from tests.app.dispatch.doing import LEFT, booked, box, choose, dialog, opened, pick, redo, spin, submit, undo, undone
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at
from tests.app.dispatch.test_page import settled, told, where

#: The screen in memory has no keyboard that a menu could take.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")


def test_a_booking_is_moved_by_exact_entry(house: House, qtbot: QtBot) -> None:
    page, kim, lea = booked(house, qtbot), house.people.kim, house.people.lea
    shown = opened(page, "move_to", MoveToDialog, house.people.plain)
    technician = box(shown, "technician")
    assert technician.currentText().startswith("Kim")
    technician.setCurrentIndex(technician.findText("Lea", Qt.MatchFlag.MatchStartsWith))
    finish = shown.findChild(QDateTimeEdit, "finish")
    assert isinstance(finish, QDateTimeEdit)
    finish.setDateTime(finish.dateTime().addSecs(1800))
    assert spin(shown, "minutes").value() == 90
    submit(shown)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 12, 13), (lea, 10, 11.5)])
    undo(qtbot, page)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 10, 11), (kim, 12, 13)])


def test_what_is_entered_over_another_booking_says_so_and_cannot_be_asked_for(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    shown = opened(page, "move_to", MoveToDialog, house.people.plain)
    spin(shown, "minutes").setValue(180)
    assert any("already has" in found.sentence for found in shown.findings())
    assert not shown.verb.isEnabled()
    QTest.keyClick(shown, Qt.Key.Key_Escape)


def test_all_that_are_selected_move_by_minutes_and_days(house: House, qtbot: QtBot) -> None:
    page, kim = booked(house, qtbot), house.people.kim
    shown = opened(page, "move_by", MoveByDialog, house.people.plain, house.people.skilled)
    assert not shown.findChild(QPushButton, "submit").isEnabled()  # type: ignore[union-attr]
    spin(shown, "minutes").setValue(-60)
    spin(shown, "days").setValue(1)
    submit(shown)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 33, 34), (kim, 35, 36)])
    undone(qtbot, house, page, (kim, 10, 11), (kim, 12, 13))


def test_reassigning_offers_whom_it_fits_best_first(house: House, qtbot: QtBot) -> None:
    page, kim, lea = booked(house, qtbot), house.people.kim, house.people.lea
    shown = opened(page, "reassign", ReassignDialog, house.people.plain)
    technician = box(shown, "technician")
    assert [technician.itemText(place) for place in range(technician.count())] == ["Lea · fits"]
    submit(shown)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 12, 13), (lea, 10, 11)])


def test_whom_a_job_fits_with_warnings_alone_is_never_chosen_beforehand(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    shown = opened(page, "reassign", ReassignDialog, house.people.skilled)
    technician = box(shown, "technician")
    assert technician.currentIndex() < 0
    assert not shown.verb.isEnabled()
    assert [technician.itemText(place) for place in range(technician.count())] == ["Lea · 1 warning"]


def test_a_warning_in_a_dialog_asks_for_the_reason_there(house: House, qtbot: QtBot) -> None:
    page, kim, lea = booked(house, qtbot), house.people.kim, house.people.lea
    shown = opened(page, "reassign", ReassignDialog, house.people.skilled)
    technician = box(shown, "technician")
    QTest.keyClick(technician, Qt.Key.Key_Down)
    reason = box(shown, "reason")
    submit(shown)
    assert shown.isVisible()
    QTest.keyClicks(reason, "Learns it there")
    submit(shown)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 10, 11), (lea, 12, 13)])


def test_two_bookings_change_places_in_one_step(house: House, qtbot: QtBot) -> None:
    page, kim = booked(house, qtbot), house.people.kim
    choose(page, house.people.plain, house.people.skilled)
    before = {one.order_id: one.start for one in house.bookings()}
    page.bound_actions()["dispatch.swap"].trigger()
    plain, skilled = house.people.plain, house.people.skilled
    wanted = {plain: before[skilled], skilled: before[plain]}
    qtbot.waitUntil(lambda: {one.order_id: one.start for one in house.bookings()} == wanted)
    undo(qtbot, page)
    qtbot.waitUntil(lambda: {one.order_id: one.start for one in house.bookings()} == before)
    assert {one.technician_id for one in house.bookings()} == {kim}


def test_several_are_taken_off_and_come_back_with_one_undo(house: House, qtbot: QtBot) -> None:
    page, kim = booked(house, qtbot), house.people.kim
    choose(page, house.people.plain, house.people.skilled)
    QTest.keyClick(page.board, Qt.Key.Key_Delete)
    settled(qtbot, house, [], page)
    undone(qtbot, house, page, (kim, 10, 11), (kim, 12, 13))
    redo(qtbot, page)
    settled(qtbot, house, [], page)


def test_the_menu_locks_and_undo_unlocks(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    choose(page, house.people.plain)
    QTest.keyClick(page, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMenu, "lock_menu")))
    pick(page.findChildren(QMenu, "lock_menu")[0], Lock.TIME.label)
    qtbot.waitUntil(lambda: sorted(one.lock for one in house.bookings()) == [Lock.NONE, Lock.TIME])
    undo(qtbot, page)
    qtbot.waitUntil(lambda: {one.lock for one in house.bookings()} == {Lock.NONE})
    redo(qtbot, page)
    qtbot.waitUntil(lambda: sorted(one.lock for one in house.bookings()) == [Lock.NONE, Lock.TIME])


@pytest.mark.parametrize("status", [BookingStatus.DISPATCHED, BookingStatus.ON_SITE, BookingStatus.DONE])
def test_a_step_is_taken_and_taken_back(house: House, qtbot: QtBot, status: BookingStatus) -> None:
    page = booked(house, qtbot)
    before = [(one.status, one.start, one.finish, one.arrived, one.left) for one in house.bookings()]
    choose(page, house.people.plain)
    page.board.menu_asked.emit(page.board.menu_place())
    (steps,) = page.findChildren(QMenu, "step_menu")
    assert [action.text() for action in steps.actions()].count(status.label) == 1
    pick(steps, status.label)
    qtbot.waitUntil(lambda: sorted(one.status for one in house.bookings()) == sorted(("planned", status)))
    undo(qtbot, page)
    qtbot.waitUntil(lambda: {one.status for one in house.bookings()} == {BookingStatus.PLANNED})
    after = [(one.status, one.start, one.finish, one.arrived, one.left) for one in house.bookings()]
    assert after == before


def test_cancelling_asks_why_and_is_undone(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    choose(page, house.people.plain)
    page.board.menu_asked.emit(page.board.menu_place())
    pick(page.findChildren(QMenu, "step_menu")[0], BookingStatus.CANCELLED.label)
    qtbot.waitUntil(lambda: bool(page.findChildren(CancelDialog)))
    shown = dialog(page, CancelDialog)
    reason = box(shown, "field_reason")
    submit(shown)
    assert shown.isVisible()
    QTest.keyClicks(reason, "The shop is closed")
    submit(shown)
    qtbot.waitUntil(lambda: BookingStatus.CANCELLED in {one.status for one in house.bookings()})
    undo(qtbot, page)
    qtbot.waitUntil(lambda: {one.status for one in house.bookings()} == {BookingStatus.PLANNED})


def test_actual_times_in_the_wrong_turn_are_refused_beside_the_field(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    (one,) = (each for each in house.bookings() if each.order_id == house.people.plain)
    house.store.run("lea", advance, one.id, BookingStatus.ON_SITE)
    qtbot.waitUntil(lambda: page.board.scene.rows.bookings[one.id].status is BookingStatus.ON_SITE)
    shown = opened(page, "times", ActualTimesDialog, house.people.plain)
    early = at(8)
    shown.form.fill({"travelling": early, "arrived": early - timedelta(hours=1), "left": None})
    shown.submit()
    assert shown.isVisible()
    shown.form.fill({"travelling": early, "arrived": early + timedelta(minutes=30), "left": None})
    shown.submit()
    qtbot.waitUntil(lambda: early in {one.travelling for one in house.bookings()})


def test_times_of_what_has_not_happened_are_refused_beside_the_field_and_stay(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    shown = opened(page, "times", ActualTimesDialog, house.people.plain)
    shown.form.fill({"travelling": at(8), "arrived": None, "left": None})
    shown.submit()
    assert shown.isVisible()
    said = shown.form.fields["travelling"].widget.accessibleDescription()
    assert said == "The booking is “Planned”; tell first how far it is."
    assert shown.form.values()["travelling"] == at(8)


def test_the_menu_tells_why_a_bar_has_its_colour(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    heard = told(page)
    choose(page, house.people.plain)
    page.bound_actions()["dispatch.colour"].trigger()
    assert heard[-1].startswith("Priority: ")


def test_every_action_of_the_menu_says_its_key(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    choose(page, house.people.plain)
    page.board.menu_asked.emit(page.board.menu_place())
    (menu,) = page.findChildren(QMenu, "booking_menu")
    keys: dict[str, QAction] = {action.objectName(): action for action in menu.actions()}
    assert keys["dispatch.move_to"].shortcut().toString() == "M"
    assert keys["dispatch.paste"].isEnabled() is False
    menu.close()


def test_the_keys_of_the_board_work_where_it_has_the_keyboard(house: House, qtbot: QtBot) -> None:
    page, kim = booked(house, qtbot), house.people.kim
    choose(page, house.people.skilled)
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    for _ in range(4):
        QTest.keyPress(page.board, Qt.Key.Key_Right, shift)
    QTest.keyRelease(page.board, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 10, 11), (kim, 13, 14)])
    qtbot.waitUntil(lambda: page.board.scene.proposal is None)
    QTest.keyPress(page.board, Qt.Key.Key_Right, control | shift)
    QTest.keyRelease(page.board, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 10, 11), (kim, 13, 14.25)])
    QTest.keyClick(page.board, Qt.Key.Key_X, control)
    assert page.board.clips.full
    page.unassigned.search.setFocus()
    before = len(page.board.chosen)
    QTest.keyClick(page.unassigned.search, Qt.Key.Key_A, control)
    assert len(page.board.chosen) == before


def test_a_copy_is_a_further_booking_of_the_order(house: House, qtbot: QtBot) -> None:
    page, kim, lea = booked(house, qtbot), house.people.kim, house.people.lea
    choose(page, house.people.plain)
    page.board.copy()
    page.board.cursor_mark.put(Spot(lea, at(10).timestamp()))
    page.board.paste()
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 10, 11), (kim, 12, 13), (lea, 10, 11)])
    assert [one.order_id for one in house.bookings()].count(house.people.plain) == 2
    undone(qtbot, house, page, (kim, 10, 11), (kim, 12, 13))


def test_what_was_dropped_against_warnings_wants_a_reason_and_offers_the_last_ones(house: House, qtbot: QtBot) -> None:
    page, kim, lea = booked(house, qtbot), house.people.kim, house.people.lea
    for hour, typed in ((14, "Learns it there"), (15, "")):
        choose(page, house.people.skilled)
        page.board.cut()
        page.board.cursor_mark.put(Spot(lea, at(hour).timestamp()))
        page.board.paste()
        qtbot.waitUntil(lambda: bool(page.findChildren(ConfirmDialog)))
        (shown,) = page.findChildren(ConfirmDialog)
        reason, confirm = shown.findChild(QComboBox, "reason"), shown.findChild(QPushButton, "confirm")
        assert isinstance(reason, QComboBox)
        assert isinstance(confirm, QPushButton)
        QTest.mouseClick(confirm, LEFT)
        assert shown.isVisible()
        if typed:
            QTest.keyClicks(reason, typed)
        else:
            reason.setCurrentIndex(reason.findText("Learns it there"))
        QTest.mouseClick(confirm, LEFT)
        qtbot.waitUntil(lambda hour=hour: sorted(where(house)) == [(kim, 10, 11), (lea, hour, hour + 1)])  # type: ignore[misc]
        qtbot.waitUntil(lambda: page.board.scene.proposal is None)
        qtbot.waitUntil(lambda: not page.findChildren(ConfirmDialog))
