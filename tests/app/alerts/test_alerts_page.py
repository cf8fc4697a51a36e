"""The page of alerts, driven through its real widgets."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.alerts.shelf import tomorrow_morning
from app.alerts.view import AlertsPage
from app.shared.links import Link
from domain.monitoring import occurrences, service
from domain.monitoring.alert_rows import AlertRow, AlertState
from domain.monitoring.model import Alert
from domain.monitoring.queries import alert
from domain.store.unit_of_work import UnitOfWork
from domain.words import Severity
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import NOW, ServiceDesk
from tests.support.small_company import SmallCompany

Show = Callable[[], AlertsPage]

#: By what texts are known that come from the store as they are, and times.
OWN = ("Supply t", " 2026 ")


def row_of(desk: ServiceDesk, alert_id: int) -> AlertRow:
    with desk.store.read() as session:
        detail = alert(session, alert_id)
    assert detail
    return detail.row


def state_of(desk: ServiceDesk, alert_id: int) -> AlertState:
    return row_of(desk, alert_id).state(desk.clock.now())


def click_row(page: AlertsPage, qtbot: QtBot, row_id: int, modifier: Qt.KeyboardModifier) -> None:
    index = page.table.row_model().index_of(row_id)
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, modifier, page.table.visualRect(index).center())


def choose(page: AlertsPage, qtbot: QtBot, *ids: int) -> None:
    click_row(page, qtbot, ids[0], Qt.KeyboardModifier.NoModifier)
    for row_id in ids[1:]:
        click_row(page, qtbot, row_id, Qt.KeyboardModifier.ControlModifier)


def test_an_empty_list_says_what_would_be_here(show: Show) -> None:
    page = show()
    assert page.table.rows() == ()
    assert page.record_shown() is None


def test_a_new_alert_appears_by_itself_and_counts_in_the_badge(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    badges: list[int] = []
    page.badge_changed.connect(badges.append)
    raised = desk.raise_alert()
    desk.tail()
    qtbot.waitUntil(lambda: [row.id for row in page.table.rows()] == [raised])
    qtbot.waitUntil(lambda: badges[-1:] == [1])


def test_the_badge_is_right_while_the_page_is_hidden(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    page.set_visible_page(False)
    badges: list[int] = []
    page.badge_changed.connect(badges.append)
    desk.raise_alert()
    desk.tail()
    qtbot.waitUntil(lambda: badges[-1:] == [1])
    assert page.table.rows() == ()
    page.set_visible_page(True)
    assert len(page.table.rows()) == 1


def test_an_alert_shows_why_its_readings_its_order_and_what_happened(
    desk: ServiceDesk, show: Show, qtbot: QtBot
) -> None:
    desk.publish([9.0 + at / 4 for at in range(20)])
    raised = desk.raise_alert()
    page = show()
    choose(page, qtbot, raised)
    assert page.record_shown() == raised
    assert "Supply temperature above 12 °C" in page.detail.explanation()
    assert "Order SO-000001 opened" in page.detail.explanation()
    assert page.detail.has_curve()
    assert page.detail.timeline() == ["Order SO-000001 opened", "Alert raised"]


def test_an_alert_without_readings_says_so(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    raised = desk.raise_alert()
    page = show()
    choose(page, qtbot, raised)
    assert not page.detail.has_curve()


def test_the_plot_goes_on_while_the_alert_is_open(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    raised = desk.raise_alert()
    page = show()
    choose(page, qtbot, raised)
    desk.publish([12.5, 13.0])
    qtbot.waitUntil(page.detail.has_curve, timeout=4000)


def test_a_acknowledges_and_undo_takes_it_back(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    raised = desk.raise_alert()
    page = show()
    choose(page, qtbot, raised)
    QTest.keyClick(page.table, Qt.Key.Key_A)
    assert row_of(desk, raised).acknowledged_by == "kim"
    desk.tail()
    qtbot.waitUntil(lambda: page.table.rows()[0].acknowledged_by == "kim")
    (notice,) = desk.notices
    assert notice.text == "Acknowledged: Supply too warm on Chiller 1."
    assert notice.undo
    notice.undo()
    assert state_of(desk, raised) is AlertState.NEW


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_s_shelves_for_an_hour_and_u_brings_back(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    raised = desk.raise_alert()
    page = show()
    choose(page, qtbot, raised)
    QTest.keyClick(page.table, Qt.Key.Key_S)
    assert page.shelf.isVisible()
    hour = page.shelf.actions()[1]
    QTest.mouseClick(
        page.shelf, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, page.shelf.actionGeometry(hour).center()
    )
    assert row_of(desk, raised).shelved_until == NOW + timedelta(hours=1)
    desk.tail()
    qtbot.waitUntil(lambda: not page.table.rows())
    page.show_record(raised)
    QTest.keyClick(page.table, Qt.Key.Key_U)
    desk.tail()
    qtbot.waitUntil(lambda: len(page.table.rows()) == 1)


def test_undoing_a_second_shelving_goes_back_to_the_first(desk: ServiceDesk, show: Show) -> None:
    raised = desk.raise_alert()
    desk.store.run("ada", service.shelve, raised, NOW + timedelta(hours=2))
    page = show()
    page.show_record(raised)
    page.shelf.until_chosen.emit(NOW + timedelta(hours=4))
    undo = desk.notices[-1].undo
    assert undo
    undo()
    assert row_of(desk, raised).shelved_until == NOW + timedelta(hours=2)


def test_until_tomorrow_means_eight_on_the_wall(desk: ServiceDesk) -> None:
    assert tomorrow_morning(desk.kit.times) == NOW.replace(hour=8) + timedelta(days=1)


def test_c_asks_before_it_clears(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    raised = desk.raise_alert()
    page = show()
    choose(page, qtbot, raised)
    QTest.keyClick(page.table, Qt.Key.Key_C)
    asking = page.findChild(QMessageBox, "dialog_clear")
    assert asking
    assert state_of(desk, raised) is AlertState.NEW
    clear = asking.defaultButton()
    assert isinstance(clear, QPushButton)
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert state_of(desk, raised) is AlertState.CLEARED
    assert desk.notices[-1].undo is None


def test_those_are_cleared_that_were_asked_about(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    first = desk.raise_alert()
    second = desk.store.run("test", _second_alert, desk.company)
    page = show()
    choose(page, qtbot, first)
    QTest.keyClick(page.table, Qt.Key.Key_C)
    asking = page.findChild(QMessageBox, "dialog_clear")
    assert asking
    choose(page, qtbot, second)
    QTest.keyClick(asking, Qt.Key.Key_Return)
    assert (state_of(desk, first), state_of(desk, second)) == (AlertState.CLEARED, AlertState.NEW)


def test_several_at_once_are_told_one_by_one(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    first = desk.raise_alert()
    second = desk.store.run("test", _second_alert, desk.company)
    page = show()
    choose(page, qtbot, first, second)
    # Over by the time the key is pressed, and not heard of yet.
    desk.store.run("listener", occurrences.clear, desk.occurrence(), NOW)
    QTest.keyClick(page.table, Qt.Key.Key_A)
    assert state_of(desk, second) is AlertState.ACKNOWLEDGED
    text = desk.notices[-1].text
    assert text.startswith("Acknowledged: Supply too warm on Ward chiller.")
    assert "Supply too warm on Chiller 1: This alert is over" in text


def _second_alert(work: UnitOfWork, company: SmallCompany) -> int:
    later = Alert(
        rule_id=company.rule.id,
        asset_id=company.ward_chiller.id,
        device_id=company.device.id,
        severity=Severity.MINOR,
        started_at=NOW,
        raised_at=NOW,
        last_at=NOW,
        count=1,
        decision={},
    )
    return work.add(later, "alert.raised").id


def test_the_filters_read_as_a_sentence_and_lead_back(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    raised = desk.raise_alert()
    desk.store.run("kim", service.clear_by_hand, raised)
    page = show()
    assert page.table.rows() == ()
    page.frame.filters.choose({"standing": ["cleared"]})
    assert [row.id for row in page.table.rows()] == [raised]
    assert page.step_back()
    assert page.table.rows() == ()
    assert not page.step_back()


def test_a_search_finds_assets_and_says_nothing_for_nonsense(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    desk.raise_alert()
    page = show()
    page.focus_search()
    QTest.keyClicks(page.frame.search, "chiller harbour")
    QTest.keyClick(page.frame.search, Qt.Key.Key_Return)
    assert len(page.table.rows()) == 1
    QTest.keyClicks(page.frame.search, " elephant")
    QTest.keyClick(page.frame.search, Qt.Key.Key_Return)
    assert page.table.rows() == ()


def test_open_order_leads_to_it(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    raised = desk.raise_alert()
    page = show()
    choose(page, qtbot, raised)
    links: list[Link] = []
    page.open_asked.connect(links.append)
    button = page.detail.findChild(QPushButton, "button_open_order")
    assert button
    assert button.text() == "Open SO-000001"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    order_id = row_of(desk, raised).order_id
    assert links == [Link("orders", order_id)]


def test_the_table_is_a_sound_model(desk: ServiceDesk, show: Show, qtmodeltester: Any) -> None:
    desk.raise_alert()
    desk.store.run("test", _second_alert, desk.company)
    page = show()
    qtmodeltester.check(page.table.row_model(), force_py=True)
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert [row.severity for row in page.table.rows()] == [Severity.MINOR, Severity.CRITICAL]
    qtmodeltester.check(page.table.row_model(), force_py=True)


def test_every_text_can_be_translated(desk: ServiceDesk, qtbot: QtBot) -> None:
    desk.publish([9.0 + at / 4 for at in range(20)])
    raised = desk.raise_alert()
    with pseudo_language():
        page = AlertsPage(desk.kit, desk.desk)
        qtbot.addWidget(page)
        page.set_visible_page(True)
        page.show_record(raised)
        left = {text for text in untranslated(page) if not any(own in text for own in OWN)}
    assert left == set()


def test_work_happens_off_the_windows_thread(threaded_desk: ServiceDesk, qtbot: QtBot) -> None:
    threaded_desk.publish([12.5, 13.0])
    raised = threaded_desk.raise_alert()
    page = AlertsPage(threaded_desk.kit, threaded_desk.desk)
    qtbot.addWidget(page)
    page.set_visible_page(True)
    page.show_record(raised)
    qtbot.waitUntil(page.detail.has_curve)
    qtbot.waitUntil(lambda: len(page.table.rows()) == 1)
    with qtbot.waitSignal(page.notice_asked):
        page.bound_actions()["alerts_acknowledge"].trigger()
    assert row_of(threaded_desk, raised).acknowledged_by == "kim"
