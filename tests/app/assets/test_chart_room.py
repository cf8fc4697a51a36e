"""What finds no room in a chart is said and found closer up; its ends are typed."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateTimeEdit
from pytestqt.qtbot import QtBot

from app.assets.charts.tab import ChartsTab
from app.assets.charts.values import MOST_LINES
from app.assets.charts.window import Window
from app.assets.values import Span
from domain.clock import to_ms
from domain.reporting import asset_charts
from domain.store.unit_of_work import UnitOfWork
from tests.app.assets.chart_hands import press
from tests.support.service_desk import NOW, ServiceDesk

Show = Callable[[], ChartsTab]
DAY = timedelta(days=1)


def many_alerts(work: UnitOfWork, desk: ServiceDesk) -> None:
    desk.company._work = work
    for hours in range(1, 21):
        begun = NOW - timedelta(hours=hours)
        desk.company.add_alert(desk.company.chiller, begun, cleared_at=begun + timedelta(minutes=20))


def many_metrics(work: UnitOfWork, desk: ServiceDesk) -> None:
    desk.company._work = work
    for number in range(MOST_LINES + 2):
        desk.company.add_metric(desk.company.device, f"m{number}", f"Metric {number}", "bar")


def step(field: QDateTimeEdit, section: QDateTimeEdit.Section, *keys: Qt.Key) -> None:
    field.setFocus()
    field.setSelectedSection(section)
    for key in keys:
        QTest.keyClick(field, key)


def test_pins_without_room_are_counted_and_appear_closer_up(
    desk: ServiceDesk, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asset_charts, "MOST_PINS", 15)
    desk.store.run("setup", partial(many_alerts, desk=desk))
    desk.publish([9.0] * 60 * 20)
    tab = show()
    assert "5 earlier pins appear closer up" in tab.readout.moment.text()
    first = NOW - timedelta(hours=20)
    assert first not in {pin.at for pin in tab.canvas.lane.pins}
    tab.canvas.point_at(first.timestamp() * 1000)
    for _ in range(3):
        press(tab, Qt.Key.Key_Plus)
    tab.canvas.point_at(None)
    qtbot.waitUntil(lambda: first in {pin.at for pin in tab.canvas.lane.pins})
    qtbot.waitUntil(lambda: "closer up" not in tab.readout.moment.text())


def test_more_lines_than_a_chart_shows_are_counted(desk: ServiceDesk, show: Show) -> None:
    desk.store.run("setup", partial(many_metrics, desk=desk))
    tab = show()
    assert not tab.readout._beyond.isVisible()
    QTest.mouseClick(tab.bar.metrics, Qt.MouseButton.LeftButton)
    QTest.mouseClick(tab.bar.metrics.list.tick_button, Qt.MouseButton.LeftButton)
    QTest.keyClick(tab.bar.metrics.dialog, Qt.Key.Key_Escape)
    assert len(tab.readout.entries) == MOST_LINES
    assert tab.readout._beyond.isVisible()
    assert tab.readout._beyond.text() == f"{MOST_LINES} lines are shown, 3 more are chosen"


def test_both_ends_are_put_by_keys(desk: ServiceDesk, show: Show) -> None:
    desk.publish([9.0] * 60)
    tab = show()
    ends = tab.bar.ends
    step(ends.since, QDateTimeEdit.Section.DaySection, Qt.Key.Key_Up)
    assert ends.wrong.isVisible(), "it would begin when it ends"
    assert tab.canvas.window == Window(to_ms(NOW - DAY), to_ms(NOW))
    step(ends.since, QDateTimeEdit.Section.MonthSection, Qt.Key.Key_Down)
    assert not ends.wrong.isVisible()
    step(ends.until, QDateTimeEdit.Section.HourSection, Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_Return)
    month_ago = NOW - 28 * DAY
    assert tab.canvas.window == Window(to_ms(month_ago), to_ms(NOW.replace(hour=14)))
    assert not tab.bar.now.isChecked()


def test_the_ends_follow_what_is_looked_at(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    desk.publish([9.0] * 60)
    tab = show()
    tab.canvas.setFocus()
    QTest.mouseClick(tab.bar.spans[Span.WEEK], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.bar.ends.since.moment == NOW - 7 * DAY)
    assert tab.bar.ends.until.moment == NOW
