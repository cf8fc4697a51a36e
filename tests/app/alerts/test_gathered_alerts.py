"""Alerts that are one trouble, and those that need nobody, on the page of alerts."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.alerts.table import told
from app.alerts.view import AlertsPage
from app.shared.dialog import FormDialog
from app.shared.maintenance.dialog import MaintenanceDialog
from domain.monitoring.maintenance_queries import MaintenanceRow, maintenances
from domain.monitoring.maintenance_service import MaintenanceDraft, enter_maintenance
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import NOW, ServiceDesk

HOUR = timedelta(hours=1)
Show = Callable[[], AlertsPage]


def maintain(desk: ServiceDesk, reason: str = "Cleaning") -> int:
    draft = MaintenanceDraft(NOW - HOUR, NOW + HOUR, reason, asset_id=desk.company.chiller.id)
    return desk.store.run("kim", enter_maintenance, draft)


def known(desk: ServiceDesk) -> tuple[MaintenanceRow, ...]:
    with desk.store.read() as session:
        return maintenances(session, desk.clock.now())


def ids(page: AlertsPage) -> list[int]:
    return [row.id for row in page.table.rows()]


def click(widget: QPushButton) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def form(page: AlertsPage) -> FormDialog:
    dialog = page.findChild(FormDialog, "dialog_maintenance")
    assert dialog is not None
    return dialog


def test_one_line_stands_for_all_of_a_trouble(storm: list[int], show: Show) -> None:
    page = show()
    assert ids(page) == storm[:1]
    assert told(page.table.rows()[0]) == "Supply too warm +4 at this site"
    model = page.table.row_model()
    at = [each.name for each in model.columns].index("gathered")
    assert [model.index(0, at).data(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)] == [
        "+4",
        "+4 at this site",
    ]


def test_each_of_them_is_listed_on_demand_and_found_by_words(storm: list[int], show: Show) -> None:
    page = show()
    page.frame.filters.choose({"standing": ["open"], "lines": ["each"]})
    assert sorted(ids(page)) == storm
    page.step_back()
    page.frame.search.setText("Machine 103")
    QTest.keyClick(page.frame.search, Qt.Key.Key_Return)
    assert ids(page) == [storm[2]]


def test_a_head_shows_those_under_it_and_each_leads_back(storm: list[int], show: Show, qtbot: QtBot) -> None:
    page = show()
    QAbstractItemModelTester(page.detail.gathered.row_model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    page.show_record(storm[0])
    at = page.detail.tabs.indexOf(page.detail.gathered)
    assert (page.detail.tabs.isTabVisible(at), page.detail.tabs.tabText(at)) == (True, "Under it (4)")
    assert "4 more alerts at this site stand under this one." in page.detail.explanation()
    page.detail.tabs.setCurrentIndex(at)
    page.detail.gathered.choose(storm[3])
    QTest.keyClick(page.detail.gathered, Qt.Key.Key_Return)
    assert page.record_shown() == storm[3]
    assert not page.detail.tabs.isTabVisible(at)
    assert "no order of its own" in page.detail.explanation()
    page.detail.tabs.setCurrentIndex(0)
    back = page.detail.findChild(QPushButton, "button_head")
    assert back is not None
    qtbot.waitUntil(back.isVisible)
    click(back)
    assert page.record_shown() == storm[0]


def test_what_needs_nobody_is_out_of_the_list_and_the_badge(desk: ServiceDesk, show: Show) -> None:
    maintain(desk)
    page = show()
    badges: list[int] = []
    page.badge_changed.connect(badges.append)
    quiet = desk.raise_alert()
    page.presenter.load()
    page.presenter.count()
    assert (ids(page), badges[-1]) == ([], 0)
    page.frame.filters.choose({"standing": ["open"], "need": ["quiet"]})
    assert ids(page) == [quiet]
    page.show_record(quiet)
    assert "Nobody need look at it: maintenance (Cleaning)." in page.detail.explanation()


def test_maintenance_is_entered_from_an_alert(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.show_record(desk.raise_alert())
    page.maintain()
    dialog = form(page)
    dialog.submit()
    assert known(desk) == (), "without a reason it is refused, and the form stays"
    QTest.keyClicks(dialog.form.fields["reason"].widget, "Cleaning")
    click(dialog.submit_button)
    (row,) = known(desk)
    assert (row.what, row.reason, row.since, row.until) == ("Chiller 1", "Cleaning", NOW, NOW + 2 * HOUR)
    assert [notice.text for notice in desk.notices][-1] == "Chiller 1 is maintained until 11:00."


def test_maintenance_may_hold_for_the_site(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.show_record(desk.raise_alert())
    page.maintain()
    form(page).form.fill({"scope": "site", "reason": "Power cut"})
    click(form(page).submit_button)
    assert [(row.what, row.site_id) for row in known(desk)] == [("Cellar", desk.company.cellar.id)]


def test_all_maintenance_is_looked_through_changed_and_ended(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    maintain(desk)
    page = show()
    page.show_maintenance()
    dialog = page.findChild(MaintenanceDialog)
    assert dialog is not None
    QAbstractItemModelTester(dialog.table.row_model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    assert not dialog.end_button.isEnabled()
    (row,) = dialog.table.rows()
    dialog.table.choose(row.id)
    click(dialog.change_button)
    form(page).form.fill({"reason": "Cleaning, twice"})
    click(form(page).submit_button)
    desk.tail()
    assert [each.reason for each in dialog.table.rows()] == ["Cleaning, twice"]
    dialog.table.choose(row.id)
    click(dialog.end_button)
    desk.tail()
    assert known(desk) == ()
    qtbot.waitUntil(lambda: dialog.table.rows() == ())


def test_every_text_of_it_can_be_translated(desk: ServiceDesk, show: Show) -> None:
    maintain(desk, "[Cleaning]")
    with pseudo_language():
        page = show()
        page.show_maintenance()
        dialog = page.findChild(MaintenanceDialog)
        assert dialog is not None
        assert untranslated(dialog) == set()
