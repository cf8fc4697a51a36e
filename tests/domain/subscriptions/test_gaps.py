"""Fees for every day once: gaps are filled, what is there is skipped, adjoining fees meet."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.subscriptions.gaps import MOST_FEES, Plan, Validity, Wish, fees_to_create, proposed
from domain.subscriptions.periods import CALENDAR, PeriodCode, Rhythm, period_of
from domain.subscriptions.spans import Span

MONTHS = Rhythm(PeriodCode.MONTH)
ALWAYS = Validity(date(2020, 1, 1))


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


NOVEMBER, EARLY_DECEMBER = span("2026-11-01", "2026-11-30"), span("2026-12-01", "2026-12-15")
JANUARY = span("2027-01-01", "2027-01-31")
ASKED = span("2026-11-01", "2027-02-28")
LATE_DECEMBER, FEBRUARY = span("2026-12-16", "2026-12-31"), span("2027-02-01", "2027-02-28")


def test_the_gaps_of_the_worked_example_are_filled() -> None:
    existing = [NOVEMBER, EARLY_DECEMBER, JANUARY]
    assert fees_to_create(MONTHS, Wish(ASKED, regular=False), ALWAYS, existing) == Plan((LATE_DECEMBER, FEBRUARY))


def test_continuous_makes_none_in_the_worked_example_and_says_why() -> None:
    wish = Wish(ASKED, regular=False, continuous=True)
    plan = fees_to_create(MONTHS, wish, ALWAYS, [NOVEMBER, EARLY_DECEMBER, JANUARY])
    assert plan == Plan(reason="There are fees until 31/01/2027: continuous ones begin after it.")


@pytest.mark.parametrize("regular", [True, False])
def test_continuous_goes_on_after_the_last_fee(regular: bool) -> None:
    wish = Wish(FEBRUARY, regular=regular, continuous=True)
    assert fees_to_create(MONTHS, wish, ALWAYS, [NOVEMBER, JANUARY]) == Plan((FEBRUARY,))
    assert fees_to_create(MONTHS, wish, ALWAYS, []) == Plan((FEBRUARY,))


def test_continuous_does_not_begin_on_the_last_day_of_a_fee() -> None:
    wish = Wish(span("2027-01-31", "2027-02-28"), regular=False, continuous=True)
    assert not fees_to_create(MONTHS, wish, ALWAYS, [JANUARY]).fees


def test_regular_fees_are_one_for_each_period_and_for_what_is_left_of_one() -> None:
    plan = fees_to_create(MONTHS, Wish(ASKED), ALWAYS, [EARLY_DECEMBER])
    assert plan.fees == (NOVEMBER, LATE_DECEMBER, JANUARY, FEBRUARY)


def test_a_free_span_is_one_fee_though_it_has_several_periods() -> None:
    asked = span("2026-11-10", "2027-02-03")
    assert fees_to_create(MONTHS, Wish(asked, regular=False), ALWAYS, []).fees == (asked,)


def test_no_fee_before_the_start_or_after_the_end() -> None:
    validity = Validity(date(2026, 11, 20), date(2027, 1, 10))
    plan = fees_to_create(MONTHS, Wish(ASKED), validity, [])
    assert plan.fees == (
        span("2026-11-20", "2026-11-30"),
        span("2026-12-01", "2026-12-31"),
        span("2027-01-01", "2027-01-10"),
    )


@pytest.mark.parametrize(
    ("validity", "existing", "reason"),
    [
        (ALWAYS, [ASKED], "There is a fee for each of these days."),
        (Validity(date(2027, 3, 1)), [], "The subscription does not hold in this time."),
        (Validity(date(2020, 1, 1), date(2026, 10, 31)), [], "The subscription does not hold in this time."),
        (Validity(date(2020, 1, 1), active=False), [], "The subscription is not active."),
    ],
)
def test_where_no_fee_is_made_the_reason_is_told(validity: Validity, existing: list[Span], reason: str) -> None:
    assert fees_to_create(MONTHS, Wish(ASKED), validity, existing) == Plan(reason=reason)


def test_regular_fees_for_part_of_a_period_are_refused_at_the_field() -> None:
    with pytest.raises(Refusal) as refused:
        fees_to_create(MONTHS, Wish(span("2026-11-01", "2026-12-15")), ALWAYS, [])
    assert refused.value.field == "ends_on"


def test_a_slip_in_the_year_is_refused() -> None:
    wish = Wish(span("2026-01-01", "2226-12-31"))
    with pytest.raises(Refusal, match="more than 1000 fees") as refused:
        fees_to_create(MONTHS, wish, ALWAYS, [])
    assert refused.value.field == "ends_on"
    assert len(fees_to_create(Rhythm(PeriodCode.YEAR), wish, ALWAYS, []).fees) == 201 < MOST_FEES


def test_what_was_missed_is_caught_up_with_period_by_period() -> None:
    fees = fees_to_create(MONTHS, Wish(span("2026-01-01", "2026-12-31")), ALWAYS, [NOVEMBER]).fees
    assert len(fees) == 11
    assert NOVEMBER not in fees
    assert all(fee == period_of(MONTHS, fee.starts_on) for fee in fees)


def test_what_is_proposed_begins_with_the_first_period_and_then_after_the_last_fee() -> None:
    validity = Validity(date(2026, 11, 20))
    assert proposed(MONTHS, validity, []) == NOVEMBER
    assert proposed(MONTHS, validity, [], regular=False) == span("2026-11-20", "2026-11-30")
    assert proposed(MONTHS, validity, [JANUARY, NOVEMBER]) == FEBRUARY
    assert proposed(MONTHS, validity, [EARLY_DECEMBER], regular=False) == LATE_DECEMBER
    assert proposed(MONTHS, validity, [EARLY_DECEMBER]) == span("2026-12-01", "2026-12-31")


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
SPANS = st.builds(lambda first, length: Span(first, first + timedelta(days=length)), DAYS, st.integers(0, 120))
RHYTHMS = st.builds(
    Rhythm, st.sampled_from([code for code in PeriodCode if code.value != "day"]), st.just(CALENDAR) | DAYS
)
VALIDITIES = st.builds(
    lambda first, length: Validity(first, first + timedelta(days=length) if length else None), DAYS, st.integers(0, 500)
)


def days(spans: tuple[Span, ...] | list[Span]) -> list[date]:
    return [each.starts_on + timedelta(days=n) for each in spans for n in range(each.days)]


def wished(rhythm: Rhythm, asked: Span, regular: bool) -> Wish:
    whole = Span(period_of(rhythm, asked.starts_on).starts_on, period_of(rhythm, asked.ends_on).ends_on)
    return Wish(whole if regular else asked, regular=regular)


@given(RHYTHMS, SPANS, st.booleans(), VALIDITIES, st.lists(SPANS, max_size=5))
def test_every_day_has_one_fee_within_the_subscription_and_none_twice(
    rhythm: Rhythm, asked: Span, regular: bool, validity: Validity, existing: list[Span]
) -> None:
    wish = wished(rhythm, asked, regular)
    plan = fees_to_create(rhythm, wish, validity, existing)
    held = validity.clip(wish.span)
    taken = set(days(existing))
    assert days(plan.fees) == [day for day in days([held] if held else []) if day not in taken]
    assert bool(plan.reason) != bool(plan.fees)
    assert not fees_to_create(rhythm, wish, validity, [*existing, *plan.fees]).fees


@given(RHYTHMS, SPANS, VALIDITIES, st.lists(SPANS, max_size=5), st.lists(DAYS, max_size=4))
def test_asking_in_any_split_of_the_time_gives_the_same_fees(
    rhythm: Rhythm, asked: Span, validity: Validity, existing: list[Span], cuts: list[date]
) -> None:
    whole = wished(rhythm, asked, regular=True).span
    at_once = fees_to_create(rhythm, Wish(whole), validity, existing).fees
    starts = sorted({period_of(rhythm, cut).starts_on for cut in cuts if cut in days([whole])} | {whole.starts_on})
    pieces = [Span(one, other - timedelta(days=1)) for one, other in pairwise([*starts, whole.ends_on + timedelta(1)])]
    made: list[Span] = []
    for piece in reversed(pieces):
        made += fees_to_create(rhythm, Wish(piece), validity, [*existing, *made]).fees
    assert tuple(sorted(made)) == at_once


@given(RHYTHMS, DAYS, st.booleans())
def test_fees_of_adjoining_periods_neither_overlap_nor_leave_a_gap(rhythm: Rhythm, first: date, regular: bool) -> None:
    validity, made = Validity(first), list[Span]()
    for _ in range(6):
        wish = Wish(proposed(rhythm, validity, made, regular=regular), regular=regular, continuous=True)
        made += fees_to_create(rhythm, wish, validity, made).fees
    assert made[0].starts_on == first
    assert all(one.ends_on + timedelta(days=1) == other.starts_on for one, other in pairwise(made))
    assert len(made) == 6
