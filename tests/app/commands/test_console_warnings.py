"""A promise that is about to break is told in every window."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.commands.console import Console, open_desk
from devices.listener import deadlines
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.service import create_calendar
from domain.orders.model import Order
from domain.settings import load
from domain.sla.clock import TargetKind
from domain.sla.draft import LevelDraft, SlaDraft
from domain.sla.model import LevelAction
from domain.sla.service import create_sla
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.workshop import build, order

ALWAYS = tuple(Window(day, 0, 1440) for day in range(7))
#: Of a minute: three seconds.
PERCENT = 5


@pytest.fixture
def console(tmp_path: Path, qapp: QApplication) -> Iterator[Console]:
    made = Console(qapp, open_desk(load({"profile": str(tmp_path)}, {})), None)
    yield made
    made.close()


def promise(work: UnitOfWork) -> None:
    calendar_id = create_calendar(work, CalendarDraft(name="Always", windows=ALWAYS, timezone="UTC"))
    targets = {(TargetKind.COMPLETION, priority): 1 for priority in Priority}
    create_sla(work, SlaDraft("Minute", calendar_id, targets, (LevelDraft(PERCENT, LevelAction.NOTIFY),)))


def test_a_warning_is_on_the_screen_as_it_falls_due_and_not_before(
    console: Console, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "LOOK_SECONDS", 3_600.0)
    desk = console.desk
    workshop = desk.do(build)
    desk.do(promise)
    windows = [console.open(), console.windows.open()]
    order_id = desk.do(order, workshop)
    with desk.store.read() as session:
        opened_at = session.get_one(Order, order_id).opened_at.replace(microsecond=0)
    qtbot.waitUntil(
        lambda: all(any("5 % of the time" in each for each in window.notices.texts()) for window in windows)
    )
    assert datetime.now(UTC) >= opened_at + timedelta(minutes=1) * PERCENT / 100
