"""What other programs bill wrongly, one test each."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.errors import Refusal
from domain.subscriptions.gaps import Validity, Wish, fees_to_create, proposed
from domain.subscriptions.periods import PeriodCode, Rhythm, period_of
from domain.subscriptions.proration import days_off, fee_amount, parts
from domain.subscriptions.spans import Span

D = Decimal
MONTHS, YEARS = Rhythm(PeriodCode.MONTH), Rhythm(PeriodCode.YEAR)
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def test_a_whole_year_is_twelve_months_and_not_eleven() -> None:
    fees = fees_to_create(MONTHS, Wish(YEAR), Validity(YEAR.starts_on, YEAR.ends_on), []).fees
    assert len(fees) == 12
    assert sum(fee_amount(D(50), MONTHS, fee, "EUR") for fee in fees) == 600
    assert fee_amount(D(600), YEARS, YEAR, "EUR") == 600


@pytest.mark.parametrize(("month", "days"), [(2, 28), (4, 30), (5, 31), (12, 31)])
def test_all_days_of_a_month_but_the_first_are_one_day_less_than_the_month(month: int, days: int) -> None:
    period = period_of(MONTHS, date(2026, month, 10))
    rest = Span(period.starts_on + timedelta(days=1), period.ends_on)
    assert (period.days, rest.days) == (days, days - 1)
    assert fee_amount(D(days), MONTHS, rest, "EUR") == days - 1


def test_a_price_for_a_period_is_not_divided_by_days_where_the_period_is_whole() -> None:
    for month in range(1, 13):
        period = period_of(MONTHS, date(2026, month, 1))
        assert [part.amount for part in parts(D("99.99"), MONTHS, period, "EUR")] == [D("99.99")]


def test_before_the_start_there_is_no_fee_instead_of_a_negative_one() -> None:
    validity = Validity(date(2026, 6, 15))
    assert not fees_to_create(MONTHS, Wish(Span(date(2026, 1, 1), date(2026, 5, 31))), validity, []).fees
    first = fees_to_create(MONTHS, Wish(proposed(MONTHS, validity, [])), validity, []).fees
    assert [fee_amount(D(30), MONTHS, fee, "EUR") for fee in first] == [D("16.00")]


def test_catching_up_bills_each_missed_period_for_its_own_days() -> None:
    validity, made = Validity(date(2026, 1, 20)), list[Span]()
    while not made or made[-1].ends_on < date(2026, 4, 30):
        made += fees_to_create(MONTHS, Wish(proposed(MONTHS, validity, made)), validity, made).fees
    assert [str(fee) for fee in made] == [
        "2026-01-20 – 2026-01-31",
        "2026-02-01 – 2026-02-28",
        "2026-03-01 – 2026-03-31",
        "2026-04-01 – 2026-04-30",
    ]


def test_one_that_ends_before_it_starts_is_refused_and_holds_up_no_other() -> None:
    ended = Validity(date(2026, 3, 1), date(2026, 2, 1))
    with pytest.raises(Refusal):
        fees_to_create(MONTHS, Wish(YEAR), ended, [])
    assert fees_to_create(MONTHS, Wish(YEAR), Validity(date(2026, 3, 1)), []).fees


def test_one_that_ends_within_a_period_is_billed_until_that_day_and_never_again() -> None:
    validity = Validity(date(2026, 1, 1), date(2026, 2, 14))
    fees = fees_to_create(MONTHS, Wish(YEAR), validity, []).fees
    assert [fee_amount(D(56), MONTHS, fee, "EUR") for fee in fees] == [D(56), D(28)]
    assert not fees_to_create(MONTHS, Wish(YEAR), validity, fees).fees


def test_a_fee_that_was_credited_can_be_made_anew_and_no_other() -> None:
    validity = Validity(YEAR.starts_on)
    fees = fees_to_create(MONTHS, Wish(YEAR), validity, []).fees
    left = [fee for fee in fees if fee != fees[4]]
    assert fees_to_create(MONTHS, Wish(YEAR), validity, left).fees == (fees[4],)


def test_days_off_in_february_cost_more_than_in_march() -> None:
    february, march = (period_of(MONTHS, date(2026, month, 1)) for month in (2, 3))
    assert days_off(D(280), february, 1, "EUR") == D("-10.00")
    assert days_off(D(280), march, 1, "EUR") == D("-9.03")
