"""What other programs got wrong with calendars, as their public trackers tell, and the number of the ticket."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from domain.calendars.checks import checked, hours
from domain.calendars.closing import CalendarDraft, ClosedDays, DayKind, OpenDay, closed_days, day_rows
from domain.calendars.hours import Hours, Window
from domain.errors import Refusal
from domain.sla.clock import MarkKind
from tests.support.office import HOUR, LUNCH, NORTH, OFFICE, OPENED, at, found, paused


@pytest.mark.parametrize("finish", [1439, 1440, 0])
def test_until_a_minute_before_midnight_means_until_midnight(finish: int) -> None:  # zammad 3180
    entered = CalendarDraft("Always", tuple(Window(day, 0, finish) for day in range(7)), "Europe/Berlin")
    always = hours(checked(entered, at(2, 9)), "UTC")
    assert always.add(at(2, 9), 100 * HOUR) == at(2, 9) + timedelta(hours=100)


def test_a_window_over_midnight_is_two_windows() -> None:  # erpnext, helpdesk
    night = CalendarDraft("Night", (Window(0, 22 * 60, 6 * 60),), "Europe/Berlin")
    with pytest.raises(Refusal, match="divided at midnight"):
        checked(night, at(2, 9))
    divided = CalendarDraft("Night", (Window(0, 22 * 60, 1440), Window(1, 0, 6 * 60)), "Europe/Berlin")
    assert hours(checked(divided, at(2, 9)), "UTC").add(at(2, 23), 2 * HOUR) == at(3, 1)


def test_a_calendar_without_a_working_day_is_refused_and_nothing_walks_for_ever() -> None:  # erpnext, helpdesk
    with pytest.raises(Refusal, match="no working time"):
        checked(CalendarDraft("Never", ()), at(2, 9))
    with pytest.raises(Refusal, match="no working time"):
        found(OPENED, now=at(2, 10), hours=Hours("UTC", ()))


def test_a_closure_over_new_year_closes_both_sides_of_it() -> None:  # glpi
    closed = closed_days(replace(OFFICE, closures=(ClosedDays("Holidays", 12, 24, 1, 2),)))
    assert {date(2026, 12, 24), date(2026, 12, 31)} <= closed(2026)
    assert {date(2026, 1, 1), date(2026, 1, 2)} <= closed(2026)
    assert date(2026, 12, 23) not in closed(2026)
    assert date(2026, 1, 3) not in closed(2026)
    once = closed_days(replace(OFFICE, closures=(ClosedDays("Once", 12, 24, 1, 2, 2026),)))
    assert (len(once(2026)), len(once(2027)), len(once(2028))) == (8, 2, 0)


def test_the_last_of_february_is_closed_in_every_year() -> None:
    closed = closed_days(replace(OFFICE, closures=(ClosedDays("Stocktaking", 2, 28, 2, 29),)))
    assert (len(closed(2027)), len(closed(2028))) == (1, 2)
    leap = closed_days(replace(OFFICE, closures=(ClosedDays("Leap day", 2, 29, 2, 29),)))
    assert (len(leap(2027)), len(leap(2028))) == (0, 1)


@pytest.mark.parametrize(("month", "friday"), [(3, 27), (10, 23)])
def test_a_change_of_clocks_shifts_no_opening(month: int, friday: int) -> None:  # glpi, atlas
    opened = at(friday, 16, month=month)
    due = found((MarkKind.OPENED, opened), now=opened, target=2 * HOUR).deadline
    assert due
    assert due.astimezone(NORTH).replace(tzinfo=None) == datetime(2026, month, friday + 3, 9)  # noqa: DTZ001


def test_a_night_with_an_hour_more_or_less_has_an_hour_more_or_less() -> None:
    night = Hours("Europe/Berlin", [Window(day, 0, 6 * 60) for day in range(7)])
    lengths = [night.between(at(day, 0, month=month), at(day, 12, month=month)) for month, day in ((3, 29), (10, 25))]
    assert lengths == [5 * HOUR, 7 * HOUR]


def test_a_holiday_nobody_wants_is_switched_off_for_good_and_one_for_a_year_comes_back() -> None:  # zammad 390
    germany = CalendarDraft("Saxony-Anhalt", LUNCH, "Europe/Berlin", "DE", "ST")
    every = replace(germany, open_holidays=(OpenDay("Heilige Drei Könige"),))
    once = replace(germany, open_holidays=(OpenDay("Heilige Drei Könige", 2026),))
    kings = [date(year, 1, 6) for year in (2026, 2027)]
    for draft, closed in ((germany, [True, True]), (every, [False, False]), (once, [False, True])):
        assert [day in closed_days(draft)(day.year) for day in kings] == closed
    assert any(row.open and row.kind is DayKind.HOLIDAY for row in day_rows(every, 2030))


def test_two_holidays_on_one_day_are_switched_off_one_by_one() -> None:
    germany = CalendarDraft("Germany", LUNCH, "Europe/Berlin", "DE")
    day = date(2008, 5, 1)  # Ascension Day and Labour Day
    names = [row.name for row in day_rows(germany, 2008) if row.day == day]
    assert len(names) == 2
    for count in (0, 1, 2):
        draft = replace(germany, open_holidays=tuple(OpenDay(name) for name in names[:count]))
        assert (day in closed_days(draft)(2008)) == (count < 2)


def test_what_is_created_while_closed_starts_with_the_next_opening() -> None:  # glpi 687
    weekend = found((MarkKind.OPENED, at(7, 15)), now=at(7, 15))
    assert (weekend.started, weekend.deadline) == (at(9, 8), at(9, 17))


def test_a_pause_over_a_weekend_holds_nothing() -> None:  # glpi 10594, 14937
    pause = paused(at(6, 17), at(9, 8))
    friday = (MarkKind.OPENED, at(6, 16))
    assert found(friday, *pause, now=at(9, 9)) == found(friday, now=at(9, 9))
    assert found(friday, *pause, now=at(9, 9)).held_seconds == 0


@pytest.mark.parametrize("zone", [UTC, NORTH, timezone(timedelta(hours=-9))])
def test_the_zone_in_which_moments_are_told_does_not_matter(zone: timezone | ZoneInfo) -> None:  # erpnext 38745
    opened, now = at(2, 9).astimezone(zone), at(2, 14).astimezone(zone)
    assert found((MarkKind.OPENED, opened), now=now) == found(OPENED, now=at(2, 14))


def test_a_week_of_work_is_five_days_of_eight_hours() -> None:  # glpi: a month was thirty working days
    week = found(OPENED, now=at(2, 9), target=40 * HOUR)
    assert week.deadline == at(9, 9)
