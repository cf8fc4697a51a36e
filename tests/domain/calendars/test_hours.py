"""Working time is what a look at the clock on the wall says, in every zone and over every change of clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.calendars.hours import Hours, Window
from domain.errors import Refusal
from tests.support.calendars import ALWAYS, BERLIN, LORD_HOWE, NEW_YORK, OFFICE, Calendar, calendars, moments
from tests.support.calls import counted

SECOND = timedelta(seconds=1)
NORTH = ZoneInfo("Europe/Berlin")


def berlin(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=NORTH).astimezone(UTC)


@given(calendars(), moments())
def test_a_moment_is_open_when_the_clock_on_the_wall_says_so(calendar: Calendar, at: datetime) -> None:
    assert calendar.hours.is_open(at) == calendar.counts(at)


@given(calendars(), moments(), st.integers(0, 4 * 24 * 60))
@example(NEW_YORK, datetime(2026, 11, 1, 4, tzinfo=UTC), 24 * 60)
@example(NEW_YORK, datetime(2026, 3, 8, 4, tzinfo=UTC), 24 * 60)
@example(LORD_HOWE, datetime(2026, 4, 4, 14, tzinfo=UTC), 24 * 60)
def test_time_between_is_the_sum_of_all_open_minutes(calendar: Calendar, start: datetime, minutes: int) -> None:
    begin = start.replace(second=0, microsecond=0)
    each = (begin + timedelta(minutes=minute) for minute in range(minutes))
    assert calendar.hours.between(begin, begin + timedelta(minutes=minutes)) == 60 * sum(
        calendar.counts(at) for at in each
    )


@given(calendars(), moments(), st.integers(1, 500 * 3600))
def test_what_is_added_has_passed_then_and_not_a_second_earlier(
    calendar: Calendar, start: datetime, seconds: int
) -> None:
    end = calendar.hours.add(start, seconds)
    assert calendar.hours.between(start, end) == seconds
    assert calendar.hours.between(start, end - SECOND) == seconds - 1
    assert calendar.counts(end - SECOND)


@given(calendars(), moments(), st.integers(0, 200 * 3600), st.integers(1, 200 * 3600))
def test_adding_twice_is_adding_the_sum(calendar: Calendar, start: datetime, first: int, second: int) -> None:
    assert calendar.hours.add(calendar.hours.add(start, first), second) == calendar.hours.add(start, first + second)


@given(calendars(), moments())
def test_the_next_opening_is_open_and_nothing_before_it_counts(calendar: Calendar, at: datetime) -> None:
    opening = calendar.hours.next_opening(at)
    assert calendar.hours.is_open(opening)
    assert calendar.hours.between(at, opening) == 0
    assert calendar.hours.add(at, 0) == opening


@given(calendars(), moments(), moments())
def test_spans_are_all_the_open_time_there_is(calendar: Calendar, one: datetime, two: datetime) -> None:
    spans = calendar.hours.spans(one, two)
    assert all(start < finish for start, finish in spans)
    assert sum(int((finish - start).total_seconds()) for start, finish in spans) == calendar.hours.between(one, two)


def test_the_wrong_way_round_there_is_no_time() -> None:
    assert BERLIN.hours.between(berlin(3, 4), berlin(3, 3)) == 0


def test_a_calendar_without_working_time_says_so_instead_of_walking_for_ever() -> None:
    empty = Hours("Europe/Berlin", [])
    closed = Hours("Europe/Berlin", OFFICE, _all_of)
    for hours in (empty, closed):
        assert not hours.is_open(berlin(3, 2, 9))
        for look in (hours.next_opening, lambda at, hours=hours: hours.add(at, 1)):
            with pytest.raises(Refusal, match="no working time"):
                look(berlin(3, 2, 9))


def test_a_minute_a_week_is_enough_for_an_hour_but_not_for_everything() -> None:
    hours = Hours("Europe/Berlin", [Window(0, 480, 481)])
    assert hours.add(berlin(3, 2), 3600) == berlin(4, 19, 8, 1, 2027)
    with pytest.raises(Refusal, match="too little"):
        hours.add(berlin(3, 2), 60 * 60 * 24 * 366)


def test_a_year_without_work_is_stepped_over() -> None:
    hours = Hours("Europe/Berlin", OFFICE, lambda year: _all_of(year) if year < 2030 else frozenset())
    assert hours.next_opening(berlin(3, 2, 9)) == berlin(1, 1, 8, year=2030)
    assert hours.add(berlin(3, 2, 9), 3600) == berlin(1, 1, 9, year=2030)


def _all_of(year: int) -> frozenset[date]:
    return frozenset(date(year, 1, 1) + timedelta(place) for place in range(366))


def test_a_year_of_all_hours_is_one_span() -> None:
    hours = Hours("Europe/Berlin", ALWAYS)
    assert hours.spans(berlin(6, 1), berlin(7, 1)) == ((berlin(6, 1), berlin(7, 1)),)
    assert hours.between(berlin(1, 1), berlin(1, 1, year=2027)) == 365 * 86_400


def test_a_deadline_is_found_without_walking_to_it() -> None:
    hours = Hours("Europe/Berlin", OFFICE)
    with counted() as calls:
        for place in range(10_000):
            hours.add(berlin(3, 2, 9) + timedelta(minutes=place), 30 * 3600)
    assert calls.made < 30 * 10_000
