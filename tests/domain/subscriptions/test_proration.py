"""Parts of fees to the cent: whole periods cost their price, parts add up to it, days count inclusively."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.subscriptions.periods import CALENDAR, PeriodCode, Rhythm, period_of
from domain.subscriptions.proration import amount_off, days_off, fee_amount, part_words, parts, percent_off
from domain.subscriptions.spans import Span

D = Decimal
MONTHS, QUARTERS, YEARS = Rhythm(PeriodCode.MONTH), Rhythm(PeriodCode.QUARTER), Rhythm(PeriodCode.YEAR)


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


MARCH = span("2026-03-01", "2026-03-31")


@pytest.mark.parametrize(
    ("rhythm", "first", "last", "words"),
    [
        (MONTHS, "2026-03-01", "2026-03-31", ""),
        (MONTHS, "2026-10-15", "2026-10-31", "17 of 31 days"),
        (MONTHS, "2026-02-28", "2026-02-28", "1 of 28 days"),
        (QUARTERS, "2026-01-01", "2026-03-31", ""),
        (QUARTERS, "2026-03-01", "2026-03-31", "31 of 90 days"),
        (MONTHS, "2026-10-15", "2026-11-14", "31 days"),
        (Rhythm(PeriodCode.MONTH, date(2026, 1, 15)), "2026-10-15", "2026-11-14", ""),
    ],
)
def test_a_part_is_told_by_its_days(rhythm: Rhythm, first: str, last: str, words: str) -> None:
    assert part_words(rhythm, span(first, last)) == words


@pytest.mark.parametrize(
    ("rhythm", "price", "first", "last", "amount"),
    [
        (MONTHS, "200.00", "2026-03-01", "2026-03-31", "200.00"),
        (MONTHS, "310", "2026-01-05", "2026-01-15", "110.00"),  # eleven days: both count
        (MONTHS, "310", "2026-03-10", "2026-03-11", "20.00"),
        (MONTHS, "280", "2026-02-01", "2026-02-14", "140.00"),
        (MONTHS, "290", "2028-02-01", "2028-02-14", "140.00"),
        (MONTHS, "30", "2026-04-01", "2026-04-29", "29.00"),
        (MONTHS, "30", "2026-04-30", "2026-04-30", "1.00"),
        (QUARTERS, "90", "2026-01-01", "2026-01-31", "31.00"),
        (QUARTERS, "91", "2028-02-01", "2028-02-29", "29.00"),
        (YEARS, "365", "2026-02-01", "2026-02-28", "28.00"),
        (YEARS, "366", "2028-02-01", "2028-02-29", "29.00"),
        (MONTHS, "31", "2026-01-31", "2026-03-01", "33.00"),  # 1 of 31, all of 28, 1 of 31
        (Rhythm(PeriodCode.WEEK), "70", "2026-11-21", "2026-11-24", "40.00"),
        (Rhythm(PeriodCode.DAY), "5", "2026-11-21", "2026-11-24", "20.00"),
        (Rhythm(PeriodCode.MONTH, date(2026, 1, 15)), "310", "2026-01-20", "2026-02-14", "260.00"),
        (MONTHS, "-310", "2026-01-05", "2026-01-15", "-110.00"),
    ],
)
def test_a_part_costs_its_days_out_of_those_of_the_whole_period(
    rhythm: Rhythm, price: str, first: str, last: str, amount: str
) -> None:
    assert str(fee_amount(D(price), rhythm, span(first, last), "EUR")) == amount


def test_a_whole_year_by_the_month_is_twelve_months() -> None:
    assert fee_amount(D("99.99"), MONTHS, span("2026-01-01", "2026-12-31"), "EUR") == 12 * D("99.99")
    assert fee_amount(D("99.99"), MONTHS, span("2028-01-01", "2028-12-31"), "EUR") == 12 * D("99.99")


def test_a_span_over_several_periods_is_split_for_each() -> None:
    found = list(parts(D(310), MONTHS, span("2026-01-30", "2026-03-01"), "EUR"))
    assert [(str(each.span), each.amount) for each in found] == [
        ("2026-01-30 – 2026-01-31", D("20.00")),
        ("2026-02-01 – 2026-02-28", D("310.00")),
        ("2026-03-01 – 2026-03-01", D("10.00")),
    ]


def test_two_halves_of_an_odd_price_are_the_price() -> None:
    halves = [span("2026-04-01", "2026-04-15"), span("2026-04-16", "2026-04-30")]
    assert [fee_amount(D("100.01"), MONTHS, half, "EUR") for half in halves] == [D("50.01"), D("50.00")]


def test_currencies_without_cents_are_charged_without() -> None:
    assert str(fee_amount(D(1000), MONTHS, span("2026-03-10", "2026-03-11"), "JPY")) == "65"


def test_two_days_off_in_march_are_taken_off_at_the_daily_rate() -> None:
    off = days_off(D("200.00"), MARCH, 2, "EUR")
    assert str(off) == "-12.90"
    assert str(D("200.00") + off) == "187.10"


def test_days_off_can_come_one_after_the_other_until_nothing_is_left() -> None:
    each = [days_off(D("200.00"), MARCH, 1, "EUR", already=day) for day in range(31)]
    assert sum(each) == D("-200.00")
    with pytest.raises(Refusal, match="3 days left") as refused:
        days_off(D("200.00"), MARCH, 4, "EUR", already=28)
    assert refused.value.field == "days"
    with pytest.raises(Refusal, match="At least one day"):
        days_off(D("200.00"), MARCH, 0, "EUR")


def test_a_price_is_reduced_by_an_amount_or_a_percentage() -> None:
    assert amount_off(D(200), D("12.345"), "EUR") == D("-12.35")
    assert percent_off(D("199.99"), D("12.5"), "EUR") == D("-25.00")
    assert percent_off(D(200), D(100), "EUR") == D(-200)


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "200.01"])
def test_an_amount_off_that_is_no_reduction_or_more_than_the_fee_is_refused(amount: str) -> None:
    with pytest.raises(Refusal) as refused:
        amount_off(D(200), D(amount), "EUR")
    assert refused.value.field == "amount"


@pytest.mark.parametrize(("percent", "left"), [("0", "200"), ("-5", "200"), ("100.1", "200"), ("60", "100")])
def test_a_percentage_off_that_is_none_or_more_than_is_left_is_refused(percent: str, left: str) -> None:
    with pytest.raises(Refusal) as refused:
        percent_off(D(200), D(percent), "EUR", left=D(left))
    assert refused.value.field == "percent"


DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
RHYTHMS = st.builds(Rhythm, st.sampled_from(PeriodCode), st.just(CALENDAR) | DAYS)
PRICES = st.decimals(-9999, 9999, places=4)


@given(RHYTHMS, DAYS, PRICES, st.sampled_from(["EUR", "JPY"]), st.lists(st.integers(0, 365), max_size=6))
def test_the_parts_of_a_period_add_up_to_its_price_however_it_is_cut(
    rhythm: Rhythm, day: date, price: Decimal, currency: str, cuts: list[int]
) -> None:
    period = period_of(rhythm, day)
    edges = sorted({0, period.days, *(cut for cut in cuts if cut < period.days)})
    pieces = [
        Span(period.starts_on + timedelta(one), period.starts_on + timedelta(other - 1))
        for one, other in pairwise(edges)
    ]
    amounts = [fee_amount(price, rhythm, piece, currency) for piece in pieces]
    assert sum(amounts) == fee_amount(price, rhythm, period, currency)
    coin = D("0.01") if currency == "EUR" else D(1)
    for piece, amount in zip(pieces, amounts, strict=True):
        assert abs(amount - price * piece.days / period.days) <= coin


@given(st.decimals(0, 9999, places=2), st.integers(1, 31), st.integers(0, 31))
def test_what_is_left_after_days_off_is_never_below_nothing(fee: Decimal, days: int, already: int) -> None:
    if already + days > MARCH.days:
        return
    before = days_off(fee, MARCH, already, "EUR") if already else D(0)
    off = days_off(fee, MARCH, days, "EUR", already=already)
    assert off <= 0 <= fee + before + off
    assert before + off == days_off(fee, MARCH, already + days, "EUR")
