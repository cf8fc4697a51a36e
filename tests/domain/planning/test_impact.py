"""What changes little enough may apply itself."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.planning.impact import Impact, Limit, Touch, impact, is_within
from domain.planning.model import ChangeKind

ASSIGN, MOVE, OFF, LEFT_OUT = ChangeKind
QUARTER = timedelta(minutes=15)
touches = st.builds(
    Touch, st.sampled_from(ChangeKind), st.none() | st.timedeltas(-timedelta(days=9), timedelta(days=9)), st.booleans()
)
limits = st.builds(Limit, *[st.integers(0, 5)] * 4)


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], Impact()),
        ([Touch(ASSIGN), Touch(LEFT_OUT)], Impact()),
        ([Touch(MOVE, QUARTER)], Impact(moved=1, minutes=15)),
        ([Touch(MOVE, -QUARTER), Touch(MOVE, timedelta(seconds=1))], Impact(moved=2, minutes=15)),
        ([Touch(MOVE, timedelta(0), promised=True)], Impact(moved=1, promised=1)),
        ([Touch(OFF, promised=True), Touch(OFF)], Impact(taken_off=2, promised=1)),
    ],
)
def test_the_impact_counts_what_somebody_knew_of(done: list[Touch], expected: Impact) -> None:
    assert impact(done) == expected


def test_without_a_limit_nothing_applies_itself() -> None:
    assert not is_within(Impact(), None)


def test_what_only_assigns_is_within_every_limit() -> None:
    assert is_within(impact([Touch(ASSIGN)]), Limit())


@pytest.mark.parametrize(
    "done", [Impact(moved=3), Impact(minutes=31), Impact(taken_off=1), Impact(promised=1), Impact(moved=3, minutes=5)]
)
def test_each_part_of_the_limit_holds(done: Impact) -> None:
    limit = Limit(moved=2, minutes=30)
    assert not is_within(done, limit)
    assert is_within(Impact(moved=2, minutes=30), limit)


@given(st.lists(touches), touches, limits)
def test_one_change_more_never_makes_it_smaller(done: list[Touch], more: Touch, limit: Limit) -> None:
    assert is_within(impact(done), limit) or not is_within(impact([*done, more]), limit)
