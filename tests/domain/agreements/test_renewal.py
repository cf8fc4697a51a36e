"""Terms, renewals and notices; the bugs that others have open are tests here."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreements.renewal import (
    Due,
    Renewal,
    Term,
    check_term,
    due_between,
    end_of,
    ends_on,
    notice_of,
    term_on,
)
from domain.agreements.standing import Standing, State, standing
from domain.errors import Refusal

YEAR = Term(date(2026, 1, 1), 12, Renewal.TACIT, 12, notice_months=3)
EXPRESS = replace(YEAR, renewal=Renewal.EXPRESS)
ONCE = replace(YEAR, renewal=Renewal.NONE)


@pytest.mark.parametrize(
    ("term", "ends", "notices"),
    [
        (YEAR, ["2026-12-31", "2027-12-31", "2028-12-31"], ["2026-09-30", "2027-09-30", "2028-09-30"]),
        (
            Term(date(2024, 2, 29), 12, Renewal.TACIT, 12, notice_months=1),
            ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-28", "2029-02-28"],
            ["2025-01-28", "2026-01-28", "2027-01-28", "2028-01-28", "2029-01-28"],
        ),
        (
            Term(date(2026, 1, 31), 1, Renewal.TACIT, 1, notice_days=14),
            ["2026-02-28", "2026-03-30", "2026-04-30", "2026-05-30"],
            ["2026-02-14", "2026-03-16", "2026-04-16", "2026-05-16"],
        ),
        (Term(date(2026, 5, 15), 24, Renewal.TACIT, 6), ["2028-05-14", "2028-11-14"], ["2028-05-14", "2028-11-14"]),
        (Term(date(2026, 1, 1), 12, Renewal.TACIT, 1, 1, 5), ["2026-12-31"], ["2026-11-25"]),
    ],
)
def test_ends_and_notices_are_counted_from_the_first_day(term: Term, ends: list[str], notices: list[str]) -> None:
    assert [end_of(term, number).isoformat() for number in range(len(ends))] == ends
    assert [notice_of(term, number).isoformat() for number in range(len(notices))] == notices


@pytest.mark.parametrize(
    ("term", "day", "expected"),
    [
        (YEAR, "2025-12-31", (State.NOT_BEGUN, 0, "2026-12-31", "2026-09-30")),
        (YEAR, "2026-01-01", (State.RUNNING, 0, "2026-12-31", "2026-09-30")),
        (YEAR, "2026-08-30", (State.RUNNING, 0, "2026-12-31", "2026-09-30")),
        (YEAR, "2026-08-31", (State.NOTICE_DUE, 0, "2026-12-31", "2026-09-30")),
        (YEAR, "2026-09-30", (State.NOTICE_DUE, 0, "2026-12-31", "2026-09-30")),
        (YEAR, "2026-10-01", (State.NOTICE_PASSED, 0, "2026-12-31", "2026-09-30")),
        (YEAR, "2026-12-31", (State.NOTICE_PASSED, 0, "2026-12-31", "2026-09-30")),
        (YEAR, "2027-01-01", (State.RUNNING, 1, "2027-12-31", "2027-09-30")),
        (YEAR, "2036-10-01", (State.NOTICE_PASSED, 10, "2036-12-31", "2036-09-30")),
        (ONCE, "2026-10-01", (State.RUNNING, 0, "2026-12-31", None)),
        (ONCE, "2026-12-01", (State.ENDING, 0, "2026-12-31", None)),
        (ONCE, "2027-01-01", (State.EXPIRED, 0, "2026-12-31", None)),
        (EXPRESS, "2026-10-01", (State.NOTICE_PASSED, 0, "2026-12-31", "2026-09-30")),
        (EXPRESS, "2027-01-01", (State.EXPIRED, 0, "2026-12-31", "2026-09-30")),
        (replace(EXPRESS, renewed=1), "2026-10-01", (State.RUNNING, 0, "2026-12-31", None)),
        (replace(EXPRESS, renewed=1), "2027-01-01", (State.RUNNING, 1, "2027-12-31", "2027-09-30")),
        (replace(EXPRESS, renewed=1), "2028-01-01", (State.EXPIRED, 1, "2027-12-31", "2027-09-30")),
    ],
)
def test_where_an_agreement_stands_on_a_day(term: Term, day: str, expected: tuple[State, int, str, str | None]) -> None:
    found = standing(term, date.fromisoformat(day))
    notice = found.notice_on.isoformat() if found.notice_on else None
    assert (found.state, found.renewals, found.ends_on.isoformat(), notice) == expected


# --- what others got wrong for years ---


def test_after_renewals_the_notice_is_that_of_the_running_term() -> None:
    assert standing(YEAR, date(2029, 6, 1)).notice_on == date(2029, 9, 30)
    longer = Term(date(2026, 1, 1), 36, Renewal.TACIT, 12, notice_months=3)
    assert standing(longer, date(2026, 6, 1)).notice_on == date(2028, 9, 30)
    assert standing(longer, date(2029, 6, 1)).notice_on == date(2029, 9, 30)


def test_what_does_not_renew_itself_is_over_after_its_first_term() -> None:
    assert ends_on(ONCE) == ends_on(EXPRESS) == date(2026, 12, 31)
    assert ends_on(YEAR) is None
    assert standing(ONCE, date(2030, 1, 1)).state is State.EXPIRED


def test_express_never_renews_itself() -> None:
    for year in range(2027, 2040):
        assert standing(EXPRESS, date(year, 1, 1)) == Standing(State.EXPIRED, 0, date(2026, 12, 31), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("given_on", "ends"),
    [
        ("2026-03-01", "2026-12-31"),
        ("2026-09-30", "2026-12-31"),
        ("2026-10-01", "2027-12-31"),
        ("2029-12-31", "2030-12-31"),
        ("2025-06-01", "2026-12-31"),
    ],
)
def test_notice_in_time_ends_the_running_term_and_late_notice_the_next(given_on: str, ends: str) -> None:
    term = replace(YEAR, terminated_on=date.fromisoformat(given_on))
    end = date.fromisoformat(ends)
    assert ends_on(term) == end
    assert standing(term, end).state is State.ENDING
    assert standing(term, end).notice_on is None
    assert standing(term, end + timedelta(days=1)).state is State.EXPIRED


def test_terms_of_a_month_begun_on_the_last_day_end_each_month_once() -> None:
    term = Term(date(2025, 12, 31), 1, Renewal.TACIT, 1)
    ends = [end_of(term, number) for number in range(12)]
    assert [end.month for end in ends] == list(range(1, 13))
    assert [end.day for end in ends] == [30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30]


# --- lists, sentences, refusals ---


def test_what_is_due_in_a_time_is_listed() -> None:
    until = date(2028, 12, 31)
    assert list(due_between(YEAR, date(2026, 9, 30), until)) == [
        Due(0, date(2026, 9, 30), date(2026, 12, 31)),
        Due(1, date(2027, 9, 30), date(2027, 12, 31)),
        Due(2, date(2028, 9, 30), date(2028, 12, 31)),
    ]
    assert list(due_between(YEAR, date(2026, 10, 1), date(2027, 9, 29))) == []
    assert list(due_between(EXPRESS, date(2026, 1, 1), until)) == [Due(0, date(2026, 9, 30), date(2026, 12, 31))]
    assert list(due_between(ONCE, date(2026, 1, 1), until)) == [Due(0, date(2026, 12, 31), date(2026, 12, 31))]
    assert list(due_between(ONCE, date(2027, 1, 1), until)) == []


@pytest.mark.parametrize(
    ("term", "day", "sentence"),
    [
        (YEAR, "2026-05-01", "This term ends on 31/12/2026. Last day for notice: 30/09/2026."),
        (YEAR, "2028-05-01", "This term ends on 31/12/2028. Last day for notice: 30/09/2028. Renewed 2 times."),
        (replace(EXPRESS, renewed=1), "2030-01-01", "Ended on 31/12/2027. Renewed 1 time."),
        (ONCE, "2025-01-01", "Has not begun; its first term ends on 31/12/2026."),
    ],
)
def test_the_standing_is_told_in_words(term: Term, day: str, sentence: str) -> None:
    assert standing(term, date.fromisoformat(day)).sentence == sentence


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"initial_months": 0}, "initial_months"),
        ({"period_months": 0}, "period_months"),
        ({"notice_months": -1}, "notice_months"),
        ({"notice_days": -1}, "notice_months"),
        ({"notice_months": 13}, "notice_months"),
        ({"period_months": 2}, "notice_months"),
        ({"initial_months": 2}, "notice_months"),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(change: dict[str, Any], field: str) -> None:
    check_term(YEAR)
    check_term(replace(ONCE, period_months=0, notice_months=12))
    with pytest.raises(Refusal) as refused:
        check_term(replace(YEAR, **change))
    assert refused.value.field == field


def test_each_state_and_renewal_has_a_word() -> None:
    assert len({state.label for state in State}) == 6
    assert len({renewal.label for renewal in Renewal}) == 3


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
TERMS = st.builds(
    Term,
    DAYS,
    st.integers(1, 60),
    st.just(Renewal.TACIT),
    st.integers(1, 36),
    notice_days=st.integers(0, 27),
)


@given(TERMS, DAYS)
def test_every_day_lies_in_one_term_and_terms_meet(term: Term, day: date) -> None:
    number = term_on(term, day)
    begin = term.starts_on if number == 0 else end_of(term, number - 1) + timedelta(days=1)
    assert day <= end_of(term, number)
    assert begin <= day or day < term.starts_on
    assert notice_of(term, number) <= end_of(term, number) < notice_of(term, number + 1) + timedelta(days=28)


@given(TERMS, DAYS)
def test_notice_given_on_any_day_ends_the_first_term_it_is_in_time_for(term: Term, given_on: date) -> None:
    ended = replace(term, terminated_on=given_on)
    end = ends_on(ended)
    numbers = range(term_on(term, max(given_on, term.starts_on)) + 3)
    in_time = [number for number in numbers if notice_of(term, number) >= max(given_on, term.starts_on)]
    assert end == end_of(term, in_time[0])


@given(TERMS, DAYS, st.integers(0, 2000))
def test_what_is_due_is_due_once_in_any_split_of_the_time(term: Term, since: date, length: int) -> None:
    mid, until = since + timedelta(days=length // 2), since + timedelta(days=length)
    parts = [*due_between(term, since, mid), *due_between(term, mid + timedelta(days=1), until)]
    assert parts == list(due_between(term, since, until))
    for due in parts:
        assert standing(term, due.notice_on).state in {State.NOTICE_DUE, State.NOT_BEGUN, State.NOTICE_PASSED}
