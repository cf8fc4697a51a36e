"""A series falls due on the days its rules name, reckoned from its first day: the cases in which others go wrong."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.visits.interval import Break, Interval, Last, Rule, Unit, from_json, to_json
from domain.visits.series import fits, occurrences
from tests.support.calls import counted

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
FAR = date(2060, 12, 31)


def first(count: int, interval: Interval, anchor: date) -> list[str]:
    return [day.isoformat() for day in islice(occurrences(interval, anchor, anchor, FAR), count)]


def rule(unit: Unit, every: int = 1, **on: object) -> Interval:
    return Interval((Rule(unit, every, **on),))  # type: ignore[arg-type]


WORKED = {
    "every 10 days, first day included": (
        rule(Unit.DAY, 10),
        "2026-11-01",
        "2026-11-01 2026-11-11 2026-11-21 2026-12-01",
    ),
    "every day on working days": (
        rule(Unit.DAY, weekdays=(0, 1, 2, 3, 4)),
        "2026-05-01",
        "2026-05-01 2026-05-04 2026-05-05",
    ),
    "seven days are days, not working days": (rule(Unit.DAY, 7), "2026-03-06", "2026-03-06 2026-03-13 2026-03-20"),
    "every 3 weeks as on the first day": (rule(Unit.WEEK, 3), "2026-03-09", "2026-03-09 2026-03-30 2026-04-20"),
    "weeks are counted from the Monday of the first one": (
        rule(Unit.WEEK, 2, weekdays=(MONDAY, FRIDAY)),
        "2026-03-04",
        "2026-03-06 2026-03-16 2026-03-20 2026-03-30",
    ),
    "the first day is left out if the rule does not name it": (
        rule(Unit.WEEK, weekdays=(TUESDAY,)),
        "2026-03-04",
        "2026-03-10 2026-03-17",
    ),
    "the 31st comes back after short months": (
        rule(Unit.MONTH),
        "2026-01-31",
        "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31",
    ),
    "the 31st, named": (
        rule(Unit.MONTH, days=(31,)),
        "2028-01-10",
        "2028-01-31 2028-02-29 2028-03-31 2028-04-30",
    ),
    "the 29th, 30th and 31st are one day in February": (
        rule(Unit.MONTH, days=(31, 29, 30)),
        "2026-01-30",
        "2026-01-30 2026-01-31 2026-02-28 2026-03-29",
    ),
    "the 30th in February": (rule(Unit.MONTH), "2026-12-30", "2026-12-30 2027-01-30 2027-02-28 2027-03-30"),
    "29 February is 28 February in other years": (
        rule(Unit.YEAR),
        "2028-02-29",
        "2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29",
    ),
    "the last day of the month": (
        rule(Unit.MONTH, last=Last.DAY),
        "2026-02-01",
        "2026-02-28 2026-03-31 2026-04-30",
    ),
    "the last working day of the month": (
        rule(Unit.MONTH, last=Last.WORKING_DAY),
        "2026-01-01",
        "2026-01-30 2026-02-27 2026-03-31 2026-04-30 2026-05-29",
    ),
    "the last working day where work is from Sunday to Thursday": (
        rule(Unit.MONTH, last=Last.WORKING_DAY, weekdays=(SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY)),
        "2026-01-01",
        "2026-01-29 2026-02-26 2026-03-31 2026-04-30 2026-05-31",
    ),
    "the second Tuesday": (
        rule(Unit.MONTH, weekdays=(TUESDAY,), nth=(2,)),
        "2026-01-01",
        "2026-01-13 2026-02-10 2026-03-10",
    ),
    "the last Friday of every third month": (
        rule(Unit.MONTH, 3, weekdays=(FRIDAY,), nth=(-1,)),
        "2026-01-01",
        "2026-01-30 2026-04-24 2026-07-31 2026-10-30",
    ),
    "first and third Monday": (
        rule(Unit.MONTH, weekdays=(MONDAY,), nth=(1, 3)),
        "2026-06-02",
        "2026-06-15 2026-07-06 2026-07-20",
    ),
    "months are counted from that of the first day even if its day has passed": (
        rule(Unit.MONTH, 3, days=(5,)),
        "2026-01-10",
        "2026-04-05 2026-07-05",
    ),
    "a season over the end of the year": (
        rule(Unit.MONTH, months=(10, 11, 12, 1, 2, 3), days=(15,)),
        "2026-02-01",
        "2026-02-15 2026-03-15 2026-10-15 2026-11-15",
    ),
    "every year in two months": (
        rule(Unit.YEAR, months=(9, 3), days=(1,)),
        "2026-04-01",
        "2026-09-01 2027-03-01 2027-09-01",
    ),
    "every 10 years": (rule(Unit.YEAR, 10), "2026-08-31", "2026-08-31 2036-08-31 2046-08-31 2056-08-31"),
    "the first Monday in May of every second year": (
        rule(Unit.YEAR, 2, months=(5,), weekdays=(MONDAY,), nth=(1,)),
        "2026-01-01",
        "2026-05-04 2028-05-01 2030-05-06",
    ),
    "weekly in summer": (
        rule(Unit.WEEK, weekdays=(MONDAY,), months=(7, 8)),
        "2026-08-20",
        "2026-08-24 2026-08-31 2027-07-05",
    ),
    "two rules name a day once": (
        Interval((Rule(Unit.MONTH, days=(15,)), Rule(Unit.WEEK, weekdays=(WEDNESDAY,)))),
        "2026-04-10",
        "2026-04-15 2026-04-22 2026-04-29 2026-05-06",
    ),
    "not in August": (
        Interval((Rule(Unit.MONTH),), exclude=(Rule(Unit.DAY, months=(8,)),)),
        "2026-07-31",
        "2026-07-31 2026-09-30 2026-10-31",
    ),
    "not around the end of any year": (
        Interval((Rule(Unit.WEEK),), breaks=(Break(date(2000, 12, 20), date(2000, 1, 6), yearly=True),)),
        "2026-12-14",
        "2026-12-14 2027-01-11 2027-01-18",
    ),
    "not in the weeks that are closed once": (
        Interval((Rule(Unit.WEEK),), breaks=(Break(date(2026, 12, 21), date(2026, 12, 27)),)),
        "2026-12-14",
        "2026-12-14 2026-12-28 2027-01-04",
    ),
    "an extra day counts even where days are left out": (
        Interval((Rule(Unit.MONTH),), (Rule(Unit.DAY, months=(8,)),), extra=(date(2026, 8, 12),)),
        "2026-07-01",
        "2026-07-01 2026-08-12 2026-09-01",
    ),
    "nothing is once": (Interval(), "2026-07-01", "2026-07-01"),
    "nothing but extra days": (Interval(extra=(date(2026, 9, 1),)), "2026-07-01", "2026-07-01 2026-09-01"),
    "it ends after three that are left": (
        Interval((Rule(Unit.MONTH),), exclude=(Rule(Unit.DAY, months=(8,)),), count=3),
        "2026-07-01",
        "2026-07-01 2026-09-01 2026-10-01",
    ),
}


@pytest.mark.parametrize(("interval", "anchor", "wanted"), WORKED.values(), ids=WORKED)
def test_a_worked_case_comes_out(interval: Interval, anchor: str, wanted: str) -> None:
    days = wanted.split()
    ended = interval.count is not None or not interval.include
    assert first(len(days) + ended, interval, date.fromisoformat(anchor)) == days


def test_what_ends_after_so_many_ends_there_for_later_periods_too() -> None:
    interval = Interval((Rule(Unit.MONTH),), count=3)
    assert list(occurrences(interval, date(2026, 1, 31), date(2026, 2, 1), FAR)) == [
        date(2026, 2, 28),
        date(2026, 3, 31),
    ]
    assert list(occurrences(interval, date(2026, 1, 31), date(2026, 4, 1), FAR)) == []


def test_a_series_goes_up_to_the_last_day_of_the_calendar() -> None:
    for unit in Unit:
        anchor = date(9998, 12, 31)
        assert list(occurrences(rule(unit), anchor, anchor, date.max))[-1].year == 9999


def test_years_ahead_are_as_quick_as_the_first() -> None:
    daily, monthly = rule(Unit.DAY), rule(Unit.MONTH, weekdays=(FRIDAY,), nth=(-1,))
    with counted() as calls:
        for interval in (daily, monthly):
            assert next(occurrences(interval, date(1900, 1, 1), date(2900, 1, 1), date(2900, 3, 1)))
    assert calls.made < 200


def test_a_series_of_20_years_is_quick() -> None:
    with counted() as calls:
        days = list(occurrences(rule(Unit.DAY), date(2026, 1, 1), date(2026, 1, 1), date(2045, 12, 31)))
    assert len(days) == 20 * 365 + 5
    assert calls.made < 5 * len(days)


# --- properties ---

days = st.dates(date(2020, 1, 1), date(2032, 12, 31))
weekdays = st.lists(st.integers(0, 6), unique=True, max_size=3).map(tuple)
months = st.lists(st.integers(1, 12), unique=True, max_size=4).map(tuple)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    unit = draw(st.sampled_from(Unit))
    every, chosen = draw(st.integers(1, 9)), draw(months)
    if unit in {Unit.DAY, Unit.WEEK}:
        return Rule(unit, every, weekdays=draw(weekdays), months=chosen)
    on = draw(st.sampled_from(("nothing", "weekday", "days", "last", "working")))
    if on == "weekday":
        named = draw(weekdays.filter(bool))
        nth = draw(st.lists(st.sampled_from((1, 2, 3, 4, -1)), unique=True, max_size=2).map(tuple))
        return Rule(unit, every, weekdays=named, nth=nth, months=chosen)
    if on == "days":
        numbers = draw(st.lists(st.integers(1, 31), min_size=1, max_size=3).map(tuple))
        return Rule(unit, every, days=numbers, months=chosen)
    last = {"last": Last.DAY, "working": Last.WORKING_DAY}.get(on)
    return Rule(unit, every, last=last, months=chosen)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    spans = st.tuples(days, days, st.booleans()).map(lambda each: Break(min(each[:2]), max(each[:2]), each[2]))
    return Interval(
        tuple(draw(st.lists(rules(), max_size=3))),
        tuple(draw(st.lists(rules(), max_size=2))),
        tuple(draw(st.lists(spans, max_size=2))),
        tuple(draw(st.lists(days, max_size=3))),
        draw(st.none() | st.integers(1, 20)),
    )


def walked(interval: Interval, anchor: date, until: date) -> list[date]:
    """The same, day by day, as a reader of the rules would."""
    found = []
    for day in (anchor + timedelta(days=count) for count in range((until - anchor).days + 1)):
        named = any(fits(each, anchor, day) for each in interval.include) or (not interval.include and day == anchor)
        left_out = any(fits(each, anchor, day) for each in interval.exclude) or any(
            each.covers(day) for each in interval.breaks
        )
        if (named and not left_out) or day in interval.extra:
            found.append(day)
    return found if interval.count is None else found[: interval.count]


@given(intervals(), days, st.integers(0, 900), st.integers(0, 900))
def test_any_period_shows_what_a_walk_from_the_first_day_finds(
    interval: Interval, anchor: date, ahead: int, length: int
) -> None:
    begin = anchor + timedelta(days=ahead)
    end = begin + timedelta(days=length)
    wanted = [day for day in walked(interval, anchor, end) if day >= begin]
    assert list(occurrences(interval, anchor, begin, end)) == wanted


@given(days, st.integers(1, 30), st.integers(0, 200))
def test_month_ends_never_drift(anchor: date, every: int, number: int) -> None:
    due = next(islice(occurrences(rule(Unit.MONTH, every), anchor, anchor, date.max), number, None))
    assert (due.year - anchor.year) * 12 + due.month - anchor.month == number * every
    assert due.day == anchor.day or (due.day < anchor.day and (due + timedelta(days=1)).day == 1)


@given(intervals())
def test_an_interval_is_kept_and_read_as_it_was(interval: Interval) -> None:
    assert from_json(to_json(interval)) == interval
