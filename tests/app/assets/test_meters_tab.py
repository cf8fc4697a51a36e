"""The meters of an asset, read and changed on its page with real mouse and keys."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.assets.meters_tab import MetersTab
from app.assets.view import AssetsPage
from app.shared.dialog import FormDialog
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.service import create_agreement
from domain.catalogue.model import LineKind
from domain.meters.counter import Event
from domain.meters.queries import MeterRow, meters_of_asset
from domain.meters.reading_service import ReadingDraft, take_reading
from domain.meters.service import MeterDraft, change_meter, create_meter
from domain.visits.asking_service import MeterDue
from domain.visits.plan_service import PlanDraft, set_plan
from tests.app.keys import ALT, CTRL, SHIFT, form, press, put, wrong
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk

Show = Callable[[], AssetsPage]
HOURS = MeterDraft("Running hours", "h", rolls_over_at=Decimal(100_000), least_a_day=Decimal(0))
KEY = Qt.Key


@pytest.fixture
def meter(desk: ServiceDesk) -> int:
    """Read every ten days for a month, at eight hours a day."""
    key = desk.store.run("ada", create_meter, desk.company.chiller.id, HOURS)
    for days in (30, 20, 10, 0):
        at = desk.clock.now() - timedelta(days=days)
        desk.store.run("ada", take_reading, key, ReadingDraft(at, 1000 - 8 * days))
    return key


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> AssetsPage:
        page = in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot)
        page.show_record(desk.company.chiller.id)
        page.detail.tabs.setCurrentWidget(page.detail.meters)
        return page

    return shown


def cells(tab: MetersTab, table: str = "meters", row: int = 0) -> list[str]:
    """What a row says, cell by cell."""
    model = getattr(tab.body, table).model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def known(desk: ServiceDesk) -> list[MeterRow]:
    with desk.store.read() as session:
        return meters_of_asset(session, desk.company.chiller.id)


def seen(qtbot: QtBot, tab: MetersTab, total: str, readings: int) -> None:
    """Wait until the meter has that total, and so many readings."""
    qtbot.waitUntil(lambda: (cells(tab)[1], len(tab.body.readings.rows())) == (total, readings))


def send(desk: ServiceDesk, dialog: FormDialog) -> None:
    press(dialog, KEY.Key_Return, CTRL)
    desk.tail()


def pick(dialog: FormDialog, field: str, key: Qt.Key) -> None:
    """Move in a choice with the keyboard."""
    widget = dialog.form.fields[field].widget
    widget.setFocus()
    QTest.keyClick(widget, key)


def test_how_a_meter_stands_is_seen_at_a_glance(desk: ServiceDesk, show: Show, meter: int) -> None:
    tab = show().detail.meters
    assert cells(tab)[:5] == ["Running hours", "1,000 h", "1,000 h", "8 h", "now"]
    assert [row.reading.total for row in tab.body.readings.rows()] == [1000, 920, 840, 760]
    assert tab.body.plot.isVisible()


def test_what_is_due_next_by_it_is_projected(desk: ServiceDesk, show: Show, meter: int) -> None:
    today = desk.clock.now().date()
    customer = desk.company.chiller.customer_id
    agreement = desk.store.run("ada", create_agreement, customer, AgreementDraft("Gold", today - timedelta(90)))
    line = AgreementLineDraft(LineKind.FEE, "Oil", asset_id=desk.company.chiller.id)
    key = desk.store.run("ada", add_line, agreement, line)
    due = PlanDraft(today - timedelta(30), meter=MeterDue(meter, 400, units_at_last=760))
    desk.store.run("ada", set_plan, key, due)
    tab = show().detail.meters
    (row,) = tab.body.meters.rows()
    assert row.service is not None
    assert (row.service.due, row.service.why) == (
        today + timedelta(20),
        "By meter: 160 h in 20 days at 8 h a day",
    )
    assert cells(tab)[5] == "22/03/2026"


def test_a_reading_is_taken_and_one_that_runs_backwards_is_refused_at_its_field(
    desk: ServiceDesk, show: Show, meter: int, qtbot: QtBot
) -> None:
    desk.clock.advance(timedelta(days=1))
    tab = show().detail.meters
    press(tab.body.meters, KEY.Key_L)
    dialog = form(tab)
    assert not dialog.form.fields["left_at"].widget.isVisible()
    put(dialog, value="990")
    send(desk, dialog)
    assert "cannot show 990 later" in wrong(dialog, "value")
    put(dialog, value="1008.5")
    send(desk, dialog)
    assert known(desk)[0].total == Decimal("1008.5")
    assert desk.notices[-1].text == "Running hours is read."
    seen(qtbot, tab, "1,008.5 h", 5)
    assert cells(tab, "readings")[1] == "1,008.5 h"


def test_a_meter_is_replaced_and_its_total_goes_on(desk: ServiceDesk, show: Show, meter: int, qtbot: QtBot) -> None:
    desk.clock.advance(timedelta(days=1))
    tab = show().detail.meters
    press(tab.body.meters, KEY.Key_L, SHIFT)
    dialog = form(tab)
    assert dialog.form.fields["left_at"].widget.isVisible()
    put(dialog, value="3", left_at="1005", began_at="1")
    send(desk, dialog)
    assert (known(desk)[0].value, known(desk)[0].total) == (Decimal(3), Decimal(1007))
    seen(qtbot, tab, "1,007 h", 5)
    assert "Replaced" in cells(tab, "readings")


def test_what_a_device_shows_less_than_was_read_is_seen_to(
    desk: ServiceDesk, show: Show, meter: int, qtbot: QtBot
) -> None:
    desk.store.run("ada", change_meter, meter, HOURS, replace(HOURS, metric="supply_temperature"))
    desk.clock.advance(timedelta(hours=2))
    desk.publish([4.5], desk.clock.now() - timedelta(hours=1))
    tab = show().detail.meters
    words = "The device shows 4.5 h of Running hours, less than was read: say with “Meter replaced…” what happened."
    assert words in [each.text() for each in tab.findChildren(QLabel) if each.isVisible()]
    press(tab.body.meters, KEY.Key_L, SHIFT)
    send(desk, form(tab))
    seen(qtbot, tab, "1,004.5 h", 5)
    assert words not in [each.text() for each in tab.findChildren(QLabel) if each.isVisible()]


def test_a_reading_is_corrected_and_taken_away_and_totals_follow(
    desk: ServiceDesk, show: Show, meter: int, qtbot: QtBot
) -> None:
    page = show()
    tab = page.detail.meters
    tab.body.readings.setFocus()
    tab.body.readings.choose(tab.body.readings.rows()[0].id)
    press(tab.body.readings, KEY.Key_C)
    put(form(tab), value="1016")
    send(desk, form(tab))
    seen(qtbot, tab, "1,016 h", 4)
    press(tab.body.readings, KEY.Key_C, SHIFT)
    send(desk, form(tab))
    seen(qtbot, tab, "920 h", 3)


def test_a_meter_is_put_on_and_changed(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    tab = page.detail.meters
    assert not page.bound_actions()["meters_read"].isEnabled()
    press(tab.body.meters, KEY.Key_L, CTRL)
    dialog = form(tab)
    send(desk, dialog)
    assert "letters are needed" in wrong(dialog, "name")
    put(dialog, name="Starts", unit="x", rolls_over_at="0")
    pick(dialog, "metric", KEY.Key_Down)
    send(desk, dialog)
    assert "above 0" in wrong(dialog, "rolls_over_at")
    put(dialog, rolls_over_at="9999")
    send(desk, dialog)
    (row,) = known(desk)
    assert row.draft == MeterDraft("Starts", "x", "supply_temperature", Decimal(9999), 28, Decimal(0))
    qtbot.waitUntil(page.bound_actions()["meters_read"].isEnabled)
    press(tab.body.meters, KEY.Key_L, ALT)
    desk.store.run("lou", change_meter, row.id, row.draft, replace(row.draft, unit="starts"))
    put(form(tab), name="Starts of the compressor")
    send(desk, form(tab))
    assert known(desk)[0].draft.name == "Starts of the compressor"
    assert known(desk)[0].draft.unit == "starts"


def test_a_meter_at_rest_is_read_no_more_and_one_without_readings_is_deleted(
    desk: ServiceDesk, show: Show, meter: int, qtbot: QtBot
) -> None:
    page = show()
    tab = page.detail.meters
    page.bound_actions()["meters_rest"].trigger()
    desk.tail()
    qtbot.waitUntil(lambda: cells(tab)[0] == "Running hours (at rest)")
    assert not page.bound_actions()["meters_read"].isEnabled()
    page.bound_actions()["meters_delete"].trigger()
    send(desk, form(tab))
    assert form(tab).isVisible()
    assert [row.id for row in known(desk)] == [meter]


def test_what_somebody_else_reads_is_seen_and_another_asset_has_meters_of_its_own(
    desk: ServiceDesk, show: Show, meter: int, qtbot: QtBot
) -> None:
    page = show()
    tab = page.detail.meters
    later = desk.clock.now() + timedelta(minutes=1)
    desk.store.run("lou", take_reading, meter, ReadingDraft(later, 7, Event.RESET))
    desk.tail()
    qtbot.waitUntil(lambda: tab.body.readings.rows()[0].reading.taken_by == "lou")
    page.show_record(desk.company.ward_chiller.id)
    assert not tab.body.meters.rows()
    assert not tab.body.readings.rows()
    assert not page.bound_actions()["meters_read"].isEnabled()


def test_models_and_words_of_the_tab_are_sound(
    desk: ServiceDesk, show: Show, meter: int, qtmodeltester: ModelTester
) -> None:
    tab = show().detail.meters
    qtmodeltester.check(tab.body.meters.model())  # type: ignore[no-untyped-call]
    qtmodeltester.check(tab.body.readings.model())  # type: ignore[no-untyped-call]
    with pseudo_language():
        page = show()
        found = untranslated(page.detail.meters)
    assert {words for words in found if not words.endswith(" h") and words not in {"Running hours", "ada"}} == set()
