"""Revenue is earned period by period, to the cent, and never more or less than the fee."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.subscriptions.accrual import ALLOWED, accruals, check_allowed, earned_by
from domain.subscriptions.periods import CALENDAR, PeriodCode, Rhythm
from domain.subscriptions.spans import Span
from domain.words import RoundingIn

D = Decimal
FIRST, LAST = RoundingIn.FIRST, RoundingIn.LAST
MONTHS, DAYS_ = Rhythm(PeriodCode.MONTH), Rhythm(PeriodCode.DAY)


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


QUARTER, LEAP_QUARTER = span("2026-01-01", "2026-03-31"), span("2028-01-01", "2028-03-31")


@pytest.mark.parametrize(
    ("fee", "asked", "rhythm", "by_day", "rounding_in", "amounts"),
    [
        ("300", QUARTER, MONTHS, True, FIRST, "103.34 93.33 103.33"),
        ("300", QUARTER, MONTHS, True, LAST, "103.33 93.33 103.34"),
        ("300", QUARTER, MONTHS, False, FIRST, "100.00 100.00 100.00"),
        ("100", QUARTER, MONTHS, False, FIRST, "33.34 33.33 33.33"),
        ("100", QUARTER, MONTHS, False, LAST, "33.33 33.33 33.34"),
        ("200", QUARTER, MONTHS, False, FIRST, "66.66 66.67 66.67"),
        ("-100", QUARTER, MONTHS, False, FIRST, "-33.34 -33.33 -33.33"),
        ("91", LEAP_QUARTER, MONTHS, True, FIRST, "31.00 29.00 31.00"),
        ("105", span("2026-12-16", "2027-01-31"), MONTHS, True, FIRST, "35.74 69.26"),
        ("0.02", span("2026-01-01", "2026-01-05"), DAYS_, False, FIRST, "0.02 0.00 0.00 0.00 0.00"),
        ("0.03", span("2026-01-01", "2026-01-05"), DAYS_, False, FIRST, "0.01 0.00 0.01 0.00 0.01"),
        ("0", QUARTER, MONTHS, True, FIRST, "0.00 0.00 0.00"),
    ],
)
def test_a_fee_is_spread_as_the_table_says(
    fee: str, asked: Span, rhythm: Rhythm, by_day: bool, rounding_in: RoundingIn, amounts: str
) -> None:
    spread = accruals(D(fee), asked, rhythm, "EUR", by_day=by_day, rounding_in=rounding_in)
    assert " ".join(str(accrual.amount) for accrual in spread) == amounts


def test_currencies_without_cents_are_spread_without() -> None:
    spread = accruals(D(1000), QUARTER, MONTHS, "JPY", by_day=True, rounding_in=FIRST)
    assert [accrual.amount for accrual in spread] == [345, 311, 344]


def test_what_is_earned_by_a_day_is_that_of_the_periods_that_are_over() -> None:
    spread = accruals(D(300), QUARTER, MONTHS, "EUR", by_day=True, rounding_in=FIRST)
    assert [len(earned_by(spread, date(2026, month, 28))) for month in (1, 2, 3, 4)] == [0, 2, 2, 3]


@pytest.mark.parametrize(
    ("invoiced", "allowed"),
    [
        ("year", "year quarter month day"),
        ("quarter", "quarter month day"),
        ("month", "month day"),
        ("week", "day"),
        ("day", "day"),
    ],
)
def test_accrual_periods_fit_into_those_of_the_invoices(invoiced: str, allowed: str) -> None:
    code = PeriodCode(invoiced)
    assert [each.value for each in ALLOWED[code]] == allowed.split()
    for each in PeriodCode:
        if each.value in allowed.split():
            check_allowed(code, each)
        else:
            with pytest.raises(Refusal, match=code.label) as refused:
                check_allowed(code, each)
            assert refused.value.field == "accrual_code"


@given(
    st.decimals(-99999, 99999, places=2),
    st.dates(date(2026, 1, 1), date(2029, 1, 1)),
    st.integers(0, 400),
    st.builds(Rhythm, st.sampled_from(PeriodCode), st.just(CALENDAR) | st.just(date(2026, 1, 31))),
    st.booleans(),
    st.sampled_from(RoundingIn),
)
def test_accruals_add_up_to_the_fee_on_every_day_of_it_and_none_has_the_other_sign(
    fee: Decimal, first: date, length: int, rhythm: Rhythm, by_day: bool, rounding_in: RoundingIn
) -> None:
    asked = Span(first, first + timedelta(days=length))
    spread = accruals(fee, asked, rhythm, "EUR", by_day=by_day, rounding_in=rounding_in)
    assert sum(accrual.amount for accrual in spread) == fee
    assert sum(accrual.span.days for accrual in spread) == asked.days
    assert (spread[0].span.starts_on, spread[-1].span.ends_on) == (asked.starts_on, asked.ends_on)
    assert all(accrual.amount * fee >= 0 for accrual in spread)
    assert earned_by(spread, asked.ends_on) == spread
