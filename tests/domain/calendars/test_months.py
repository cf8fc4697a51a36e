"""Terms in months: lawful at month ends, and without drift."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars.months import months_between, months_on
from domain.errors import Refusal

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "next_begins"),
    [
        (date(2026, 1, 1), 12, date(2027, 1, 1)),
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 1, 31), 3, date(2026, 5, 1)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2026, 10, 31), 13, date(2027, 12, 1)),
        (date(2026, 3, 31), -1, date(2026, 3, 1)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_term_ends_the_day_before_its_day_returns_or_with_the_month(
    day: date, months: int, next_begins: date
) -> None:
    assert months_on(day, months) == next_begins


@given(DAYS, st.integers(-600, 600))
def test_months_are_counted_from_the_first_day_so_that_nothing_drifts(day: date, months: int) -> None:
    there = months_on(day, months)
    assert there.day in {day.day, 1}
    if day.day <= 28:
        assert months_on(there, -months) == day


@given(DAYS, DAYS)
def test_a_day_lies_in_exactly_one_month_of_a_term(first: date, day: date) -> None:
    number = months_between(first, day)
    assert months_on(first, number) <= day < months_on(first, number + 1)


def test_what_lies_beyond_all_years_is_refused() -> None:
    for day, months in ((date.max, 1), (date.min, -1)):
        with pytest.raises(Refusal, match="too far"):
            months_on(day, months)
    assert months_on(date.max - timedelta(days=31), 1) == date(9999, 12, 30)
