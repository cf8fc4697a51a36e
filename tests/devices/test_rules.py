"""Rules, step by step and as properties. Times are in seconds from an arbitrary beginning."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.messages import Reading
from devices.rules import own_time, step, tick
from devices.states import (
    NORMAL,
    Active,
    Cleared,
    Folded,
    Normal,
    Outcome,
    Pending,
    Raised,
    State,
    decode_state,
    encode_state,
)
from domain.monitoring.conditions import Condition, NoData, Side, Threshold

BASE = 1_764_000_000_000
AT_ONCE = Threshold("t", Side.ABOVE, limit=12.0, hysteresis=1.0)
LASTING = Threshold("t", Side.ABOVE, limit=12.0, hysteresis=1.0, duration=60, clear_duration=30)
BELOW = Threshold("t", Side.BELOW, limit=6.2, hysteresis=0.3)
SILENCE = NoData(silence=60)

Events = Iterable[tuple[float, float | None]]
"""(seconds, value); a value of None is a tick."""


Stream = list[tuple[int, float]]


def ms(seconds: float) -> int:
    return BASE + round(seconds * 1000)


def reading(seconds: float, value: float) -> Reading:
    return Reading("d", "t", ms(seconds), value)


def run(condition: Condition, events: Events, state: State = NORMAL) -> tuple[State, list[Outcome]]:
    outcomes: list[Outcome] = []
    newest: int | None = None
    for seconds, value in events:
        if value is None:
            state, more = tick(state, ms(seconds), condition, newest)
        else:
            state, more = step(state, reading(seconds, value), condition, newest)
            newest = max(newest or 0, ms(seconds))
        outcomes += more
    return state, outcomes


CASES: list[tuple[str, Condition, Events, list[Outcome]]] = [
    ("normal stays normal", AT_ONCE, [(0, 7), (1, 12), (2, 11.9)], []),
    ("one reading is enough without a duration", AT_ONCE, [(0, 7), (1, 12.1)], [Raised(ms(1), ms(1), 12.1, 12.1, 1)]),
    (
        "further readings fold with absolute figures",
        AT_ONCE,
        [(1, 13), (2, 15), (3, 14)],
        [Raised(ms(1), ms(1), 13, 13, 1), Folded(ms(1), 2, ms(2), 15, 15), Folded(ms(1), 3, ms(3), 15, 14)],
    ),
    ("inside the band nothing happens", AT_ONCE, [(1, 13), (2, 11.5), (3, 12)], [Raised(ms(1), ms(1), 13, 13, 1)]),
    (
        "back by the hysteresis clears",
        AT_ONCE,
        [(1, 13), (2, 11.5), (3, 11)],
        [Raised(ms(1), ms(1), 13, 13, 1), Cleared(ms(1), ms(3), 11)],
    ),
    (
        "after clearing a new alert has a new beginning",
        AT_ONCE,
        [(1, 13), (2, 11), (3, 13)],
        [Raised(ms(1), ms(1), 13, 13, 1), Cleared(ms(1), ms(2), 11), Raised(ms(3), ms(3), 13, 13, 1)],
    ),
    (
        "below is mirrored",
        BELOW,
        [(0, 6.2), (1, 6.0), (2, 5.0), (3, 6.4), (4, 6.5)],
        [Raised(ms(1), ms(1), 6, 6, 1), Folded(ms(1), 2, ms(2), 5, 5), Cleared(ms(1), ms(4), 6.5)],
    ),
    ("shorter than the duration is no alert", LASTING, [(0, 13), (30, 14), (59, 7), (200, None)], []),
    ("a reading in the band begins the duration anew", LASTING, [(0, 13), (30, 11.9), (31, 13), (89, 13)], []),
    (
        "as long as the duration is an alert, dated from its beginning",
        LASTING,
        [(0, 13), (30, 15), (60, 14)],
        [Raised(ms(0), ms(60), 15, 15, 2), Folded(ms(0), 3, ms(60), 15, 14)],
    ),
    (
        "the duration ends without a further message",
        LASTING,
        [(0, 13), (59, None), (75, None), (80, None)],
        [Raised(ms(0), ms(60), 13, 13, 1)],
    ),
    (
        "a duration that ended between two readings ended there, ticked or not",
        LASTING,
        [(0, 13), (100, 7)],
        [Raised(ms(0), ms(60), 13, 13, 1)],
    ),
    (
        "it must stay back for the clear duration",
        LASTING,
        [(0, 13), (60, 13), (70, 10), (80, 13), (90, 10), (100, 11.5), (110, 10), (139, 10), (140, 10)],
        [
            Raised(ms(0), ms(60), 13, 13, 1),
            Folded(ms(0), 2, ms(60), 13, 13),
            Folded(ms(0), 3, ms(80), 13, 13),
            Cleared(ms(0), ms(140), 10),
        ],
    ),
    (
        "the clear duration ends without a further message",
        LASTING,
        [(0, 13), (61, None), (70, 10), (99, None), (105, None)],
        [Raised(ms(0), ms(60), 13, 13, 1), Cleared(ms(0), ms(100), 10)],
    ),
    ("silence before the first reading is none", SILENCE, [(500, None)], []),
    (
        "silence is raised by a tick",
        SILENCE,
        [(0, 1), (59, None), (61, None), (99, None)],
        [Raised(ms(0), ms(60), None, None, 1)],
    ),
    (
        "the next reading ends the silence",
        SILENCE,
        [(0, 1), (61, None), (90, 2), (91, 2)],
        [Raised(ms(0), ms(60), None, None, 1), Cleared(ms(0), ms(90), 2)],
    ),
    (
        "a gap is seen without a tick as well",
        SILENCE,
        [(0, 1), (90, 2)],
        [Raised(ms(0), ms(60), None, None, 1), Cleared(ms(0), ms(90), 2)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "events", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_worked_case(condition: Condition, events: Events, expected: list[Outcome]) -> None:
    assert run(condition, events)[1] == expected


def test_a_normal_reading_of_a_normal_series_makes_no_object() -> None:
    state, outcomes = step(NORMAL, reading(0, 7), LASTING)
    assert state is NORMAL
    assert outcomes is step(NORMAL, reading(1, 7), AT_ONCE)[1]


def test_a_text_is_nothing_to_a_threshold_but_ends_a_silence() -> None:
    text = Reading("d", "t", ms(99), None, "ok")
    assert step(NORMAL, text, AT_ONCE) == (NORMAL, ())
    assert step(Active(ms(0), ms(0), ms(0), 1), text, SILENCE)[1] == (Cleared(ms(0), ms(99), None),)


def test_the_clock_of_a_series_runs_on_from_its_newest_reading() -> None:
    an_hour_ago = ms(-3600)
    assert own_time(an_hour_ago, arrived=ms(0), now=ms(5)) == ms(-3595)
    assert own_time(an_hour_ago, arrived=ms(10), now=ms(5)) == an_hour_ago


@pytest.mark.parametrize(
    "state",
    [NORMAL, Normal(5), Pending(1, 2, 3.5, 4.0, 5), Active(1, 2, 2, 4, 5.0, 6.0, 7), Active(1, 1, 1, 1)],
)
def test_a_state_survives_its_store(state: State) -> None:
    assert decode_state(encode_state(state)) == state
    assert decode_state(encode_state(NORMAL)) is NORMAL


seconds = st.integers(0, 400)
levels = st.sampled_from([7.0, 10.9, 11.0, 11.5, 12.0, 12.1, 13.0, 20.0])
streams = st.dictionaries(seconds, levels, max_size=40).map(lambda found: sorted(found.items()))
conditions = st.one_of(
    st.builds(
        Threshold,
        metric=st.just("t"),
        side=st.sampled_from(Side),
        limit=st.just(12.0),
        hysteresis=st.sampled_from([0.0, 1.0]),
        duration=st.sampled_from([0.0, 10.0, 60.0]),
        clear_duration=st.sampled_from([0.0, 10.0, 60.0]),
    ),
    st.builds(NoData, silence=st.sampled_from([10.0, 60.0])),
)


@given(conditions, streams, st.sets(seconds))
def test_ticks_and_restarts_between_readings_change_no_outcome(
    condition: Condition, stream: Stream, ticks: set[int]
) -> None:
    plain = run(condition, [*stream, (900, None)])[1]
    state: State = NORMAL
    outcomes: list[Outcome] = []
    newest: int | None = None
    for at, value in sorted([*stream, *((t, None) for t in ticks - dict(stream).keys()), (900, None)]):
        state = decode_state(encode_state(state))
        if value is None:
            state, more = tick(state, ms(at), condition, newest)
        else:
            state, more = step(state, reading(at, value), condition, newest)
            newest = ms(at)
        outcomes += more
    assert outcomes == plain


@given(conditions, streams)
def test_alerts_never_overlap_and_figures_only_grow(condition: Condition, stream: list[tuple[int, float]]) -> None:
    open_since: int | None = None
    count = 0
    beginnings = set()
    for outcome in run(condition, stream)[1]:
        match outcome:
            case Raised():
                assert open_since is None
                assert outcome.since not in beginnings
                assert outcome.at >= outcome.since
                open_since, count = outcome.since, outcome.count
                beginnings.add(outcome.since)
            case Folded():
                assert outcome.since == open_since
                assert outcome.count == count + 1
                count = outcome.count
            case Cleared():
                assert outcome.since == open_since
                open_since = None


@given(conditions, streams, st.data())
def test_late_and_duplicate_readings_never_open_a_second_alert(
    condition: Condition, stream: Stream, data: st.DataObject
) -> None:
    state, _ = run(condition, stream)
    newest = stream[-1][0] if stream else None
    for at, value in data.draw(st.lists(st.sampled_from(stream), max_size=10)) if stream else []:
        before = state
        state, outcomes = step(state, reading(at, value), condition, None if newest is None else ms(newest))
        if not isinstance(before, Normal) or before.after >= ms(at):
            assert (state, outcomes) == (before, ())


@given(st.lists(st.floats(11.01, 12.0), min_size=1))
def test_inside_the_band_nothing_flaps(noise: list[float]) -> None:
    raised, _ = run(AT_ONCE, [(0, 13)])
    events = list(enumerate(noise, start=1))
    assert run(AT_ONCE, events)[1] == []
    assert run(AT_ONCE, events, raised)[1] == []
