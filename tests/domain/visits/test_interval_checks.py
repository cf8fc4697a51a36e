"""An interval that makes no sense or never falls due is refused with a sentence at its field; others have words."""

from datetime import date

import pytest

from domain.errors import Refusal
from domain.visits.basis import Basis, next_due
from domain.visits.checks import check_floating, check_interval
from domain.visits.interval import Break, Interval, Last, Rule, Unit
from domain.visits.wording import describe
from tests.support.calls import counted

ANCHOR = date(2026, 1, 15)
DAILY, WEEKLY, MONTHLY, YEARLY = (Rule(unit) for unit in Unit)
AUGUST = Rule(Unit.DAY, months=(8,))

REFUSED = {
    "31 February": (Interval((Rule(Unit.YEAR, months=(2,), days=(31,)),)), "days"),
    "30 February by steps of a year": (Interval((Rule(Unit.MONTH, months=(2,), days=(30,)),)), "days"),
    "31 in April and June": (Interval((Rule(Unit.MONTH, months=(4, 6), days=(31,)),)), "days"),
    "steps that miss the month": (Interval((Rule(Unit.MONTH, 6, months=(2, 3)),)), "months"),
    "excluded by itself": (Interval((WEEKLY,), (WEEKLY,)), "exclude"),
    "excluded by more": (Interval((MONTHLY,), (DAILY,)), "exclude"),
    "excluded by a yearly break": (
        Interval((Rule(Unit.YEAR, months=(8,)),), breaks=(Break(date(2000, 8, 1), date(2000, 8, 31), yearly=True),)),
        "exclude",
    ),
    "only exclusions": (Interval(exclude=(AUGUST,)), "include"),
    "only breaks": (Interval(breaks=(Break(ANCHOR, ANCHOR),)), "include"),
    "a weekday in a month it is not in": (Interval((Rule(Unit.DAY, weekdays=(0,), months=(13,)),)), "months"),
    "steps of nothing": (Interval((Rule(Unit.DAY, 0),)), "every"),
    "steps backwards": (Interval((Rule(Unit.DAY, -1),)), "every"),
    "steps too long": (Interval((Rule(Unit.DAY, 1001),)), "every"),
    "no such weekday": (Interval((Rule(Unit.WEEK, weekdays=(7,)),)), "weekdays"),
    "a fifth Monday": (Interval((Rule(Unit.MONTH, weekdays=(0,), nth=(5,)),)), "nth"),
    "a first of nothing": (Interval((Rule(Unit.MONTH, nth=(1,)),)), "nth"),
    "a first Monday of the week": (Interval((Rule(Unit.WEEK, weekdays=(0,), nth=(1,)),)), "nth"),
    "a day 32": (Interval((Rule(Unit.MONTH, days=(32,)),)), "days"),
    "a day of the month by weeks": (Interval((Rule(Unit.WEEK, days=(1,)),)), "days"),
    "the last day of a week": (Interval((Rule(Unit.WEEK, last=Last.DAY),)), "last"),
    "days and weekdays": (Interval((Rule(Unit.MONTH, days=(13,), weekdays=(4,)),)), "days"),
    "days and the end": (Interval((Rule(Unit.MONTH, days=(13,), last=Last.DAY),)), "days"),
    "ends before it begins": (Interval((WEEKLY,), count=0), "count"),
    "end before start": (Interval((WEEKLY,), breaks=(Break(date(2026, 2, 2), date(2026, 2, 1)),)), "breaks"),
}


@pytest.mark.parametrize(("interval", "field"), REFUSED.values(), ids=REFUSED)
def test_what_never_falls_due_is_refused_at_its_field(interval: Interval, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_interval(interval, ANCHOR)
    assert refusal.value.field == field
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    "interval",
    [
        Interval(),
        Interval((Rule(Unit.YEAR, months=(2,), days=(29,)),)),
        Interval((Rule(Unit.MONTH, days=(31,)),)),
        Interval((Rule(Unit.YEAR, months=(2, 3), days=(31,)),)),
        Interval((Rule(Unit.YEAR, 1000),)),
        Interval((WEEKLY,), (AUGUST,), (Break(date(2026, 12, 20), date(2026, 1, 6), yearly=True),), count=1000),
        Interval((MONTHLY,), (DAILY,), extra=(date(2026, 8, 12),)),
    ],
)
def test_what_falls_due_is_not_refused(interval: Interval) -> None:
    check_interval(interval, ANCHOR)


def test_a_series_can_begin_on_the_last_day_of_all() -> None:
    check_interval(Interval((MONTHLY,)), date.max)


def test_days_that_are_all_left_out_are_found_at_once() -> None:
    with counted() as calls, pytest.raises(Refusal):
        check_interval(Interval((DAILY,), (Rule(Unit.WEEK, weekdays=tuple(range(7))),)), ANCHOR)
    assert calls.made < 300_000


# --- from the last completion ---


