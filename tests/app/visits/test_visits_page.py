"""Visits previewed, generated, listed and tried again, with real mouse and keys."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester

from app.shared.links import Link, Mood
from app.shared.year_calendar import HEAD
from app.visits.presenter import Shown
from app.visits.view import VisitsPage
from domain.agreements.line_service import stop_line
from domain.orders.types import switch_type
from domain.visits.model import VisitStatus
from tests.app.keys import CTRL, form, press
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.visits.conftest import Show
from tests.app.visits.due import Due
from tests.support.service_desk import ServiceDesk

APRIL = date(2026, 4, 16)


def lines(page: VisitsPage) -> list[tuple[date, str]]:
    return [(row.shown_on, row.line) for row in page.tabs.preview.table.rows()]


def whats(page: VisitsPage) -> list[str]:
    column = next(each for each in page.tabs.preview.table.row_model().columns if each.name == "what")
    return [column.text(row) for row in page.tabs.preview.table.rows()]


def until(page: VisitsPage, year: int, month: int, day: int) -> None:
    page.period.last.setDate(QDate(year, month, day))


def click_day(page: VisitsPage, day: date) -> None:
    calendar = page.tabs.preview.pane.calendar
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=calendar.area_of(day).center().toPoint())


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def generated(page: VisitsPage) -> None:
    press(page.tabs.preview.table, Qt.Key.Key_G)
    press(form(page), Qt.Key.Key_Return, CTRL)


# --- preview ---


def test_a_year_is_previewed_from_today_on_with_what_goes_together(show: Show, due: Due) -> None:
    page = show()
    until(page, 2026, 4, 30)
    assert page.tabs.preview.pane.words.text() == ("12 visits in 10 orders · 4 put together · 8 on closed days")
    april = [row for row in page.tabs.preview.table.rows() if row.shown_on == APRIL]
    assert [(row.line, row.together) for row in april] == [("Filters", 2), ("Look around", 2)]
    assert whats(page)[0] == "Closed day"


def test_a_day_and_a_month_are_picked_in_the_calendar(show: Show, due: Due) -> None:
    page = show()
    click_day(page, APRIL)
    assert lines(page) == [(APRIL, "Filters"), (APRIL, "Look around")]
    calendar = page.tabs.preview.pane.calendar
    QTest.keyClick(calendar, Qt.Key.Key_Down)
    assert [day for day, _ in lines(page)] == [date(2026, 5, 16)] * 2
    QTest.keyClick(calendar, Qt.Key.Key_Right)
    assert lines(page) == [(date(2026, 5, 17), "Round")]
    QTest.keyClick(calendar, Qt.Key.Key_Space)
    assert {day.month for day, _ in lines(page)} == {5}
    assert len(lines(page)) == 7
    top = int(calendar.area_of(date(2026, 6, 1)).center().y())
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=QPoint(HEAD // 2, top))
    assert {day.month for day, _ in lines(page)} == {6}
    assert page.step_back()
    assert {day.month for day, _ in lines(page)} == set(range(1, 13))


def test_the_calendar_tells_what_a_day_brings_and_goes_on_by_a_year(show: Show, due: Due) -> None:
    page = show()
    calendar = page.tabs.preview.pane.calendar
    click_day(page, APRIL)
    assert calendar.accessibleDescription() == "16/04/2026 · 2 visits in 1 order · 2 put together"
    click_day(page, date(2026, 4, 5))
    assert calendar.accessibleDescription() == "05/04/2026 · 1 visit in 1 order · 1 on a closed day"
    assert (calendar.first, calendar.last) == (date(2026, 3, 1), date(2027, 2, 28))
    QTest.mouseClick(page.tabs.preview.pane.later, Qt.MouseButton.LeftButton)
    assert calendar.first == date(2027, 3, 1)
    assert not calendar.grab().isNull()


def test_every_day_without_a_visit_has_its_reason(desk: ServiceDesk, show: Show, due: Due) -> None:
    desk.store.run("kim", stop_line, due.round)
    page = show()
    until(page, 2026, 3, 31)
    assert page.tabs.preview.pane.words.text() == "2 visits in 1 order · 2 put together · 4 skipped"
    page.tabs.preview.filters.choose({"what": ["skipped"]})
    assert {row.why for row in page.tabs.preview.table.rows()} == {"The line is stopped"}
    assert len(lines(page)) == 4


def test_agreements_are_chosen_by_words_group_kind_or_one_alone(show: Show, due: Due) -> None:
    page = show()
    until(page, 2026, 3, 31)
    page.frame.search.setText("brewery")
    page.frame.search.tell()
    assert {line for _, line in lines(page)} == {"Filters", "Look around"}
    page.frame.search.reset()
    page.frame.filters.choose({"group": ["1"]})
    assert {line for _, line in lines(page)} == {"Round"}
    page.frame.filters.choose({"kind": ["item"]})
    assert [row.line for row in page.tabs.preview.table.rows() if row.order] == ["Filters"]
    page.frame.filters.choose({})
    page.tabs.preview.table.choose(page.tabs.preview.table.rows()[-1].id)
    press(page.tabs.preview.table, Qt.Key.Key_F)
    assert page.record_shown() == page.tabs.preview.table.rows()[0].agreement_id
    click(page.period.only)
    assert page.record_shown() is None
    page.show_record(due.brewery)
    assert {row.agreement_id for row in page.tabs.preview.table.rows()} == {due.brewery}


def test_a_period_that_makes_no_sense_is_told_beside_it(show: Show, due: Due) -> None:
    page = show()
    shown = lines(page)
    until(page, 2026, 3, 1)
    assert page.period.wrong.text() == "The last day is before the first."
    assert (lines(page), page.can_generate()) == (shown, False)
    assert not page.tabs.preview.isEnabled()
    assert page.bound_actions()["visits_generate"].toolTip().endswith("The period makes no sense.")
    until(page, 2040, 1, 1)
    assert page.period.wrong.text() == "At most ten years are shown at once."
    until(page, 2026, 3, 31)
    assert page.period.wrong.isHidden()
    assert page.can_generate()
    assert page.tabs.preview.isEnabled()


def test_what_is_no_day_cannot_be_generated_whatever_is_read_meanwhile(desk: ServiceDesk, show: Show, due: Due) -> None:
    page = show()
    assert page.can_generate()
    page.period.last.setFocus()
    QTest.keyClicks(page.period.last, "31/02/2027")
    QTest.keyClick(page.period.last, Qt.Key.Key_Tab)
    assert page.period.wrong.text() == "“31/02/2027” is not a day."
    assert not page.can_generate()
    page.presenter.load()
    assert not page.can_generate()
    until(page, 2026, 3, 31)
    assert page.can_generate()


def test_without_agreements_the_page_says_how_to_get_visits(desk: ServiceDesk, show: Show) -> None:
    page = show()
    assert page.tabs.preview.pane.words.text() == "Nothing falls due"
    assert not page.can_generate()


# --- generate ---


def test_what_was_previewed_is_made_and_told_with_the_ways_on(desk: ServiceDesk, show: Show, due: Due) -> None:
    page = show()
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    until(page, 2026, 4, 30)
    press(page.tabs.preview.table, Qt.Key.Key_G)
    assert form(page).said.text().startswith("12 visits of 2 agreements, due from 02/03/2026 until 30/04/2026")
    press(form(page), Qt.Key.Key_Return, CTRL)
    outcome = page.making.outcome
    assert outcome.words.text() == "12 visits in 10 new orders."
    assert page.making.strip.isHidden()
    assert outcome.troubles_button.isHidden()
    assert page.tabs.preview.pane.words.text() == "12 made already"
    assert not page.can_generate()
    click(outcome.orders_button)
    assert asked[-1].page == "orders"
    click(outcome.visits_button)
    assert page.tabs.shown is Shown.MADE
    rows = page.tabs.made.table.rows()
    assert len(rows) == 12
    assert {row.status for row in rows} == {VisitStatus.ORDERED}
    assert sum(row.conflict for row in rows) == 8
    page.tabs.made.table.choose(rows[0].id)
    press(page.tabs.made.table, Qt.Key.Key_O)
    assert asked[-1] == Link("orders", rows[0].order_id)
    press(page.tabs.made.table, Qt.Key.Key_L)
    assert asked[-1] == Link("agreements", rows[0].agreement_id)


def test_only_those_that_were_chosen_are_made(desk: ServiceDesk, show: Show, due: Due) -> None:
    page = show()
    until(page, 2026, 3, 31)
    page.show_record(due.brewery)
    generated(page)
    assert page.making.outcome.words.text() == "2 visits in 1 new order."
    page.step_back()
    assert page.tabs.preview.pane.words.text().startswith("4 visits in 4 orders")


def test_what_cannot_be_made_is_listed_tried_again_and_dismissed(desk: ServiceDesk, show: Show, due: Due) -> None:
    desk.store.run("kim", switch_type, due.order_type, active=False)
    page = show()
    until(page, 2026, 5, 31)
    page.show_record(due.brewery)
    generated(page)
    assert page.making.outcome.words.text() == "0 visits in 0 new orders; 6 could not be made."
    click(page.making.outcome.troubles_button)
    table = page.tabs.troubles.table
    assert page.tabs.tabText(2) == "Not made 6"
    assert {row.reason for row in table.rows()} == {"The order type “Filter service” is not in use any more."}
    table.choose(table.rows()[0].id)
    press(table, Qt.Key.Key_T)
    assert (desk.notices[-1].mood, len(table.rows())) == (Mood.WARNING, 6)
    desk.store.run("kim", switch_type, due.order_type, active=True)
    press(table, Qt.Key.Key_T)
    assert desk.notices[-1].text == "It is made now."
    desk.tail()
    assert len(table.rows()) == 5
    table.choose(table.rows()[0].id)
    press(table, Qt.Key.Key_Delete)
    assert desk.notices[-1].text.startswith("Taken off the list: ")
    desk.tail()
    page.presenter.load()
    assert len(table.rows()) == 4


def test_visits_are_listed_by_where_they_stand(desk: ServiceDesk, show: Show, due: Due) -> None:
    page = show()
    until(page, 2026, 3, 31)
    generated(page)
    page.tabs.show_list(Shown.MADE)
    page.tabs.made.filters.choose({"status": ["done"]})
    assert page.tabs.made.table.rows() == ()
    page.tabs.made.filters.choose({"status": ["ordered", "cancelled"]})
    assert len(page.tabs.made.table.rows()) == 6


@pytest.mark.parametrize("shown", list(Shown))
def test_the_models_hold(show: Show, due: Due, qtmodeltester: ModelTester, shown: Shown) -> None:
    page = show()
    until(page, 2026, 3, 31)
    generated(page)
    page.tabs.show_list(shown)
    models = {
        Shown.PREVIEW: page.tabs.preview.table.row_model(),
        Shown.MADE: page.tabs.made.table.row_model(),
        Shown.TROUBLES: page.tabs.troubles.table.row_model(),
    }
    qtmodeltester.check(models[shown])  # type: ignore[no-untyped-call]


def test_the_page_is_translated(desk: ServiceDesk, show: Show, due: Due) -> None:
    names = {"Harbour Brewery", "Clinic on the Hill", "Hospitals", "Filters", "Look around", "Round", "Cellar"}
    with pseudo_language():
        page = show()
        until(page, 2026, 3, 31)
        generated(page)
        for shown in Shown:
            page.tabs.show_list(shown)
        found = untranslated(page, frozenset(names | {"East wing", "Chiller 1", "Ward chiller"}))
        assert {word for word in found if not word.startswith(("AG-", "SO-"))} == set()
