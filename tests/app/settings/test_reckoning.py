"""After a calendar or an SLA was changed, open orders are promised anew."""

from datetime import datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.settings.calendars.week_field import WeekField
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.service import create_calendar
from domain.orders import promises
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, open_order
from domain.sla.clock import TargetKind
from domain.sla.draft import SlaDraft
from domain.sla.service import create_sla
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.settings.conftest import Show, put
from tests.support.service_desk import ServiceDesk

WEEK = tuple(Window(day, 480, 1020) for day in range(5))


def opened(desk: ServiceDesk) -> tuple[int, int, int]:
    """An order under an SLA of eight hours in an office; the ids of calendar, SLA and order."""
    calendar = desk.store.run("ada", create_calendar, CalendarDraft("Office", WEEK))
    targets = {(TargetKind.COMPLETION, priority): 480 for priority in Priority}
    sla = desk.store.run("ada", create_sla, SlaDraft("Standard", calendar, targets))
    return calendar, sla, desk.store.run("ada", _open, desk.company.chiller.id)


def _open(work: UnitOfWork, asset_id: int) -> int:
    return open_order(work, OrderDraft("Leaks", Priority.NORMAL, Origin.HAND, 60, asset_id=asset_id)).id


def due(desk: ServiceDesk, order_id: int) -> datetime | None:
    with desk.store.read() as session:
        order = session.get(Order, order_id)
        return order.due_at if order else None


def test_a_changed_calendar_moves_the_deadlines_of_open_orders(desk: ServiceDesk, show: Show) -> None:
    calendar, _, order = opened(desk)
    before = due(desk, order)
    page = show("calendars")
    page.pane.show_record(calendar)
    week = page.pane.editor.form.fields["windows"]
    assert isinstance(week, WeekField)
    for line in week.lines[:5]:
        line.setText("08:00-12:00")
    page.pane.save()
    after = due(desk, order)
    assert before is not None
    assert after is not None
    assert after > before
    assert "1 open order is promised anew." in [notice.text for notice in desk.notices]
    assert page.strip.isHidden()


def test_a_changed_sla_moves_them_too_and_a_new_name_moves_none(desk: ServiceDesk, show: Show) -> None:
    _, sla, order = opened(desk)
    before = due(desk, order)
    page = show("slas")
    page.pane.show_record(sla)
    put(page, "name", "Plain")
    page.pane.save()
    assert "No promise of an open order has changed." in [notice.text for notice in desk.notices]
    targets = page.pane.editor.form.fields["targets"]
    targets.set_value({**targets.value(), (TargetKind.COMPLETION, Priority.NORMAL): 60})
    page.pane.save()
    after = due(desk, order)
    assert before is not None
    assert after is not None
    assert after < before


def test_while_it_goes_on_a_strip_says_so(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    calendar, _, _ = opened(desk)
    page = show("calendars")
    with qtbot.waitSignals([page.reckoning.running, page.reckoning.progressed, page.reckoning.running]):
        page.reckoning.after_calendar(calendar)
    page.strip.show_running(True)
    assert page.strip.isVisible()
    page.reckoning.progressed.emit(250, 1000, 3)
    assert (page.strip.bar.value(), page.strip.bar.maximum()) == (250, 1000)
    assert page.strip.words.text() == "Reckoned anew: 250 of 1000 open orders, 3 changed"


def test_it_can_be_stopped_between_two_parts(
    desk: ServiceDesk, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar, _, _ = opened(desk)
    desk.store.run("ada", _open, desk.company.chiller.id)
    monkeypatch.setattr(promises, "CHUNK", 1)
    page = show("calendars")
    page.strip.show_running(True)
    page.reckoning.progressed.connect(partial(_press, page.strip.stop_button))
    seen = QSignalSpy(page.reckoning.progressed)
    page.reckoning.after_calendar(calendar)
    assert [seen.at(at)[0] for at in range(seen.count())] == [1]
    assert desk.notices[-1].text.startswith("Stopped;")
    assert page.strip.isHidden()


def _press(button: QPushButton, *_: int) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
