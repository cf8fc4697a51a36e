"""Real days: worked cases around nights, changed clocks and the end of a year, and a slow check of everything."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workforce.spans import Span
from domain.workforce.working_days import Break, Days, Dial, Hours, Week, laid_out, present
from domain.workforce.working_hours import WeeklyShift

BERLIN = "Europe/Berlin"
ZONES = (BERLIN, "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
DAY = WeeklyShift(0, time(8), time(17), 30, time(12), time(13))
NIGHT = WeeklyShift(5, time(22), time(6), 45, time(1), time(4))
SPRING, AUTUMN = date(2026, 3, 28), date(2026, 10, 24)
"""Saturdays, before the clocks are changed."""


def utc(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def around(day: date, week: Week, away: tuple[Span, ...] = ()) -> Days:
    """The days from one before to two after, in Berlin."""
    since = datetime.combine(day - timedelta(days=1), time(0), UTC)
    until = since + timedelta(days=4)
    return present(laid_out(week, Dial(BERLIN), since, until), away, since, until)


def closed(shift: WeeklyShift, day: date) -> Week:
    return Week(frozenset({shift}), closed=lambda year: frozenset({day} if day.year == year else ()))


CASES: list[tuple[str, date, Week, tuple[Span, ...], tuple[Break, ...]]] = [
    (
        "the night in which the clocks go forward is an hour short",
        SPRING,
        Week(frozenset({NIGHT})),
        ((utc(2026, 3, 28, 21), utc(2026, 3, 29, 4)),),
        (Break(utc(2026, 3, 29, 0), utc(2026, 3, 29, 2), 45),),
    ),
    (
        "the night in which they go back is an hour long",
        AUTUMN,
        Week(frozenset({NIGHT})),
        ((utc(2026, 10, 24, 20), utc(2026, 10, 25, 5)),),
        (Break(utc(2026, 10, 24, 23), utc(2026, 10, 25, 3), 45),),
    ),
    (
        "other hours of a day stand instead of its shifts, with the break that lies in them",
        date(2026, 3, 2),
        Week(frozenset({DAY}), {date(2026, 3, 2): ((time(11), time(20)),)}),
        ((utc(2026, 3, 2, 10), utc(2026, 3, 2, 19)),),
        (Break(utc(2026, 3, 2, 11), utc(2026, 3, 2, 12), 30),),
    ),
    (
        "a break outside the other hours is none",
        date(2026, 3, 2),
        Week(frozenset({DAY}), {date(2026, 3, 2): ((time(12, 30), time(20)),)}),
        ((utc(2026, 3, 2, 11, 30), utc(2026, 3, 2, 19)),),
        (),
    ),
    ("a day off has nothing", date(2026, 3, 2), Week(frozenset({DAY}), {date(2026, 3, 2): ()}), (), ()),
    ("a closed day has nothing", date(2026, 3, 2), closed(DAY, date(2026, 3, 2)), (), ()),
    (
        "hours that are entered for a closed day are worked",
        date(2026, 3, 2),
        Week(frozenset({DAY}), {date(2026, 3, 2): ((time(9), time(10)),)}, lambda _: frozenset({date(2026, 3, 2)})),
        ((utc(2026, 3, 2, 8), utc(2026, 3, 2, 9)),),
        (),
    ),
    (
        "a night goes on into a closed day, over the end of the year",
        date(2022, 12, 31),
        closed(NIGHT, date(2023, 1, 1)),
        ((utc(2022, 12, 31, 21), utc(2023, 1, 1, 5)),),
        (Break(utc(2023, 1, 1, 0), utc(2023, 1, 1, 3), 45),),
    ),
    (
        "shifts that touch are one stretch of work",
        date(2026, 3, 2),
        Week(frozenset({WeeklyShift(0, time(0), time(12)), WeeklyShift(0, time(12), time(0))})),
        ((utc(2026, 3, 1, 23), utc(2026, 3, 2, 23)),),
        (),
    ),
]


@pytest.mark.parametrize(("_says", "day", "week", "working", "breaks"), CASES, ids=[case[0] for case in CASES])
def test_days_are_laid_out(
    _says: str, day: date, week: Week, working: tuple[Span, ...], breaks: tuple[Break, ...]
) -> None:
    assert around(day, week) == Days(working, breaks)


def test_a_break_is_kept_while_there_is_work_all_around_it() -> None:
    week = Week(frozenset({DAY}))
    morning = (utc(2026, 3, 2, 6), utc(2026, 3, 2, 9))
    noon = (utc(2026, 3, 2, 11, 30), utc(2026, 3, 2, 16))
    assert around(date(2026, 3, 2), week, (morning,)).breaks
    assert not around(date(2026, 3, 2), week, (noon,)).breaks


times = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
hours = st.tuples(times, times).filter(lambda pair: pair[0] != pair[1])
days = st.integers(0, 9).map(lambda offset: date(2026, 3, 24) + timedelta(days=offset))
moments = st.integers(0, 12 * 24 * 4).map(lambda quarter: utc(2026, 3, 23, 0) + timedelta(minutes=15 * quarter))
spans = st.tuples(moments, moments).map(lambda pair: (min(pair), max(pair)))
weeks = st.frozensets(st.builds(lambda day, pair: WeeklyShift(day, *pair), st.integers(0, 6), hours), max_size=5)
exceptions = st.dictionaries(days, st.lists(hours, max_size=2).map(tuple), max_size=3)


@given(weeks, exceptions, st.frozensets(days, max_size=2), st.lists(spans, max_size=3), st.sampled_from(ZONES), spans)
def test_a_moment_is_worked_exactly_if_a_slow_look_says_so(
    shifts: frozenset[WeeklyShift],
    special: Mapping[date, tuple[Hours, ...]],
    holidays: frozenset[date],
    away: list[Span],
    zone: str,
    window: Span,
) -> None:
    week = Week(shifts, special, lambda _: holidays)
    found = present(laid_out(week, Dial(zone), *window), away, *window).working
    assert list(found) == sorted(found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
    moment = window[0]
    while moment < window[1]:
        worked = _is_worked(moment, shifts, special, holidays, ZoneInfo(zone))
        worked = worked and not any(start <= moment < finish for start, finish in away)
        assert worked == any(start <= moment < finish for start, finish in found), moment
        moment += timedelta(minutes=15)


def _is_worked(
    moment: datetime,
    shifts: frozenset[WeeklyShift],
    special: Mapping[date, tuple[Hours, ...]],
    holidays: frozenset[date],
    zone: ZoneInfo,
) -> bool:
    today = moment.astimezone(zone).date()
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        usual = [] if day in holidays else [(s.start, s.finish) for s in shifts if s.weekday == day.weekday()]
        for start, finish in special.get(day, usual):
            begin = datetime.combine(day, start, zone).timestamp()
            end = datetime.combine(day + timedelta(days=finish <= start), finish, zone).timestamp()
            if begin <= moment.timestamp() < end:
                return True
    return False
