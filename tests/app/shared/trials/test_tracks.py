"""The order of what happened on the time line, and how marks without room of their own are drawn as one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.trials.scale import Scale
from app.shared.trials.tracks import Tracks, merged
from app.shared.trials.values import Found, Happening, PastAsset, Question, Verdict
from devices.backtest.source import Period

ASSETS = tuple(PastAsset(number, f"A-{number}", f"Machine {number}") for number in range(3))


def happening(number: int, lane: int, at: int, verdict: Verdict = Verdict.FALSE) -> Happening:
    return Happening(number, lane, ASSETS[lane], 0, verdict, at)


@pytest.fixture
def tracks() -> Tracks:
    """Two alerts of the first machine, none of the second, two of the third."""
    happenings = (happening(1, 0, 100), happening(2, 0, 300), happening(3, 2, 290), happening(4, 2, 900))
    return Tracks(Found(Question((), 1000), Period(0, 1000), ASSETS, (), happenings))


@pytest.mark.parametrize(
    ("begin", "way", "step", "reached"),
    [
        (1, "beside", 1, 2),
        (2, "beside", -1, 1),
        (2, "beside", 1, 3),
        (3, "beside", -1, 2),
        (1, "beside", -1, 1),
        (4, "beside", 1, 4),
        (2, "across", 1, 3),
        (4, "across", -1, 2),
        (1, "across", -1, 1),
    ],
)
def test_arrows_lead_from_one_to_the_next(tracks: Tracks, begin: int, way: str, step: int, reached: int) -> None:
    known = {each.id: each for lane in range(3) for each in tracks.within(lane, 0, 1000)}
    assert getattr(tracks, way)(known[begin], step).id == reached


def test_the_keyboard_begins_with_the_first(tracks: Tracks) -> None:
    first = tracks.first()
    assert first is not None
    assert first.id == 1
    assert Tracks(None).first() is None


moments = st.lists(st.floats(0, 1000), min_size=1, max_size=40)


@given(moments, st.floats(0.5, 50))
def test_no_mark_is_lost_where_marks_are_drawn_as_one(at: list[float], gap: float) -> None:
    starts = np.sort(np.array(at))
    begins, lasts, ends = merged(starts, starts + 1, gap)
    assert all(any(begin <= each <= last for begin, last in zip(begins, lasts, strict=True)) for each in starts)
    assert bool(np.all(begins[1:] - lasts[:-1] >= gap))
    assert ends[-1] == starts[-1] + 1


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(1, 4000), st.floats(0, 1))
def test_a_moment_is_found_again_where_it_was_drawn(since: int, span: int, width: int, share: float) -> None:
    scale = Scale(since, since + span, width)
    at = since + share * span
    assert scale.moment(scale.x(at)) == pytest.approx(at, abs=max(1.0, span / 10**6))


def test_looking_closer_never_shows_more_than_all() -> None:
    scale = Scale(0, 1000, 500)
    assert scale.zoomed(2, 500).width == 1000
    assert scale.zoomed(0.1, 500).width == 500
