"""What holds for every clock, on calendars in several zones and over every change of clocks."""

from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.calendars.hours import Hours
from domain.sla.clock import Mark, MarkKind, Reckoning, State, TargetKind, reaches, reckon
from tests.support.calendars import Calendar, calendars, moments

SECOND = timedelta(seconds=1)
LATER = timedelta(days=400)
COMPLETION = TargetKind.COMPLETION
targets = st.integers(1, 80 * 3600)
parts = st.integers(0, 60 * 3600)
steps = st.lists(
    st.tuples(
        st.integers(0, 40 * 3600),
        st.sampled_from([kind for kind in MarkKind if kind is not MarkKind.OPENED]),
        st.frozensets(st.sampled_from(TargetKind)),
    ),
    max_size=12,
)


def opened(at: datetime) -> Mark:
    return Mark(at, MarkKind.OPENED)


def paused(hours: Hours, begin: datetime, after: int, seconds: int) -> tuple[Mark, Mark]:
    """A pause of so many working seconds, that many working seconds after the beginning."""
    start = hours.add(begin, after) if after else begin
    return Mark(start, MarkKind.PAUSED), Mark(hours.add(start, seconds), MarkKind.RESUMED)


def told(begin: datetime, each: list[tuple[int, MarkKind, frozenset[TargetKind]]]) -> list[Mark]:
    marks, at = [opened(begin)], begin
    for gap, kind, pauses in each:
        at += timedelta(seconds=gap)
        marks.append(Mark(at, kind, pauses))
    return marks


@given(calendars(), moments(), targets)
def test_working_time_from_start_to_deadline_is_the_target(calendar: Calendar, begin: datetime, target: int) -> None:
    found = reckon(COMPLETION, target, calendar.hours, [opened(begin)], begin)
    assert found.deadline
    assert calendar.hours.between(begin, found.deadline) == target
    assert calendar.hours.between(found.started, found.deadline) == target


@given(calendars(), moments(), targets, parts, st.integers(1, 60 * 3600))
def test_no_deadline_lies_in_closed_time(
    calendar: Calendar, begin: datetime, target: int, after: int, pause: int
) -> None:
    marks = [opened(begin), *paused(calendar.hours, begin, after, pause)]
    found = reckon(COMPLETION, target, calendar.hours, marks, begin)
    assert found.deadline
    assert calendar.counts(found.deadline - SECOND)


@given(calendars(), moments(), targets, parts, st.integers(1, 60 * 3600))
def test_a_pause_moves_the_deadline_by_exactly_its_working_time(
    calendar: Calendar, begin: datetime, target: int, after: int, pause: int
) -> None:
    assume(after < target)
    plain = reckon(COMPLETION, target, calendar.hours, [opened(begin)], begin).deadline
    held = reckon(
        COMPLETION, target, calendar.hours, [opened(begin), *paused(calendar.hours, begin, after, pause)], begin
    )
    assert plain
    assert held.deadline
    assert calendar.hours.between(plain, held.deadline) == pause
    assert held.held_seconds == pause


@given(calendars(), moments(), targets, parts, st.integers(1, 60 * 3600), st.floats(0, 1))
def test_splitting_a_pause_changes_nothing(
    calendar: Calendar, begin: datetime, target: int, after: int, pause: int, share: float
) -> None:
    stop, go = paused(calendar.hours, begin, after, pause)
    middle = stop.at + (go.at - stop.at) * share
    split = [Mark(middle, MarkKind.RESUMED), Mark(middle, MarkKind.PAUSED)]
    for end in ([], [go]):
        whole = reckon(COMPLETION, target, calendar.hours, [opened(begin), stop, *end], go.at)
        assert reckon(COMPLETION, target, calendar.hours, [opened(begin), stop, *split, *end], go.at) == whole


@given(calendars(), moments(), targets, st.sampled_from(TargetKind), steps)
def test_reckoning_again_gives_the_same_and_the_order_in_which_marks_are_read_does_not_matter(
    calendar: Calendar,
    begin: datetime,
    target: int,
    kind: TargetKind,
    each: list[tuple[int, MarkKind, frozenset[TargetKind]]],
) -> None:
    marks = told(begin, [(gap + 1, what, pauses) for gap, what, pauses in each])
    now = marks[-1].at + timedelta(hours=3)
    first = reckon(kind, target, calendar.hours, marks, now)
    assert reckon(kind, target, calendar.hours, marks, now) == first
    assert reckon(kind, target, calendar.hours, marks[::-1], now) == first


@given(calendars(), moments(), targets, st.sampled_from(TargetKind), steps)
def test_every_working_second_is_counted_once_and_the_state_follows_from_them(
    calendar: Calendar,
    begin: datetime,
    target: int,
    kind: TargetKind,
    each: list[tuple[int, MarkKind, frozenset[TargetKind]]],
) -> None:
    marks = told(begin, [(gap, what, pauses) for gap, what, pauses in each if what is not MarkKind.RESET])
    now = marks[-1].at + timedelta(hours=3)
    found = reckon(kind, target, calendar.hours, marks, now)
    counted = found.used_seconds + found.held_seconds + found.reopened_seconds
    total = calendar.hours.between(begin, now)
    assert counted <= total
    if found.running or found.state is State.PAUSED:
        assert counted == total
    assert_sound(found, calendar.hours, now)


def assert_sound(found: Reckoning, hours: Hours, now: datetime) -> None:
    """What a screen relies on."""
    assert found.left_seconds == 0 or found.overrun_seconds == 0
    assert (found.state is State.PAUSED) <= (found.paused_since is not None)
    assert (found.deadline is None) == (found.state in {State.PAUSED, State.CANCELLED})
    if found.state is State.DUE:
        assert found.deadline
        assert found.running
        assert hours.between(now, found.deadline) == found.left_seconds > 0
    if found.state is State.MET:
        assert found.deadline
        assert found.met_at
        assert found.met_at <= found.deadline
        assert found.overrun_seconds == 0
    if found.state is State.BREACHED:
        assert found.deadline
        assert found.left_seconds == 0
        assert found.met_at is None or found.met_at > found.deadline


@given(calendars(), moments(), targets, steps)
def test_as_long_as_nothing_happens_a_deadline_stays_where_it_is(
    calendar: Calendar, begin: datetime, target: int, each: list[tuple[int, MarkKind, frozenset[TargetKind]]]
) -> None:
    marks = told(begin, each)
    first = reckon(COMPLETION, target, calendar.hours, marks, marks[-1].at)
    later = reckon(COMPLETION, target, calendar.hours, marks, marks[-1].at + LATER)
    assert later.deadline == first.deadline
    assert later.state in ({State.DUE, State.BREACHED} if first.running else {first.state})


@given(calendars(), moments(), targets, st.integers(1, 300))
def test_a_share_of_the_time_is_used_up_in_working_time_and_not_a_second_earlier(
    calendar: Calendar, begin: datetime, target: int, percent: int
) -> None:
    marks = [opened(begin)]
    at = reaches(reckon(COMPLETION, target, calendar.hours, marks, begin), percent, calendar.hours, begin)
    assert at
    assert calendar.counts(at - SECOND)
    assert reckon(COMPLETION, target, calendar.hours, marks, at).percent >= percent
    before = reckon(COMPLETION, target, calendar.hours, marks, at - SECOND)
    assert before.used_seconds * 100 < percent * target
