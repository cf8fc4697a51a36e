"""A run begins at a time of the clock on the wall, whatever becomes of that clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.planning.automatic.schedule import midnight, next_start

BERLIN = ZoneInfo("Europe/Berlin")
ALL = range(7)
WORKDAYS = range(5)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]).map(
    ZoneInfo
)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DAYS = st.sets(st.integers(0, 6), min_size=1)


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "days", "after", "starts"),
    [
        pytest.param(time(6), WORKDAYS, at(3, 4), at(3, 5), id="later today"),
        pytest.param(time(6), WORKDAYS, at(3, 5), at(4, 5), id="it is that time: tomorrow"),
        pytest.param(time(6), WORKDAYS, at(6, 9), at(9, 5), id="over the weekend"),
        pytest.param(time(6), [1], at(3, 5), at(10, 5), id="once a week"),
        pytest.param(time(0, 30), ALL, at(3, 23, 20), at(3, 23, 30), id="tomorrow there is today in UTC"),
        pytest.param(time(6), ALL, at(28, 12), at(29, 4), id="on the day on which summer time begins"),
        pytest.param(
            time(2, 30), ALL, at(28, 12), at(29, 1, 30), id="a time that is leapt over: as far behind the leap"
        ),
        pytest.param(time(2, 30), ALL, at(24, 12, 0, 10), at(25, 0, 30, 10), id="a time that comes twice: the first"),
        pytest.param(time(2, 30), ALL, at(25, 0, 30, 10), at(26, 1, 30, 10), id="and not the second one"),
        pytest.param(time(6), ALL, at(25, 0, 0, 10), at(25, 5, 0, 10), id="on the day on which winter time begins"),
    ],
)
def test_it_begins_when_the_clocks_in_berlin_show_it(
    wall: time, days: list[int], after: datetime, starts: datetime
) -> None:
    assert next_start(days, wall, BERLIN, after) == starts


def test_without_any_day_it_never_begins() -> None:
    assert next_start((), time(6), BERLIN, at(3, 4)) is None


@given(DAYS, TIMES, ZONES, MOMENTS)
def test_the_next_one_is_ahead_on_one_of_the_days_and_none_lies_between(
    days: set[int], wall: time, zone: ZoneInfo, after: datetime
) -> None:
    start = next_start(days, wall, zone, after)
    assert start is not None
    assert after < start <= after + timedelta(days=8)
    local = start.astimezone(zone)
    assert local.weekday() in days
    assert abs(datetime.combine(local, wall) - local.replace(tzinfo=None)) <= timedelta(hours=1)
    earlier = next_start(days, wall, zone, start - timedelta(microseconds=1))
    assert earlier == start


@given(DAYS, TIMES, ZONES, MOMENTS)
def test_one_follows_another_once_for_each_of_the_days(
    days: set[int], wall: time, zone: ZoneInfo, after: datetime
) -> None:
    starts = [after]
    for _ in days:
        start = next_start(days, wall, zone, starts[-1])
        assert start is not None
        starts.append(start)
    assert {each.astimezone(zone).weekday() for each in starts[1:]} == days
    assert starts == sorted(set(starts))
    assert starts[-1] - after < timedelta(days=7, hours=25)


@given(ZONES, MOMENTS, st.integers(0, 31))
def test_days_begin_at_midnight_of_the_place(zone: ZoneInfo, moment: datetime, days: int) -> None:
    first, last = midnight(moment, zone), midnight(moment, zone, days)
    assert first <= moment < midnight(moment, zone, 1)
    assert last.astimezone(zone).date() == moment.astimezone(zone).date() + timedelta(days=days)
    assert last.astimezone(zone).time() == time()
