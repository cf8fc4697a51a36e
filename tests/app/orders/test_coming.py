"""“When could somebody come?”: slots while the customer is on the phone; the one chosen is promised and booked."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.orders.coming import ComingDialog
from app.orders.view import OrdersPage
from app.shared.dialog import FormDialog
from domain.orders.model import Order
from domain.scheduling.queries import bookings
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Shift, Team, Technician
from tests.app.orders.page import open_one, press, show_page
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import NOW, ServiceDesk


def staff(work: UnitOfWork) -> None:
    team = work.add(Team(name="North"), "team.created")
    for name, latitude in (("Kim", 53.5), ("Lou", 53.9)):
        made = work.add(
            Technician(
                name=name,
                phone="",
                email="",
                team_id=team.id,
                latitude=latitude,
                longitude=10.0,
                timezone="Europe/Berlin",
            ),
            "technician.created",
        )
        for weekday in range(5):
            shift = Shift(technician_id=made.id, weekday=weekday, start=time(8), finish=time(17))
            work.add(shift, "shift.created")


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    desk.store.run("ada", staff)
    opened = open_one(desk)
    page = show_page(desk, qtbot)
    page.show_record(opened)
    return page


def asked(page: OrdersPage) -> ComingDialog:
    press(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = [each for each in page.findChildren(ComingDialog) if each.isVisible()]
    return dialog


def test_the_first_slot_is_promised_and_booked_with_enter(desk: ServiceDesk, page: OrdersPage) -> None:
    dialog = asked(page)
    QAbstractItemModelTester(dialog.chooser.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert len(dialog.chooser.table.rows()) == 4
    assert dialog.chooser.table.rows()[0].slot.name == "Kim"  # lives nearer
    QTest.keyClick(dialog.chooser.table, Qt.Key.Key_Return)
    with desk.store.read() as session:
        (booked,) = bookings(session, NOW - timedelta(days=1), NOW + timedelta(days=15))
        order = session.get_one(Order, booked.order_id)
        assert (order.window_from, order.window_until) == (booked.start, booked.start + timedelta(hours=2))
    assert page.detail.shown
    assert "Arrival promised" in " ".join(page.detail.timeline())


def test_another_slot_is_booked_without_a_promise(desk: ServiceDesk, page: OrdersPage) -> None:
    dialog = asked(page)
    QTest.keyClick(dialog.chooser.table, Qt.Key.Key_Down)
    chosen = dialog.chooser.table.chosen()
    assert chosen is not None
    dialog.form.fields["window"].set_value(0)
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    with desk.store.read() as session:
        (booked,) = bookings(session, NOW - timedelta(days=1), NOW + timedelta(days=15))
        assert booked.start == chosen.slot.start
        assert session.get_one(Order, booked.order_id).window_from is None


def test_the_afternoon_is_asked_for(page: OrdersPage) -> None:
    dialog = asked(page)
    QTest.keyClick(dialog.chooser.asked.hours, Qt.Key.Key_End)
    assert dialog.chooser.table.rows()
    assert all(row.slot.start.hour >= 12 for row in dialog.chooser.table.rows())


def test_where_nobody_can_come_it_is_said(desk: ServiceDesk, qtbot: QtBot) -> None:
    opened = open_one(desk)
    page = show_page(desk, qtbot)
    page.show_record(opened)
    dialog = asked(page)
    assert not dialog.chooser.table.rows()
    assert not dialog.submit_button.isEnabled()


def test_whoever_can_come_best_is_proposed_first(page: OrdersPage) -> None:
    press(page, Qt.Key.Key_T)
    (dialog,) = [each for each in page.findChildren(FormDialog) if each.isVisible()]
    assert dialog.objectName() == "dialog_assign"
    technician = dialog.form.fields["technician"]
    assert str(technician.widget.property("currentText")).startswith("Kim · ")


def test_every_word_can_be_translated(desk: ServiceDesk, qtbot: QtBot) -> None:
    desk.store.run("ada", staff)
    opened = open_one(desk)
    with pseudo_language():
        page = show_page(desk, qtbot)
        page.show_record(opened)
        dialog = asked(page)
        data = frozenset({"Kim", "Lou", "Leaks", page.detail.shown.number if page.detail.shown else ""})
        assert untranslated(dialog, data) == set()
