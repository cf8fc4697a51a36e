"""What the board says of what was done: a copy is called one, and a job that is begun before its day is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.dispatch.board.board import BoardView
from app.dispatch.board.drag import Proposal
from app.dispatch.board.paint_ghost import GhostPainter
from app.dispatch.board.typeface import Faces
from app.dispatch.moving.wish import Wish
from app.dispatch.wording import told
from domain.scheduling.model import BookingStatus
from domain.scheduling.placing import service
from domain.scheduling.placing.edit_values import Edit
from tests.app.dispatch.doing import pick
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at
from tests.app.dispatch.test_board import only, place
from tests.app.dispatch.test_hands import KIM, LEA, LEFT, spot

#: The screen in memory has no keyboard that a menu could take.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")


def test_a_copy_is_called_a_copy(house: House) -> None:
    house.store.run("lea", service.place, house.people.plain, house.people.kim, at(9), at(10), override=True)
    page = house.window()
    (booking,) = house.bookings()
    copy = Edit(None, booking.order_id, house.people.lea, at(9), at(10), extra=True)
    words = told((copy,), page.presenter.plan)
    assert words == f"{booking.number} copied to Lea: it is planned for longer than it takes now."
    assert told((copy, copy), page.presenter.plan) == "2 bookings copied."
    assert Wish((copy,)).question == "Copy anyway"
    assert Wish((replace(copy, extra=False),)).question == "Assign anyway"


def test_a_copy_in_the_hand_says_so(board: BoardView) -> None:
    only(board, (1, KIM, 9, 1))
    start, finish = place(board, 1), QPoint(place(board, 1).x(), spot(board, LEA, 9).y())
    QTest.mousePress(board.viewport(), LEFT, pos=start)
    QTest.mouseMove(board.viewport(), finish)
    moved = board.scene.proposal
    assert moved is not None
    assert height(board, replace(moved, copied=True)) > height(board, moved)


def height(board: BoardView, proposal: Proposal) -> float:
    """Of the words beside what is in the hand."""
    return GhostPainter(board.scene, Faces()).bubble(proposal, board.area).height()


@pytest.mark.parametrize(
    ("days", "status", "early"),
    [
        (0, BookingStatus.ON_SITE, False),
        (1, BookingStatus.ACCEPTED, False),
        (1, BookingStatus.ON_SITE, True),
        (1, BookingStatus.DONE, True),
    ],
)
def test_what_is_begun_before_its_day_is_told(
    house: House, qtbot: QtBot, days: int, status: BookingStatus, early: bool
) -> None:
    start = at(9) + timedelta(days=days)
    people = house.people
    house.store.run("lea", service.place, people.plain, people.kim, start, start + timedelta(hours=1), override=True)
    page = house.window()
    page.show_record(people.plain)
    qtbot.waitUntil(lambda: page.board.selected is not None)
    page.board.menu_asked.emit(page.board.menu_place())
    pick(page.findChildren(QMenu, "step_menu")[0], status.label)
    qtbot.waitUntil(lambda: house.bookings()[0].status is status)
    qtbot.waitUntil(lambda: bool(house.told))
    assert ("It was to begin" in house.told[0].text) is early
