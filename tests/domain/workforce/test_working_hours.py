"""Weekly shifts on real days: worked cases around the changes of the clocks, and properties that hold for all."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workforce.working_days import Dial, Week, laid_out, present
from domain.workforce.working_hours import WeeklyShift

BERLIN = "Europe/Berlin"
MONDAY, SATURDAY, SUNDAY = 0, 5, 6
DAY = [WeeklyShift(weekday, time(8), time(17)) for weekday in range(5)]
NIGHT = [WeeklyShift(SATURDAY, time(22), time(6))]
ROUND_THE_CLOCK = [WeeklyShift(weekday, time(0), time(0)) for weekday in range(7)]


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def intervals(
    shifts: Iterable[WeeklyShift], zone: str, since: datetime, until: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    """What is worked between two moments."""
    return present(laid_out(Week(frozenset(shifts)), Dial(zone), since, until), (), since, until).working


CASES = [
    ("a winter day is an hour off", DAY, utc(3, 2, 0), utc(3, 3, 0), [(utc(3, 2, 7), utc(3, 2, 16))]),
    ("a summer day is two hours off", DAY, utc(7, 6, 0), utc(7, 7, 0), [(utc(7, 6, 6), utc(7, 6, 15))]),
    (
        "the same local hours before and after the clocks go forward",
        DAY,
        utc(3, 27, 0),
        utc(3, 31, 0),
        [(utc(3, 27, 7), utc(3, 27, 16)), (utc(3, 30, 6), utc(3, 30, 15))],
    ),
    (
        "the night the clocks go forward is an hour short",
        NIGHT,
        utc(3, 28, 0),
        utc(3, 30, 0),
        [(utc(3, 28, 21), utc(3, 29, 4))],
    ),
    (
        "the night they go back is an hour long",
        NIGHT,
        utc(10, 24, 0),
        utc(10, 26, 0),
        [(utc(10, 24, 20), utc(10, 25, 5))],
    ),
    ("a night that began before the window", NIGHT, utc(3, 8, 1), utc(3, 8, 9), [(utc(3, 8, 1), utc(3, 8, 5))]),
    ("cut to the window", DAY, utc(3, 2, 9), utc(3, 2, 10), [(utc(3, 2, 9), utc(3, 2, 10))]),
    ("a window beside the shift", DAY, utc(3, 2, 16), utc(3, 2, 18), []),
    ("a day off", DAY, utc(3, 7, 0), utc(3, 9, 0), []),
    ("no shifts at all", [], utc(3, 2, 0), utc(3, 9, 0), []),
    (
        "local days, not those of UTC",
        [WeeklyShift(SUNDAY, time(0), time(2))],
        utc(3, 7, 0),
        utc(3, 8, 0),
        [(utc(3, 7, 23), utc(3, 8, 0))],
    ),
]


@pytest.mark.parametrize(("shifts", "since", "until", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_worked_cases(
    shifts: list[WeeklyShift], since: datetime, until: datetime, expected: list[tuple[datetime, datetime]]
) -> None:
    assert list(intervals(shifts, BERLIN, since, until)) == expected


@pytest.mark.parametrize(("start", "finish"), [(time(2, 45), time(3, 15)), (time(2, 30), time(3, 30))])
def test_a_shift_that_begins_in_the_hour_that_is_skipped_never_runs_backwards(start: time, finish: time) -> None:
    found = intervals([WeeklyShift(SUNDAY, start, finish)], BERLIN, utc(3, 29, 0), utc(3, 30, 0))
    assert all(since < until for since, until in found)


@pytest.mark.parametrize("zone", ["Pacific/Apia", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])
def test_odd_zones_keep_local_hours(zone: str) -> None:
    found = intervals(DAY, zone, utc(3, 25, 0), utc(4, 15, 0))
    local = [(start.astimezone(ZoneInfo(zone)), finish.astimezone(ZoneInfo(zone))) for start, finish in found[1:-1]]
    assert {(start.time(), finish.time(), start.weekday() < 5) for start, finish in local} == {
        (time(8), time(17), True)
    }


quarters = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
shifts = st.builds(WeeklyShift, st.integers(0, 6), quarters, quarters).filter(lambda shift: shift.start != shift.finish)
moments = st.integers(0, 365 * 96).map(
    lambda quarter: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarter)
)
zones = st.sampled_from([BERLIN, "America/New_York", "Asia/Tokyo", "Australia/Sydney", "Pacific/Chatham"])


@given(st.lists(shifts, max_size=6), zones, moments, st.integers(1, 40 * 96))
def test_intervals_are_ascending_and_inside_the_window(
    weekly: list[WeeklyShift], zone: str, since: datetime, length: int
) -> None:
    until = since + timedelta(minutes=15 * length)
    found = intervals(weekly, zone, since, until)
    assert list(found) == sorted(found)
    assert all(since <= start < finish <= until for start, finish in found)


@given(st.lists(shifts, max_size=4), zones, moments, st.integers(1, 96 * 9), st.integers(1, 96 * 9))
def test_a_window_cut_in_two_is_worked_as_long_as_the_whole(
    weekly: list[WeeklyShift], zone: str, since: datetime, first: int, second: int
) -> None:
    middle = since + timedelta(minutes=15 * first)
    until = middle + timedelta(minutes=15 * second)
    parts = [*intervals(weekly, zone, since, middle), *intervals(weekly, zone, middle, until)]
    assert _length(parts) == _length(intervals(weekly, zone, since, until))


@given(st.lists(shifts, max_size=4), zones, moments)
def test_a_moment_is_worked_exactly_when_its_local_time_is_in_a_shift(
    weekly: list[WeeklyShift], zone: str, moment: datetime
) -> None:
    found = intervals(weekly, zone, moment, moment + timedelta(minutes=1))
    local = moment.astimezone(ZoneInfo(zone))
    if _changes_that_day(local):
        return
    assert bool(found) is any(_covers(shift, local) for shift in weekly)


def test_round_the_clock_has_no_hole_all_year() -> None:
    found = intervals(ROUND_THE_CLOCK, BERLIN, utc(1, 1, 0), utc(12, 31, 0))
    assert _length(found) == utc(12, 31, 0) - utc(1, 1, 0)


def _length(found: object) -> timedelta:
    assert isinstance(found, list | tuple)
    return sum((finish - start for start, finish in found), timedelta())


def _covers(shift: WeeklyShift, local: datetime) -> bool:
    now, yesterday = local.time(), (local.weekday() - 1) % 7
    if shift.finish > shift.start:
        return shift.weekday == local.weekday() and shift.start <= now < shift.finish
    return (shift.weekday == local.weekday() and now >= shift.start) or (
        shift.weekday == yesterday and now < shift.finish
    )


def _changes_that_day(local: datetime) -> bool:
    day = local.date()
    return any(_offset(day + timedelta(days=d), local) != _offset(day, local) for d in (-1, 1, 2))


def _offset(day: date, local: datetime) -> timedelta | None:
    return datetime.combine(day, time(), local.tzinfo).utcoffset()
