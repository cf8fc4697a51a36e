"""What goes wrong under the hands of a dispatcher: people who leave, nights when clocks change, places unknown."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.dispatch.board.telling import told as telling
from app.dispatch.moving.assign import MoveToDialog
from app.dispatch.moving.confirm import ConfirmDialog
from app.dispatch.moving.reassign import ReassignDialog
from app.dispatch.view import DispatchPage
from domain.orders.content import OrderAddress
from domain.scheduling.placing import service
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from domain.workforce.service import delete_technician
from tests.app.dispatch.doing import booked, choose, dialog, submit
from tests.app.dispatch.house import House
from tests.app.dispatch.test_page import LEFT, answer, card, drag, settled, spot, told, where

HOUR = timedelta(hours=1)
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
Leaves = Callable[[UnitOfWork, int], None]


def switch_off(work: UnitOfWork, technician_id: int) -> None:
    technician = work.get(Technician, technician_id)
    technician.active = False
    work.note("technician.changed", technician)


def rows(page: DispatchPage) -> set[int]:
    return {one.id for one in page.board.scene.rows.technicians}


@pytest.mark.parametrize("leaves", [switch_off, delete_technician], ids=["switched off", "deleted"])
def test_who_leaves_during_a_drag_takes_nothing_along(house: House, qtbot: QtBot, leaves: Leaves) -> None:
    page, lea = house.window(), house.people.lea
    hand, target = card(page, house.people.plain), spot(page, house.people.lea, 10)
    drag(page, hand, target, drop=False)
    house.store.run("ada", leaves, lea)
    qtbot.waitUntil(lambda: lea not in rows(page))
    QTest.mouseMove(page.windowHandle(), target + QPoint(4, 0))
    QTest.mouseRelease(page.windowHandle(), LEFT, NONE, target)
    qtbot.waitUntil(lambda: page.board.scene.proposal is None)
    assert all(one.technician_id != lea for one in house.bookings())
    assert page.unassigned.total + len(house.bookings()) == 2


@pytest.mark.parametrize("leaves", [switch_off, delete_technician], ids=["switched off", "deleted"])
@pytest.mark.parametrize("kind", [MoveToDialog, ReassignDialog], ids=["move to", "reassign"])
def test_who_leaves_while_a_dialog_is_open_is_told_when_chosen(
    house: House, qtbot: QtBot, leaves: Leaves, kind: type[MoveToDialog] | type[ReassignDialog]
) -> None:
    page, lea = booked(house, qtbot), house.people.lea
    heard, before = told(page), where(house)
    choose(page, house.people.plain)
    page.bound_actions()["dispatch.move_to" if kind is MoveToDialog else "dispatch.reassign"].trigger()
    shown = dialog(page, kind)
    technician = shown.findChild(QComboBox, "technician")
    assert isinstance(technician, QComboBox)
    technician.setCurrentIndex(technician.findText("Lea", Qt.MatchFlag.MatchStartsWith))
    house.store.run("ada", leaves, lea)
    qtbot.waitUntil(lambda: lea not in rows(page))
    submit(shown)
    qtbot.waitUntil(lambda: bool(heard))
    assert where(house) == before
    assert "not there any more" in heard[-1] or "not active any more" in heard[-1]


def test_the_row_of_somebody_switched_off_stays_while_there_is_work_on_it(house: House, qtbot: QtBot) -> None:
    page, kim = booked(house, qtbot), house.people.kim
    house.store.run("ada", switch_off, kim)
    qtbot.waitUntil(lambda: any(one.id == kim and not one.active for one in page.board.scene.rows.technicians))
    drag(page, spot(page, kim, 10.5), spot(page, house.people.lea, 14.5))
    settled(qtbot, house, [(kim, 12, 13), (house.people.lea, 14, 15)], page)


NIGHTS = [
    ("clocks go forward", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "01:30–03:30"),
    ("clocks go back", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "02:30–02:30"),
]


@pytest.mark.parametrize(("start", "span"), [case[1:] for case in NIGHTS], ids=[case[0] for case in NIGHTS])
def test_an_hour_of_a_night_when_clocks_change_is_an_hour_wide_and_is_carried_by_an_hour(
    house: House, qtbot: QtBot, start: datetime, span: str
) -> None:
    page = with_booking(house, qtbot, start, HOUR)
    scene = page.board.scene
    (booking,) = scene.rows.bookings.values()
    row, bar = scene.rows.bars(booking.id)[0]
    rect = scene.rect(row, bar)
    assert rect.width() == pytest.approx(scene.scale.per_hour, abs=4)
    assert any(span in line for line in telling(booking, "Lea", house.kit.times))
    grip = page.board.viewport().mapTo(page, rect.center().toPoint())
    with qtbot.waitSignal(page.board.edits_asked) as asked:
        drag(page, grip, grip + QPoint(round(scene.scale.per_hour), 0))
    ((edit,),) = asked.args[:1]
    assert (edit.start, edit.finish) == (start + HOUR, start + 2 * HOUR)


def test_a_booking_over_the_end_of_the_year_stands_on_both_days_and_is_resized(house: House, qtbot: QtBot) -> None:
    eve = datetime(2026, 12, 31, 21, tzinfo=UTC)
    page = with_booking(house, qtbot, eve, 4 * HOUR)
    (booking,) = page.board.scene.rows.bookings.values()
    assert any("22:00" in line and "02:00" in line for line in telling(booking, "Lea", house.kit.times))
    page.board.select(booking.id)
    page.board.setFocus()
    with qtbot.waitSignal(page.board.edits_asked) as asked:
        QTest.keyClick(page.board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier | SHIFT)
        QTest.keyRelease(page.board, Qt.Key.Key_Shift)
    ((edit,),) = asked.args[:1]
    assert (edit.start, edit.finish) == (eve, eve + 4.25 * HOUR)


def test_an_order_whose_place_nobody_knows_waits_is_planned_and_says_so(house: House, qtbot: QtBot) -> None:
    def put(work: UnitOfWork) -> None:
        somewhere = {"name": "Fair", "street": "", "postcode": "", "city": "Somewhere", "country": "DE"}
        work.add(OrderAddress(order_id=house.people.plain, **somewhere), "order address.created")

    house.store.run("kim", put)
    page = house.window()
    drag(page, card(page, house.people.plain), spot(page, house.people.lea, 10))
    answer(qtbot, page, ConfirmDialog, "confirm", "known by phone")
    settled(qtbot, house, [(house.people.lea, 10, 11)], page)
    (shown,) = page.board.scene.rows.bookings.values()
    assert shown.need.place is None


def with_booking(house: House, qtbot: QtBot, start: datetime, length: timedelta) -> DispatchPage:
    """The page, with a booking of Lea's in view."""
    place = house.people.plain, house.people.lea, start, start + length
    house.store.run("kim", service.place, *place, override=True, reason="on call")
    page = house.window()
    page.board.go_to(start - 2 * HOUR)
    qtbot.waitUntil(lambda: len(page.board.scene.rows.bookings) == 1)
    return page
