"""Curves as arrays: gaps, joining, looking up; windows of time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assets.charts.stretch import Stretch, stretch_of
from app.assets.charts.window import LEAST, MOST, Window
from domain.monitoring.telemetry.charting import ChartPoint

SECOND = 1000


def at(*moments: int) -> Stretch:
    return stretch_of([ChartPoint(each, each - 1.0, float(each), each + 1.0) for each in moments])


def test_nothing_is_a_stretch_too() -> None:
    nothing = stretch_of([])
    assert (len(nothing), nothing.nearest(5), nothing.banded, len(nothing.with_gaps(0))) == (0, None, False, 0)


@pytest.mark.parametrize(
    ("moments", "bucket", "gaps"),
    [
        ((0, 1, 2, 3, 4), 0, 0),
        ((0, 1, 2, 9, 10, 11), 0, 1),
        ((0, 10, 20, 90, 100, 200, 210, 220), 10, 2),
        ((0, 10, 20, 45, 55), 10, 0),
        ((0, 1000), 0, 0),
    ],
)
def test_a_gap_is_much_longer_than_usual(moments: tuple[int, ...], bucket: int, gaps: int) -> None:
    drawn = at(*moments).with_gaps(bucket)
    assert int(np.isnan(drawn.mean).sum()) == gaps
    assert list(drawn.at) == sorted(drawn.at)


def test_what_comes_anew_stands_instead_of_what_was() -> None:
    whole = at(0, 10, 20, 30).joined(at(12, 22), 10, 30)
    assert list(whole.at) == [0, 12, 22, 30]


def test_the_nearest_point_is_found() -> None:
    curve = at(0, 10, 20)
    assert [curve.nearest(each) for each in (-5, 4, 6, 100)] == [0, 0, 1, 2]


@given(st.lists(st.integers(0, 10_000), unique=True, min_size=1), st.integers(0, 10_000), st.integers(0, 10_000))
def test_pieces_joined_are_the_whole(moments: list[int], one: int, other: int) -> None:
    since, until = sorted((one, other))
    whole = at(*sorted(moments))
    inside = whole.within(since, until - 1) if since < until else at()
    assert list(whole.joined(inside, since, until).at) == list(whole.at)


@given(
    st.integers(0, 10**12),
    st.integers(LEAST, MOST),
    st.floats(0.01, 100),
    st.floats(0, 1),
)
def test_a_moment_stays_where_it_is_while_zooming(since: int, span: int, factor: float, share: float) -> None:
    window = Window(since, since + span)
    moment = since + round(share * span)
    zoomed = window.zoomed(factor, moment)
    assert LEAST <= zoomed.span <= MOST
    assert zoomed.since <= moment <= zoomed.until
    assert (moment - zoomed.since) / zoomed.span == pytest.approx((moment - since) / span, abs=0.001)


def test_windows_move_meet_and_hold() -> None:
    window = Window(0, 100 * SECOND)
    assert window.panned(0.25) == Window(25 * SECOND, 125 * SECOND)
    assert window.ending(0) == Window(-100 * SECOND, 0)
    assert window.widened(1).holds(window)
    assert window.meets(window.panned(1))
    assert not window.meets(window.panned(1.5))
    assert window.joined(window.panned(3)) == Window(0, 400 * SECOND)
