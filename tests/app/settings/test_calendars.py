"""The section of working calendars."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox

from app.settings.calendars.opened import Opened, opened, switched
from app.settings.calendars.week_field import WeekField
from app.settings.calendars.weekly import parsed, written
from app.settings.calendars.year_field import YearField
from app.settings.view import SettingsPage
from app.shared.rows_field import RowsField
from domain.calendars.closing import CalendarDraft, ClosedDays, OpenDay
from domain.calendars.hours import Window
from domain.calendars.queries import CalendarRow, calendars
from domain.calendars.service import change_calendar, create_calendar
from domain.errors import Refusal
from domain.sla.clock import TargetKind
from domain.sla.draft import SlaDraft
from domain.sla.service import create_sla
from domain.words import Priority
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, put, wrong
from tests.support.service_desk import ServiceDesk

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEK = tuple(Window(day, 480, 1020) for day in range(5))


def kept(desk: ServiceDesk) -> tuple[CalendarRow, ...]:
    with desk.store.read() as session:
        return calendars(session)


def week(page: SettingsPage) -> WeekField:
    field = page.pane.editor.form.fields["windows"]
    assert isinstance(field, WeekField)
    return field


def year(page: SettingsPage) -> YearField:
    field = page.pane.editor.form.fields["open_holidays"]
    assert isinstance(field, YearField)
    return field


@pytest.mark.parametrize(
    ("line", "windows"),
    [
        ("08:00-12:00, 13:00-17:00", ((480, 720), (780, 1020))),
        ("8–16:30", ((480, 990),)),
        ("0:00-24:00", ((0, 1440),)),
        ("22.00 - 24.00; 6-7", ((1320, 1440), (360, 420))),
        ("", ()),
    ],
)
def test_hours_are_read_as_people_write_them(line: str, windows: tuple[tuple[int, int], ...]) -> None:
    read = parsed((line, "", "", "", "", "", ""), DAYS)
    assert read == tuple(Window(0, *span) for span in windows)


@pytest.mark.parametrize("line", ["8", "8-25", "08:75-09:00", "morning", "8-12 13-17", "24:30-25:00"])
def test_hours_that_are_none_are_refused_with_the_day(line: str) -> None:
    with pytest.raises(Refusal, match=r"^Tue: ") as refused:
        parsed(("", line, "", "", "", "", ""), DAYS)
    assert refused.value.field == "windows"


def test_hours_are_written_so_that_they_read_the_same() -> None:
    windows = (Window(0, 0, 1440), Window(4, 480, 720), Window(4, 780, 1020))
    assert parsed(written(windows), DAYS) == windows


def test_a_holiday_is_opened_for_one_year_or_all() -> None:
    once = switched((), "May Day", 2026, Opened.THIS_YEAR)
    assert once == (OpenDay("May Day", 2026),)
    assert opened(once, "May Day", 2027) is Opened.CLOSED
    always = switched(once, "May Day", 2027, Opened.EVERY_YEAR)
    assert always == (OpenDay("May Day"),)
    assert switched(always, "May Day", 2026, Opened.CLOSED) == ()


def test_a_calendar_is_made_with_windows_holidays_and_a_closure_over_new_year(desk: ServiceDesk, show: Show) -> None:
    page = show("calendars")
    page.pane.begin_new()
    put(page, "name", "Germany, two shifts")
    week(page).lines[0].setText("06:00-14:00, 14:00-22:00")
    QTest.mouseClick(week(page).copy_button, Qt.MouseButton.LeftButton)
    fields = page.pane.editor.form.fields
    fields["country"].set_value("DE")
    fields["subdivision"].set_value("BY")
    closures = fields["closures"]
    assert isinstance(closures, RowsField)
    QTest.mouseClick(closures.add_button, Qt.MouseButton.LeftButton)
    closures.lines()[0].set_value(ClosedDays("Between the years", 12, 24, 1, 2))
    choices = year(page).choices()
    assert "Fronleichnam" in choices
    choices["Fronleichnam"].setCurrentIndex(1)
    page.pane.save()
    assert [wrong(page, name) for name in fields] == [""] * len(fields)
    draft = kept(desk)[0].draft
    assert draft.windows[:2] == (Window(0, 360, 840), Window(0, 840, 1320))
    assert len(draft.windows) == 10
    assert draft.closures == (ClosedDays("Between the years", 12, 24, 1, 2),)
    assert draft.open_holidays == (OpenDay("Fronleichnam", 2026),)


def test_the_year_shows_what_every_edit_does(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_calendar, CalendarDraft("Office", WEEK, country="DE"))
    page = show("calendars")
    page.pane.show_record(made)
    field = year(page)
    before = field.map.working_days()
    field.choices()["Tag der Deutschen Einheit"].setCurrentIndex(2)
    assert field.map.working_days() == before  # a Saturday in 2026
    assert isinstance(field.year, QSpinBox)
    field.year.setValue(2028)
    in_2028 = field.map.working_days()
    field.choices()["Tag der Deutschen Einheit"].setCurrentIndex(0)
    assert field.map.working_days() == in_2028 - 1
    page.pane.editor.form.fields["country"].set_value("")
    assert field.map.working_days() == 260
    assert page.pane.editor.draft()


@pytest.mark.parametrize(
    ("monday", "sentence"),
    [
        ("", "This calendar has no working time."),
        ("8 in the morning", "is no span of hours"),
        ("12:00-08:00", "A window ends after it starts"),
        ("08:00-12:00, 11:00-13:00", "Two windows of the same day overlap."),
    ],
)
def test_a_calendar_without_working_time_is_refused_beside_the_hours(
    desk: ServiceDesk, show: Show, monday: str, sentence: str
) -> None:
    page = show("calendars")
    page.pane.begin_new()
    put(page, "name", "Never")
    for line in week(page).lines:
        line.clear()
    week(page).lines[0].setText(monday)
    page.pane.save()
    assert sentence in wrong(page, "windows")
    assert kept(desk) == ()


def test_looking_at_a_calendar_is_not_editing_it(desk: ServiceDesk, show: Show) -> None:
    closure = ClosedDays("Summer", 8, 1, 8, 14, 2027)
    draft = CalendarDraft("Office", WEEK, "Europe/Vienna", "AT", "1", (OpenDay("Neujahr"),), (closure,))
    made = desk.store.run("ada", create_calendar, draft)
    page = show("calendars")
    page.pane.show_record(made)
    year(page).year.setValue(2027)
    assert page.pane.editor.draft() == {}
    assert page.pane.editor.values()["subdivision"] == "1"


def test_a_calendar_is_saved_again_and_again(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_calendar, CalendarDraft("Office", WEEK))
    page = show("calendars")
    page.pane.show_record(made)
    for name in ("Main office", "Head office"):
        put(page, "name", name)
        page.pane.save()
        assert kept(desk)[0].draft.name == name


def test_who_is_overtaken_keeps_the_draft_and_can_save_it_over_the_other(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_calendar, CalendarDraft("Office", WEEK))
    page = show("calendars")
    page.pane.show_record(made)
    put(page, "name", "Mine")
    desk.store.run("ada", change_calendar, made, CalendarDraft("Theirs", WEEK), 1)
    page.pane.save()
    assert desk.notices[-1].text.startswith("Somebody else has changed “Theirs” meanwhile")
    assert "Changed by somebody else meanwhile: Name" in page.pane.editor.meanwhile()
    assert page.pane.editor.draft() == {"name": "Mine"}
    assert kept(desk)[0].draft.name == "Theirs"
    page.pane.save()
    assert kept(desk)[0].draft.name == "Mine"


def test_hours_that_an_sla_cannot_be_kept_with_are_refused_at_the_week(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_calendar, CalendarDraft("Office", WEEK))
    year = {(TargetKind.COMPLETION, priority): 366 * 24 * 60 for priority in Priority}
    desk.store.run("ada", create_sla, SlaDraft("Gold", made, year))
    page = show("calendars")
    page.pane.show_record(made)
    week(page).set_value(written((Window(0, 480, 481),)))
    page.pane.save()
    assert wrong(page, "windows") == "“Gold” promises more than these hours have time for; open more of them."
    assert kept(desk)[0].draft.windows == WEEK
    assert page.pane.editor.draft()


def test_calendars_are_translated(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run(
        "ada", create_calendar, CalendarDraft("Office", WEEK, closures=(ClosedDays("X", 1, 2, 1, 2),))
    )
    with pseudo_language():
        page = show("calendars")
        page.pane.show_record(made)
        assert {word for word in untranslated(page.pane) if not is_of_the_system(word)} == {"Office"}
