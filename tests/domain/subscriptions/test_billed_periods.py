"""The periods of a subscription in a row, each with how far it is."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.subscriptions.billed_periods import MOST_PERIODS, Paid, PeriodState, billed_periods
from domain.subscriptions.gaps import Validity
from domain.subscriptions.model import FeeStatus
from domain.subscriptions.periods import PeriodCode, Rhythm
from domain.subscriptions.spans import ONE_DAY, Span

MONTHS = Rhythm(PeriodCode.MONTH)
TODAY = date(2026, 3, 2)
FIRST = date(2026, 1, 1)


def days(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


def states(*fees: Paid, last: date | None = None) -> list[str]:
    return [str(each.state) for each in billed_periods(MONTHS, Validity(FIRST, last), fees, TODAY)]


@pytest.mark.parametrize(
    ("fees", "expected"),
    [
        ([], ["gap", "gap", "gap", "later"]),
        ([Paid(days("2026-01-01", "2026-01-31"), FeeStatus.OPEN)], ["open", "gap", "gap", "later"]),
        ([Paid(days("2026-01-05", "2026-02-28"), FeeStatus.OPEN)], ["part", "open", "gap", "later"]),
        ([Paid(days("2026-01-01", "2026-01-31"), FeeStatus.INVOICED)], ["billed", "gap", "gap", "later"]),
        ([Paid(days("2026-01-01", "2026-01-31"), FeeStatus.INVOICED, earned=True)], ["earned", "gap", "gap", "later"]),
        ([Paid(days("2026-01-01", "2026-01-31"), FeeStatus.CREDITED)], ["credited", "gap", "gap", "later"]),
        (
            [
                Paid(days("2026-01-01", "2026-01-31"), FeeStatus.CREDITED),
                Paid(days("2026-01-01", "2026-01-31"), FeeStatus.OPEN),
            ],
            ["open", "gap", "gap", "later"],
        ),
        (
            [
                Paid(days("2026-01-01", "2026-01-15"), FeeStatus.INVOICED, earned=True),
                Paid(days("2026-01-16", "2026-01-31"), FeeStatus.INVOICED),
            ],
            ["billed", "gap", "gap", "later"],
        ),
        ([Paid(days("2026-04-01", "2026-04-30"), FeeStatus.OPEN)], ["gap", "gap", "gap", "open", "later"]),
    ],
)
def test_a_period_says_how_far_it_is(fees: list[Paid], expected: list[str]) -> None:
    assert states(*fees) == expected


def test_only_days_on_which_the_subscription_holds_are_told() -> None:
    held = billed_periods(MONTHS, Validity(date(2026, 1, 10), date(2026, 2, 15)), (), TODAY)
    assert [str(each.span) for each in held] == ["2026-01-10 – 2026-01-31", "2026-02-01 – 2026-02-15"]


@given(
    st.sampled_from(list(PeriodCode)),
    st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    st.booleans(),
)
def test_periods_follow_each_other_and_are_not_too_many(code: PeriodCode, start: date, from_start: bool) -> None:
    rhythm = Rhythm(code, start) if from_start else Rhythm(code)
    told = billed_periods(rhythm, Validity(start), (), TODAY)
    assert 1 <= len(told) <= MOST_PERIODS
    for before, after in pairwise(told):
        assert after.span.starts_on == before.span.ends_on + ONE_DAY
    assert {each.state for each in told} <= {PeriodState.GAP, PeriodState.LATER}