@pytest.mark.parametrize(
    ("rule", "done", "due"),
    [
        (Rule(Unit.DAY, 10), "2026-03-05", "2026-03-15"),
        (Rule(Unit.WEEK, 3), "2026-03-11", "2026-04-01"),
        (Rule(Unit.MONTH, 3), "2026-11-30", "2027-02-28"),
        (Rule(Unit.YEAR), "2028-02-29", "2029-02-28"),
        (Rule(Unit.WEEK, 2, weekdays=(0,)), "2026-03-13", "2026-03-23"),
        (Rule(Unit.MONTH, weekdays=(4,), nth=(-1,)), "2026-01-10", "2026-02-27"),
        (Rule(Unit.MONTH, 3, last=Last.DAY), "2026-01-10", "2026-04-30"),
        (Rule(Unit.MONTH, 3, months=(10, 11, 12, 1, 2, 3)), "2026-01-10", "2026-10-01"),
        (Rule(Unit.MONTH, 12, months=(1,)), "2026-02-10", "2028-01-01"),
        (Rule(Unit.MONTH, 3, weekdays=(4,), nth=(-1,), months=(1, 2, 5)), "2026-01-10", "2026-05-29"),
        (Rule(Unit.DAY, 7, months=(1,)), "2026-01-29", "2027-01-01"),
    ],
)
def test_what_floats_is_due_an_interval_after_it_was_done(rule: Rule, done: str, due: str) -> None:
    assert next_due(Interval((rule,)), ANCHOR, date.fromisoformat(done)) == date.fromisoformat(due)


def test_before_it_was_ever_done_the_series_begins_on_its_first_day() -> None:
    assert next_due(Interval((Rule(Unit.WEEK, weekdays=(0,)),)), ANCHOR, None) == date(2026, 1, 19)
    assert next_due(Interval(), ANCHOR, date(2026, 2, 1)) is None


def test_what_falls_into_a_break_is_due_as_soon_as_it_is_over() -> None:
    interval = Interval((Rule(Unit.MONTH, 3),), (AUGUST, Rule(Unit.DAY, weekdays=(6,))))
    assert next_due(interval, ANCHOR, date(2026, 5, 10)) == date(2026, 9, 1)
    assert next_due(interval, ANCHOR, date(2026, 9, 20)) == date(2026, 12, 21)
    done_on_sunday = next_due(Interval((WEEKLY,), (Rule(Unit.DAY, weekdays=(6,)),)), ANCHOR, date(2026, 5, 10))
    assert done_on_sunday == date(2026, 5, 18)


def test_after_what_was_cancelled_comes_the_next_an_interval_later() -> None:
    due = date(2026, 8, 15)
    assert next_due(Interval((MONTHLY,)), ANCHOR, date(2026, 7, 15), {due}) == date(2026, 9, 15)
    assert next_due(Interval((MONTHLY,)), ANCHOR, None, {ANCHOR}) == date(2026, 2, 15)
    assert next_due(Interval(), ANCHOR, None, {ANCHOR}) is None


def test_what_is_left_out_for_ever_is_never_due_and_found_at_once() -> None:
    with counted() as calls:
        assert next_due(Interval((WEEKLY,), (DAILY,)), ANCHOR, ANCHOR) is None
        assert next_due(Interval((Rule(Unit.YEAR, 1000),)), ANCHOR, date(9500, 1, 1)) is None
    assert calls.made < 300_000


@pytest.mark.parametrize(
    "interval",
    [
        Interval((WEEKLY, MONTHLY)),
        Interval((Rule(Unit.WEEK, weekdays=(0, 3)),)),
        Interval((Rule(Unit.MONTH, days=(1, 15)),)),
        Interval((Rule(Unit.MONTH, weekdays=(0,), nth=(1, 3)),)),
        Interval((Rule(Unit.MONTH, weekdays=(0,)),)),
        Interval((MONTHLY,), extra=(ANCHOR,)),
        Interval((Rule(Unit.YEAR, months=(9,)),)),
    ],
)
def test_only_one_day_of_one_rule_can_float(interval: Interval) -> None:
    with pytest.raises(Refusal):
        check_floating(interval)


@pytest.mark.parametrize(
    "interval",
    [
        Interval(),
        Interval((MONTHLY,), (AUGUST,)),
        Interval((Rule(Unit.WEEK, weekdays=(0,)),)),
        Interval((Rule(Unit.MONTH, last=Last.WORKING_DAY, weekdays=(0, 1)),)),
    ],
)
def test_one_day_of_one_rule_can_float(interval: Interval) -> None:
    check_floating(interval)


def test_each_basis_has_its_words() -> None:
    assert len({basis.label for basis in Basis}) == len(Basis)


# --- in words ---


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(), "once"),
        (Interval((DAILY,)), "every day"),
        (
            Interval((Rule(Unit.MONTH, 3, weekdays=(4,), nth=(-1,)),), (AUGUST,)),
            "every 3 months on the last Friday, not in August",
        ),
        (Interval((Rule(Unit.WEEK, 2, weekdays=(3, 0)),)), "every 2 weeks on Monday and Thursday"),
        (Interval((Rule(Unit.MONTH, days=(15, 1)),), count=5), "every month on days 1 and 15, 5 times in all"),
        (Interval((Rule(Unit.MONTH, months=(10, 11, 12, 1, 2, 3)),)), "every month from October to March"),
        (Interval((Rule(Unit.YEAR, months=(3, 9)),)), "every year in March and September"),
        (
            Interval((Rule(Unit.YEAR, 2, last=Last.DAY, months=(2,)),)),
            "every 2 years on the last day of the month in Feb",
        ),
        (Interval((DAILY,), (Rule(Unit.WEEK, weekdays=(6,)),)), "every day, not on Sunday"),
        (Interval((DAILY,), (Rule(Unit.WEEK, 2),)), "every day, not every 2 weeks"),
        (
            Interval((MONTHLY,), breaks=(Break(date(2026, 12, 24), date(2026, 1, 6), yearly=True),)),
            "every month, not from 24 December to 6 January of any year",
        ),
        (Interval((MONTHLY,), extra=(date(2026, 8, 1),)), "every month, also on 1 Aug 2026"),
    ],
)
def test_an_interval_is_said_in_words(interval: Interval, words: str) -> None:
    said = describe(interval)
    assert said == words or said.startswith(words)
