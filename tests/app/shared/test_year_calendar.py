"""The calendar of twelve months: what is marked, told and picked, with real mouse and keys."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from app.shared.days import short_day
from app.shared.theme import Look, Theme
from app.shared.year_calendar import HEAD, DayMark, YearCalendar, month_after

MARCH = date(2026, 3, 1)
FLAGGED = date(2026, 3, 14)


@pytest.fixture
def calendar(theme: Theme, qtbot: QtBot) -> YearCalendar:
    made = YearCalendar(theme, short_day)
    qtbot.addWidget(made)
    made.resize(800, 260)
    made.show_months(date(2026, 3, 20))
    made.show_marks({FLAGGED: DayMark("12", "major", flag=True), date(2026, 4, 1): DayMark("–")})
    with qtbot.waitExposed(made):
        made.show()
    return made


def click(calendar: YearCalendar, day: date) -> None:
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=calendar.area_of(day).center().toPoint())


@pytest.mark.parametrize(
    ("day", "count", "month"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 1)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date(2026, 1, 31), -1, date(2025, 12, 1)),
        (date(2026, 5, 5), 12, date(2027, 5, 1)),
        (date(2026, 5, 5), 0, date(2026, 5, 1)),
    ],
)
def test_months_are_counted_over_the_years(day: date, count: int, month: date) -> None:
    assert month_after(day, count) == month


def test_twelve_months_begin_with_that_of_a_day_and_never_leave_the_calendar(calendar: YearCalendar) -> None:
    assert (calendar.first, calendar.last) == (MARCH, date(2027, 2, 28))
    calendar.show_months(date.max)
    assert calendar.last == date(9998, 12, 31)


def test_a_day_is_picked_and_let_go_by_clicking_it_again(calendar: YearCalendar) -> None:
    told = QSignalSpy(calendar.picked)
    click(calendar, FLAGGED)
    assert calendar.picked_day() == FLAGGED
    assert calendar.accessibleDescription() == "14/03/2026"
    click(calendar, FLAGGED)
    assert calendar.picked_day() is None
    assert [told.at(at) for at in range(told.count())] == [[FLAGGED, FLAGGED], [None, None]]


def test_a_month_is_picked_by_its_name_and_is_no_day(calendar: YearCalendar) -> None:
    told = QSignalSpy(calendar.picked)
    top = int(calendar.area_of(date(2027, 2, 1)).center().y())
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=QPoint(HEAD // 2, top))
    assert told.at(0) == [date(2027, 2, 1), date(2027, 2, 28)]
    assert calendar.picked_day() is None


def test_where_there_is_no_day_nothing_is_picked(calendar: YearCalendar) -> None:
    told = QSignalSpy(calendar.picked)
    beyond = calendar.area_of(date(2026, 4, 30)).translated(calendar.area_of(MARCH).width(), 0)
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=beyond.center().toPoint())
    assert told.count() == 0


def test_the_keys_walk_by_days_and_months_and_stay_inside(calendar: YearCalendar) -> None:
    calendar.setFocus()
    for key, day in (
        (Qt.Key.Key_Right, MARCH),
        (Qt.Key.Key_Left, MARCH),
        (Qt.Key.Key_Right, date(2026, 3, 2)),
        (Qt.Key.Key_Up, date(2026, 3, 1)),
        (Qt.Key.Key_Down, date(2026, 4, 1)),
    ):
        QTest.keyClick(calendar, key)
        assert calendar.picked_day() == day
    click(calendar, date(2027, 1, 31))
    QTest.keyClick(calendar, Qt.Key.Key_Down)
    assert calendar.picked_day() == date(2027, 2, 28)
    QTest.keyClick(calendar, Qt.Key.Key_Space)
    assert calendar.picked_day() is None


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
@pytest.mark.parametrize("width", [511, 1200])
def test_marks_are_painted_in_every_look_at_any_width(
    calendar: YearCalendar, theme: Theme, look: Look, width: int
) -> None:
    theme.set_look(look)
    calendar.resize(width, 260)
    click(calendar, FLAGGED)
    picture = calendar.grab().toImage()
    cell = calendar.area_of(FLAGGED).center().toPoint()
    assert picture.pixelColor(cell.x() - 5, cell.y() + 5) != picture.pixelColor(cell.x() + 40, cell.y() + 5)
