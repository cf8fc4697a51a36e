"""Charts of an asset, driven through the real widgets with mouse and keys, over real stores."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.assets.charts.panels import StripPanel, UnitPanel
from app.assets.charts.saving import chart_table
from app.assets.charts.tab import ChartsTab
from app.assets.charts.window import Window
from app.assets.values import Span
from app.assets.view import AssetsPage
from app.shared.links import Link, Mood
from app.shared.theme import Look
from app.shared.times import Times
from domain.clock import to_ms
from domain.reporting.asset_charts import PinKind
from tests.app.assets.chart_hands import HOUR, happened, keep, more_metrics, press, tick_all, turn_wheel
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.in_front import in_front
from tests.support.service_desk import NOW, ServiceDesk

Show = Callable[[], ChartsTab]


def test_an_asset_that_nothing_measures_says_how_to_change_that(desk: ServiceDesk, page: AssetsPage) -> None:
    page.show_record(desk.company.compressor.id)
    page.detail.tabs.setCurrentWidget(page.detail.charts)
    tab = page.detail.charts.content
    assert tab._empty.isVisible()
    assert not tab._body.isVisible()


def test_a_day_is_shown_with_limit_and_alert(desk: ServiceDesk, show: Show) -> None:
    keep(desk, "chiller-1", "supply_temperature", [9.0, 10.0, 13.5])
    desk.store.run("setup", happened, desk)
    tab = show()
    (panel,) = tab.canvas.panels
    assert isinstance(panel, UnitPanel)
    assert list(panel._curves["chiller-1", "supply_temperature"][1].yData) == [9.0, 10.0, 13.5]
    assert [item.value() for item in panel._lines_of_limits if item.isVisible()] == [12.0]
    assert len(panel._marks) == 1
    assert tab.readout.entries[0].value.text() == "13.5 °C"


def test_nothing_in_the_range_is_said_in_words(show: Show) -> None:
    assert show().readout.moment.text().startswith("Nothing was measured from")


def test_each_unit_has_its_own_axis_and_texts_are_strips(desk: ServiceDesk, show: Show) -> None:
    desk.store.run("setup", more_metrics, desk)
    keep(desk, "chiller-1", "supply_temperature", [9.0, 10.0])
    keep(desk, "chiller-1", "pressure", [4.0, 5.0])
    keep(desk, "chiller-1", "mode", ["cooling", "off"])
    tab = show()
    tick_all(tab.bar.metrics)
    assert [type(panel) for panel in tab.canvas.panels] == [UnitPanel, UnitPanel, StripPanel]
    assert [entry.value.text() for entry in tab.readout.entries] == ["off", "5 bar", "10 °C"]
    assert desk.kit.memory.data(f"charts/model/{desk.company.chiller_model.id}") is not None


def test_the_metrics_of_a_model_are_remembered(desk: ServiceDesk, show: Show, page: AssetsPage, qtbot: QtBot) -> None:
    desk.store.run("setup", more_metrics, desk)
    tick_all(show().bar.metrics)
    again = in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot)
    again.show_record(desk.company.chiller.id)
    again.detail.tabs.setCurrentWidget(again.detail.charts)
    assert len(again.detail.charts.content.bar.names()) == 3


def test_another_asset_of_the_model_is_laid_over_it(desk: ServiceDesk, show: Show) -> None:
    desk.store.run("setup", more_metrics, desk)
    desk.publish([9.0])
    keep(desk, "chiller-3", "supply_temperature", [7.0])
    tab = show()
    tick_all(tab.bar.assets)
    (panel,) = tab.canvas.panels
    assert [line.label for line in panel.lines] == [
        "Supply temperature · Chiller 1",
        "Supply temperature · Ward chiller",
    ]
    assert [entry.value.text() for entry in tab.readout.entries] == ["9 °C", "7 °C"]


def test_a_gap_is_a_gap(desk: ServiceDesk, show: Show) -> None:
    desk.publish([1.0] * 8, NOW - 5 * HOUR)
    desk.publish([1.0] * 8)
    (panel,) = show().canvas.panels
    assert isinstance(panel, UnitPanel)
    drawn = panel._curves["chiller-1", "supply_temperature"][1].yData
    assert int(np.isnan(drawn).sum()) == 1


def test_keys_pan_zoom_and_come_back_to_now(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    keep(desk, "chiller-1", "supply_temperature", [float(at) for at in range(24 * 20)])
    tab = show()
    tab.canvas.setFocus()
    day, now = 24 * 3_600_000, to_ms(NOW)
    assert tab.canvas.window == Window(now - day, now)
    press(tab, Qt.Key.Key_Left)
    assert tab.canvas.window == Window(now - day - day // 4, now - day // 4)
    assert not tab.bar.now.isChecked()
    press(tab, Qt.Key.Key_Minus)
    assert tab.canvas.window.span == 2 * day
    press(tab, Qt.Key.Key_Plus, Qt.Key.Key_End)
    assert tab.canvas.window == Window(now - day, now)
    assert tab.bar.now.isChecked()
    press(tab, Qt.Key.Key_Home)
    first = now - 479 * 3_600_000
    assert tab.canvas.window == Window(first - first % day, now)


def test_what_is_missing_is_loaded_while_one_pans(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    keep(desk, "chiller-1", "supply_temperature", [float(at) for at in range(24 * 10)])
    tab = show()
    for _ in range(12):
        press(tab, Qt.Key.Key_Left)
    key = ("chiller-1", "supply_temperature")

    def seen() -> int:
        window = tab.canvas.window
        assert tab._loaded is not None
        return len(tab._loaded.curves[key].within(window.since, window.until))

    qtbot.waitUntil(lambda: seen() >= 24)
    moments = list(tab._loaded.curves[key].at) if tab._loaded is not None else []
    assert moments == sorted(set(moments))


def test_the_wheel_zooms_and_a_drag_pans(desk: ServiceDesk, show: Show) -> None:
    desk.publish([9.0] * 30)
    tab = show()
    (panel,) = tab.canvas.panels
    before = tab.canvas.window
    middle = tab.canvas.mapFromScene(panel.vb.sceneBoundingRect().center())
    port = tab.canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=middle)
    for moved in (20, 60, 120):
        QTest.mouseMove(port, middle + QPoint(moved, 0))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=middle + QPoint(120, 0))
    panned = tab.canvas.window
    assert panned.since < before.since
    assert panned.span == pytest.approx(before.span, rel=0.01)
    turn_wheel(tab, middle, 120)
    assert tab.canvas.window.span < panned.span
    turn_wheel(tab, middle, -240)
    assert tab.canvas.window.span > panned.span


def test_pointing_tells_moment_and_values(desk: ServiceDesk, show: Show) -> None:
    keep(desk, "chiller-1", "supply_temperature", [1.0, 2.0, 3.0])
    tab = show()
    at = tab.canvas.lane.vb.mapViewToScene(QPointF((NOW - HOUR).timestamp(), 0.5))
    QTest.mouseMove(tab.canvas.viewport(), tab.canvas.mapFromScene(at))
    assert tab.readout.entries[0].value.text() == "2 °C"
    assert "2 March 2026" in tab.readout.moment.text()
    assert tab.readout.moment.text().endswith("UTC")
    press(tab, Qt.Key.Key_Right, shift=True)
    assert tab.readout.entries[0].value.text() == "3 °C"
    press(tab, Qt.Key.Key_Escape)
    assert tab.canvas.pointer is None


def test_a_pin_is_found_by_key_and_opened(desk: ServiceDesk, show: Show, page: AssetsPage) -> None:
    order = desk.store.run("setup", happened, desk)
    desk.publish([9.0])
    tab = show()
    links: list[Link] = []
    page.open_asked.connect(links.append)
    assert [pin.kind for pin in tab.canvas.pins_in_sight()] == [PinKind.ALERT, PinKind.ORDER, PinKind.VISIT]
    press(tab, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert "Order: SO-" in tab.readout.moment.text()
    press(tab, Qt.Key.Key_Return)
    assert links == [Link("orders", order)]


def test_a_pin_opens_on_a_click(desk: ServiceDesk, show: Show, page: AssetsPage) -> None:
    desk.store.run("setup", happened, desk)
    desk.publish([9.0])
    tab = show()
    links: list[Link] = []
    page.open_asked.connect(links.append)
    place = tab.canvas.lane.vb.mapViewToScene(QPointF((NOW - 9 * HOUR).timestamp(), 0.74))
    QTest.mouseClick(tab.canvas.viewport(), Qt.MouseButton.LeftButton, pos=tab.canvas.mapFromScene(place))
    assert [link.page for link in links] == ["alerts"]


def test_newest_readings_appear_by_themselves(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    desk.publish([9.0])
    tab = show()
    desk.publish([14.5], NOW + timedelta(seconds=1))
    desk.clock.advance(timedelta(seconds=1))
    qtbot.waitUntil(lambda: tab.readout.entries[0].value.text() == "11.75 °C (9 to 14.5)")


def test_an_alert_raised_elsewhere_appears(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    desk.publish([9.0])
    tab = show()
    desk.raise_alert()
    desk.tail()
    qtbot.waitUntil(lambda: len(tab.canvas.pins_in_sight()) == 2)


def test_the_picture_is_saved_and_a_failure_is_told(desk: ServiceDesk, show: Show, tmp_path: Path) -> None:
    desk.publish([9.0])
    tab = show()
    QTest.mouseClick(tab.bar.picture, Qt.MouseButton.LeftButton)
    (dialog,) = tab.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "chart.png"))
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    dialog.fileSelected.emit(str(tmp_path / "gone" / "chart.png"))
    dialog.close()
    assert [notice.mood for notice in desk.notices] == [Mood.DONE, Mood.ERROR]
    assert "cannot be written" in desk.notices[1].text


def test_readings_are_saved_with_zone_and_unit(desk: ServiceDesk, show: Show, tmp_path: Path) -> None:
    keep(desk, "chiller-1", "supply_temperature", [1.25, 2.0])
    tab = show()
    QTest.mouseClick(tab.bar.data, Qt.MouseButton.LeftButton)
    (dialog,) = tab.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "chart.csv"))
    dialog.close()
    rows = list(csv.DictReader((tmp_path / "chart.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0]["time"] == "2026-03-02T08:00:00.000+00:00"
    assert [rows[0][name] for name in ("zone", "asset", "unit", "value")] == ["UTC", "Chiller 1", "°C", "1.25"]
    assert len(rows) == 2


def test_a_year_is_one_click_away(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    keep(desk, "chiller-1", "supply_temperature", [1.0, 5.0] * 24 * 30)
    tab = show()
    QTest.mouseClick(tab.bar.spans[Span.YEAR], Qt.MouseButton.LeftButton)

    def banded() -> bool:
        assert tab._loaded is not None
        return tab._loaded.curves["chiller-1", "supply_temperature"].banded

    qtbot.waitUntil(banded)
    assert tab.bar.spans[Span.YEAR].isChecked()


def test_nobody_is_asked_while_nobody_looks(desk: ServiceDesk, show: Show, page: AssetsPage) -> None:
    tab = show()
    assert tab._timer.isActive()
    page.detail.tabs.setCurrentIndex(0)
    assert not tab._timer.isActive()


def test_every_look_draws_it(desk: ServiceDesk, show: Show) -> None:
    desk.publish([9.0, 8.0])
    tab = show()
    for look in (Look.DARK, Look.HIGH_CONTRAST):
        desk.kit.theme.set_look(look)
    assert len(tab.canvas.panels) == 1


def test_times_are_those_of_the_users_zone(desk: ServiceDesk, show: Show) -> None:
    keep(desk, "chiller-1", "supply_temperature", [1.0])
    tab = show()
    assert tab._loaded is not None
    berlin = Times(desk.clock, datetime.now(UTC).astimezone().tzinfo)
    table = chart_table(tab._loaded, tab.canvas.window, berlin, {})
    ((time, *_),) = table.rows
    assert datetime.fromisoformat(str(time)) == NOW


def test_every_word_can_be_translated(desk: ServiceDesk, qtbot: QtBot) -> None:
    desk.publish([9.0])
    with pseudo_language():
        made = in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot)
        made.show_record(desk.company.chiller.id)
        made.detail.tabs.setCurrentWidget(made.detail.charts)
        data = frozenset({"Supply temperature", "Chiller 1", "Supply too warm", "9 °C"})
        assert untranslated(made.detail.charts.content, data) == set()
