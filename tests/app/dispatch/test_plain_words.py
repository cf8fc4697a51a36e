"""What a dialog or a notice says is what matters now, and what one can do about it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.dispatch.board.cursor import Spot
from app.dispatch.moving.assign import MoveToDialog
from app.dispatch.moving.by import MoveByDialog
from app.dispatch.view import DispatchPage
from app.shared.links import Notice
from domain.scheduling.model import Lock
from domain.scheduling.placing import service
from domain.scheduling.progress import status_service
from tests.app.dispatch.doing import booked, choose, dialog
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at
from tests.app.dispatch.test_page import where


def heard(page: DispatchPage) -> list[Notice]:
    notices: list[Notice] = []
    page.presenter.said.connect(notices.append)
    return notices


def test_a_locked_job_says_only_that_and_is_unlocked_from_the_notice(house: House, qtbot: QtBot) -> None:
    page, lea = booked(house, qtbot), house.people.lea
    booking = next(one for one in house.bookings() if one.order_id == house.people.skilled)
    house.store.run("lea", status_service.lock, [booking.id], Lock.TIME)
    qtbot.waitUntil(lambda: page.board.scene.rows.bookings[booking.id].lock is Lock.TIME)
    notices = heard(page)
    choose(page, house.people.skilled)
    page.board.cut()
    page.board.cursor_mark.put(Spot(lea, at(14).timestamp()))
    page.board.paste()
    (notice,) = notices
    assert notice.text == "Its time is locked; unlock it first."
    assert notice.undo_title == "Unlock"
    assert notice.undo is not None
    notice.undo()
    qtbot.waitUntil(lambda: {one.lock for one in house.bookings()} == {Lock.NONE})


def test_what_does_not_move_has_nothing_against_it(house: House, qtbot: QtBot) -> None:
    house.store.run("lea", service.place, house.people.skilled, house.people.lea, at(12), at(13), override=True)
    page = house.window()
    qtbot.waitUntil(lambda: len(page.board.scene.rows.bookings) == 1)
    choose(page, house.people.skilled)
    page.bound_actions()["dispatch.move_by"].trigger()
    shown = dialog(page, MoveByDialog)
    assert isinstance(shown, MoveByDialog)
    assert shown.findings()
    assert shown.told() == "Nothing changes by it."
    assert where(house) == [(house.people.lea, 12, 13)]


def test_who_has_the_job_is_not_told_to_be_free_later_and_others_from_when_on(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    choose(page, house.people.plain)
    page.bound_actions()["dispatch.move_to"].trigger()
    technician = dialog(page, MoveToDialog).findChild(QComboBox, "technician")
    assert isinstance(technician, QComboBox)
    words = {technician.itemText(place) for place in range(technician.count())}
    assert "Kim" in words
    assert any(text.startswith("Lea · free from ") for text in words)


def test_what_is_undone_and_done_again_is_told_in_one_notice(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    notices = heard(page)
    choose(page, house.people.plain)
    QTest.keyClick(page.board, Qt.Key.Key_Delete)
    qtbot.waitUntil(page.presenter.history.can_undo)
    page.presenter.undo()
    qtbot.waitUntil(page.presenter.history.can_redo)
    page.presenter.redo()
    qtbot.waitUntil(lambda: len(notices) == 3)
    assert len({notice.topic for notice in notices}) == 1
    assert notices[0].topic
