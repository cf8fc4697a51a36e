"""Working hours on a calendar, changed with the mouse and with keys, and kept."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.settings.hours.hours_field import HoursField
from app.settings.hours.week import DAY, Lane
from app.settings.view import SettingsPage
from domain.store.store import Store
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.group_service import TeamDraft, create_team
from domain.workforce.service import create_technician
from domain.workforce.timesheet import SheetAbsence, SheetDuty, Timesheet
from domain.workforce.timesheet_queries import timesheets
from domain.workforce.working_hours import WeeklyShift
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, wrong
from tests.support.service_desk import ServiceDesk

EIGHT_TO_FIVE = WeeklyShift(0, time(8), time(17), 30, time(12), time(13))
MONDAY = date(2026, 3, 2)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(desk: ServiceDesk, show: Show) -> SettingsPage:
    """The calendar of Robin, who works on Mondays."""
    team = desk.store.run("ada", create_team, TeamDraft("North"))
    draft = TechnicianDraft("Robin", team, "Europe/Berlin", 53.5, 10.0, shifts=frozenset({EIGHT_TO_FIVE}))
    key = desk.store.run("ada", create_technician, draft)
    shown = show("hours")
    assert shown.pane.list.choose(key)
    return shown


def field_of(page: SettingsPage) -> HoursField:
    field = page.pane.editor.form.fields["sheet"]
    assert isinstance(field, HoursField)
    return field


def save(page: SettingsPage) -> None:
    QTest.mouseClick(page.pane.editor.save_button, LEFT)


def kept(store: Store) -> Timesheet:
    with store.read() as session:
        (row,) = timesheets(session)
        return row.sheet


def point(field: HoursField, lane: Lane, place: int, hour: float) -> QPoint:
    """The middle of a lane on a day, at an hour."""
    frame = field.view.frame()
    left, right = frame.lane(lane)
    column = frame.column(place)
    x = column.left() + (left + right) / 2 * column.width()
    return QPointF(x, frame.y(round(hour * 60))).toPoint()


def drag(field: HoursField, lane: Lane, start: tuple[int, float], finish: tuple[int, float], above: int = 0) -> None:
    """Press on a day at an hour, or so many pixels above it, move and let go."""
    QTest.mousePress(field.view, LEFT, pos=point(field, lane, *start) - QPoint(0, above))
    QTest.mouseMove(field.view, point(field, lane, finish[0], (start[1] + finish[1]) / 2))
    QTest.mouseMove(field.view, point(field, lane, *finish))
    QTest.mouseRelease(field.view, LEFT, pos=point(field, lane, *finish))


def test_a_shift_is_drawn_moved_and_resized_for_every_week(desk: ServiceDesk, page: SettingsPage) -> None:
    field = field_of(page)
    drag(field, Lane.SHIFT, (1, 9), (1, 15))
    drag(field, Lane.SHIFT, (0, 10), (0, 11))
    drag(field, Lane.SHIFT, (1, 15), (1, 18), above=3)
    save(page)
    assert kept(desk.store).shifts == {
        WeeklyShift(0, time(9), time(18), 30, time(13), time(14)),
        WeeklyShift(1, time(9), time(18)),
    }


def test_an_end_that_is_pulled_past_the_other_leaves_all_as_it_was(desk: ServiceDesk, page: SettingsPage) -> None:
    field = field_of(page)
    drag(field, Lane.SHIFT, (0, 17), (0, 6), above=3)
    assert field.value() == Timesheet(frozenset({EIGHT_TO_FIVE}))
    assert "Nothing would be left" in said(field)
    drag(field, Lane.SHIFT, (0, 8), (0, 17.5), above=-3)
    assert field.value() == Timesheet(frozenset({EIGHT_TO_FIVE}))


def said(field: HoursField) -> str:
    """All the words around the calendar."""
    return " ".join(each.text() for each in field.widget.findChildren(QLabel))


def test_the_hours_of_the_week_are_told_while_a_shift_is_in_the_hand(page: SettingsPage) -> None:
    field = field_of(page)
    assert "8.5 h every week" in said(field)
    QTest.mousePress(field.view, LEFT, pos=point(field, Lane.SHIFT, 0, 17) - QPoint(0, 3))
    QTest.mouseMove(field.view, point(field, Lane.SHIFT, 0, 18))
    QTest.mouseMove(field.view, point(field, Lane.SHIFT, 0, 19))
    assert "10.5 h every week" in said(field)
    QTest.keyClick(field.view, Qt.Key.Key_Escape)
    assert "8.5 h every week" in said(field)


def test_one_looks_back_as_far_as_the_begin_of_the_last_month(page: SettingsPage) -> None:
    field = field_of(page)
    for _ in range(10):
        QTest.keyClick(field.view, Qt.Key.Key_PageUp)
    assert "26/01/2026 – 01/02/2026" in said(field)
    assert not field.back_button.isEnabled()
    QTest.keyClick(field.view, Qt.Key.Key_PageDown)
    assert field.back_button.isEnabled()


def test_of_a_past_week_it_is_told_for_when_changes_hold(page: SettingsPage) -> None:
    field = field_of(page)
    assert "Drag on empty ground" in said(field)
    QTest.mouseClick(field.back_button, LEFT)
    assert "holds for all of them, past ones too" in said(field)


def test_one_day_alone_is_moved_and_goes_back_to_every_week(desk: ServiceDesk, page: SettingsPage) -> None:
    field = field_of(page)
    QTest.keyClick(field.scope_choice, Qt.Key.Key_Down)
    drag(field, Lane.SHIFT, (0, 10), (0, 12))
    save(page)
    sheet = kept(desk.store)
    assert sheet.shifts == {EIGHT_TO_FIVE}
    assert sheet.days == {(MONDAY, frozenset({(time(10), time(19))}))}
    QTest.mouseClick(field.view, LEFT, pos=point(field, Lane.SHIFT, 0, 12))
    QTest.mouseClick(field.usual_button, LEFT)
    save(page)
    assert kept(desk.store).days == frozenset()


def test_a_day_is_made_free_and_every_week_comes_back(desk: ServiceDesk, page: SettingsPage) -> None:
    field = field_of(page)
    QTest.keyClick(field.scope_choice, Qt.Key.Key_Down)
    field.view.setFocus()
    QTest.keyClick(field.view, Qt.Key.Key_Delete)
    save(page)
    assert kept(desk.store).days == {(MONDAY, frozenset())}
    assert field.view.blocks() == ()
    QTest.mouseClick(field.usual_button, LEFT)
    save(page)
    assert kept(desk.store) == Timesheet(frozenset({EIGHT_TO_FIVE}))


def test_an_absence_and_on_call_duty_are_drawn_beside_the_shifts(desk: ServiceDesk, page: SettingsPage) -> None:
    field = field_of(page)
    QTest.keyClick(field.tool_choice, Qt.Key.Key_Down)
    drag(field, Lane.ABSENCE, (2, 8), (3, 12))
    QTest.keyClick(field.tool_choice, Qt.Key.Key_Down)
    drag(field, Lane.DUTY, (4, 18), (5, 6))
    save(page)
    sheet = kept(desk.store)
    (absence,), (duty,) = sheet.absences, sheet.duties
    assert (absence.start, absence.finish) == (local(4, 8), local(5, 12))
    assert (duty.start, duty.finish) == (local(6, 18), local(7, 6))
    drag(field, Lane.ABSENCE, (2, 12), (2, 13))
    save(page)
    (absence,) = kept(desk.store).absences
    assert (absence.start, absence.version) == (local(4, 9), 2)


def local(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def test_keys_move_resize_make_and_remove(desk: ServiceDesk, page: SettingsPage) -> None:
    view = field_of(page).view
    view.setFocus()
    assert "every week" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Insert)
    save(page)
    moved = WeeklyShift(1, time(8, 15), time(17, 30), 30, time(12, 15), time(13, 15))
    assert kept(desk.store).shifts == {moved, WeeklyShift(0, time(8), time(16))}
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    save(page)
    assert kept(desk.store).shifts == {moved}


def test_what_was_done_is_undone_and_redone(desk: ServiceDesk, page: SettingsPage) -> None:
    field = field_of(page)
    drag(field, Lane.SHIFT, (1, 9), (1, 15))
    after = field.value()
    QTest.mouseClick(field.undo_button, LEFT)
    assert field.value() == Timesheet(frozenset({EIGHT_TO_FIVE}))
    assert not page.pane.can_save()
    QTest.mouseClick(field.redo_button, LEFT)
    assert field.value() == after
    QTest.keySequence(field.view, QKeySequence.StandardKey.Undo)
    assert field.value() != after
    QTest.keySequence(field.view, QKeySequence.StandardKey.Redo)
    assert field.value() == after


def test_nothing_is_put_on_something_else(desk: ServiceDesk, page: SettingsPage) -> None:
    field = field_of(page)
    drag(field, Lane.SHIFT, (0, 19), (0, 21))
    before = field.value()
    drag(field, Lane.SHIFT, (0, 20), (0, 15))
    assert field.value() == before


def test_another_week_is_shown_with_keys(desk: ServiceDesk, page: SettingsPage) -> None:
    field = field_of(page)
    absence = SheetAbsence(local(10, 8), local(10, 12))
    duty = SheetDuty(local(11, 8), local(11, 12))
    field.set_value(Timesheet(absences=frozenset({absence}), duties=frozenset({duty})))
    assert field.view.blocks() == ()
    QTest.keyClick(field.view, Qt.Key.Key_PageDown)
    assert [block.start // DAY for block in field.view.blocks()] == [1, 2]
    QTest.mouseClick(field.today_button, LEFT)
    assert field.view.blocks() == ()


def test_an_absence_on_another_one_is_refused_beside_the_calendar(desk: ServiceDesk, page: SettingsPage) -> None:
    field = field_of(page)
    week = (SheetAbsence(local(2, 0), local(9, 0)), SheetAbsence(local(3, 0), local(4, 0)))
    field.set_value(Timesheet(frozenset({EIGHT_TO_FIVE}), absences=frozenset(week)))
    field.edited.emit()
    save(page)
    assert "another absence" in wrong(page, "sheet")
    assert kept(desk.store).absences == frozenset()


def test_the_calendar_is_translated(desk: ServiceDesk, show: Show) -> None:
    with pseudo_language():
        page = show("hours")
        assert {text for text in untranslated(page.pane, frozenset()) if not is_of_the_system(text)} == set()
