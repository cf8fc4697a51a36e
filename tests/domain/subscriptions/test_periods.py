"""Periods: right lengths, one after the other, by the calendar or from a day of one's own."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.subscriptions.periods import (
    CALENDAR,
    PeriodCode,
    Rhythm,
    check_whole,
    next_period,
    period_of,
    periods_between,
    previous_period,
)
from domain.subscriptions.spans import Span, common, left_over

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
RHYTHMS = st.builds(Rhythm, st.sampled_from(PeriodCode), st.just(CALENDAR) | DAYS)


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("code", "day", "first", "last", "days"),
    [
        (PeriodCode.DAY, "2026-03-02", "2026-03-02", "2026-03-02", 1),
        (PeriodCode.WEEK, "2026-11-22", "2026-11-16", "2026-11-22", 7),
        (PeriodCode.WEEK, "2026-11-23", "2026-11-23", "2026-11-29", 7),
        (PeriodCode.WEEK, "2027-01-01", "2026-12-28", "2027-01-03", 7),
        (PeriodCode.MONTH, "2026-02-11", "2026-02-01", "2026-02-28", 28),
        (PeriodCode.MONTH, "2028-02-29", "2028-02-01", "2028-02-29", 29),
        (PeriodCode.MONTH, "2100-02-01", "2100-02-01", "2100-02-28", 28),
        (PeriodCode.QUARTER, "2026-03-31", "2026-01-01", "2026-03-31", 90),
        (PeriodCode.QUARTER, "2028-01-01", "2028-01-01", "2028-03-31", 91),
        (PeriodCode.QUARTER, "2026-12-31", "2026-10-01", "2026-12-31", 92),
        (PeriodCode.YEAR, "2026-06-01", "2026-01-01", "2026-12-31", 365),
        (PeriodCode.YEAR, "2028-06-01", "2028-01-01", "2028-12-31", 366),
    ],
)
def test_periods_of_the_calendar_have_their_lengths(
    code: PeriodCode, day: str, first: str, last: str, days: int
) -> None:
    found = period_of(Rhythm(code), date.fromisoformat(day))
    assert (found, found.days) == (span(first, last), days)


@pytest.mark.parametrize(
    ("code", "anchor", "day", "first", "last"),
    [
        (PeriodCode.MONTH, "2026-01-15", "2026-02-14", "2026-01-15", "2026-02-14"),
        (PeriodCode.MONTH, "2026-01-31", "2026-02-28", "2026-01-31", "2026-02-28"),
        (PeriodCode.MONTH, "2026-01-31", "2026-03-30", "2026-03-01", "2026-03-30"),
        (PeriodCode.MONTH, "2026-01-31", "2026-03-31", "2026-03-31", "2026-04-30"),
        (PeriodCode.QUARTER, "2026-02-10", "2026-05-10", "2026-05-10", "2026-08-09"),
        (PeriodCode.YEAR, "2024-02-29", "2026-01-01", "2025-03-01", "2026-02-28"),
        (PeriodCode.YEAR, "2024-02-29", "2028-02-29", "2028-02-29", "2029-02-28"),
        (PeriodCode.WEEK, "2026-11-19", "2026-11-25", "2026-11-19", "2026-11-25"),
        (PeriodCode.MONTH, "2026-05-15", "2026-05-01", "2026-04-15", "2026-05-14"),
    ],
)
def test_periods_can_begin_on_the_day_the_subscription_does(
    code: PeriodCode, anchor: str, day: str, first: str, last: str
) -> None:
    assert period_of(Rhythm(code, date.fromisoformat(anchor)), date.fromisoformat(day)) == span(first, last)


@given(RHYTHMS, DAYS)
def test_a_day_lies_in_its_period_and_the_next_begins_where_it_ends(rhythm: Rhythm, day: date) -> None:
    period = period_of(rhythm, day)
    assert period.starts_on <= day <= period.ends_on
    after, before = next_period(rhythm, period), previous_period(rhythm, period)
    assert after.starts_on == period.ends_on + timedelta(days=1)
    assert before.ends_on == period.starts_on - timedelta(days=1)
    assert period_of(rhythm, period.starts_on) == period_of(rhythm, period.ends_on) == period
    assert (previous_period(rhythm, after), next_period(rhythm, before)) == (period, period)


@given(RHYTHMS, DAYS, st.integers(0, 800))
def test_the_periods_of_a_span_are_all_that_have_a_day_in_it(rhythm: Rhythm, first: date, length: int) -> None:
    asked = Span(first, first + timedelta(days=length))
    found = list(periods_between(rhythm, asked))
    assert found[0] == period_of(rhythm, first)
    assert found[-1] == period_of(rhythm, asked.ends_on)
    assert all(one.ends_on + timedelta(days=1) == other.starts_on for one, other in pairwise(found))
    check_whole(rhythm, Span(found[0].starts_on, found[-1].ends_on))


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        (("2026-01-02", "2026-01-31"), "starts_on", "begin on 01/01/2026 or 01/02/2026"),
        (("2026-01-01", "2026-02-27"), "ends_on", "end on 31/01/2026 or 28/02/2026"),
    ],
)
def test_regular_fees_for_parts_of_periods_are_refused_at_the_field(
    asked: tuple[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        check_whole(Rhythm(PeriodCode.MONTH), span(*asked))
    assert refused.value.field == field


def test_an_end_before_the_start_is_refused_at_the_end() -> None:
    with pytest.raises(Refusal, match="The end is before the start") as refused:
        span("2026-02-01", "2026-01-31")
    assert refused.value.field == "ends_on"


@pytest.mark.parametrize("code", PeriodCode)
def test_the_end_of_all_years_is_refused_with_a_sentence(code: PeriodCode) -> None:
    with pytest.raises(Refusal, match="too far"):
        period_of(Rhythm(code), date.max)


def test_each_code_has_a_word() -> None:
    assert [code.label for code in PeriodCode] == ["Day", "Week", "Month", "Quarter", "Year"]


SPANS = st.builds(
    lambda first, length: Span(first, first + timedelta(days=length)),
    st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    st.integers(0, 20),
)


@given(SPANS, st.lists(SPANS))
def test_what_is_left_over_is_every_day_that_is_not_taken(asked: Span, taken: list[Span]) -> None:
    def days(spans: list[Span]) -> list[date]:
        return [each.starts_on + timedelta(days=n) for each in spans for n in range(each.days)]

    left = list(left_over(asked, taken))
    assert days(left) == [day for day in days([asked]) if day not in days(taken)]
    assert all((other.starts_on - one.ends_on).days > 1 for one, other in pairwise(left))
    for each in taken:
        both = common(asked, each)
        assert (days([both]) if both else []) == [day for day in days([asked]) if day in days([each])]
