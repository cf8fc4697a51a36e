"""When many alerts are one trouble, as values."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.monitoring.grouping import Tie, farthest, is_storm
from tests.support.moments import MONDAY_MORNING

AGES = st.lists(st.integers(0, 7200), max_size=30)


@pytest.mark.parametrize(
    ("ages", "storm"),
    [
        ([], False),
        ([1, 2], False),
        ([1, 2, 3], True),
        ([1, 2, 59], True),
        ([1, 2, 60], False),
        ([1, 2, 3, 4], True),
    ],
)
def test_three_in_a_minute_are_a_storm(ages: list[int], storm: bool) -> None:
    newest = [MONDAY_MORNING - timedelta(seconds=age) for age in ages]
    assert is_storm(newest, MONDAY_MORNING, 3, 60) is storm


@given(AGES, st.integers(1, 10))
def test_older_alerts_make_no_storm_and_a_quiet_window_ends_it(ages: list[int], limit: int) -> None:
    newest = [MONDAY_MORNING - timedelta(seconds=age) for age in ages]
    assert is_storm(newest, MONDAY_MORNING, limit, 3600) is (sum(age < 3600 for age in ages) >= limit)
    assert not is_storm(newest, MONDAY_MORNING + timedelta(hours=1), limit, 3600)


def test_a_storm_reaches_farther_than_gateway_and_site() -> None:
    assert farthest([]) is None
    assert farthest([Tie.SITE]) is Tie.SITE
    assert farthest([Tie.STORM, Tie.SITE]) is Tie.STORM
    assert farthest([Tie.SITE, Tie.PARENT]) is Tie.PARENT
