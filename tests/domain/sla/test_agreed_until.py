"""What was agreed to be done within a time: nothing is due before its end, on any calendar, later only by pauses."""

from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.sla.clock import Mark, MarkKind, Reckoning, State, TargetKind, reaches, reckon
from tests.support.calendars import Calendar, calendars, moments
from tests.support.office import EIGHT, HOUR, at

COMPLETION = TargetKind.COMPLETION
SECOND = timedelta(seconds=1)
WEEK_BEGINS, WEEK_ENDS = at(2, 0), at(9, 0)
"""A visit on any day of a week, in an office that closes on Friday at 17:00."""
targets = st.integers(1, 80 * HOUR)
windows = st.integers(1, 31 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
shares = st.floats(0, 1)
begins = moments().map(lambda moment: moment.replace(microsecond=0))


def visit(
    *happened: tuple[MarkKind, datetime], now: datetime, target: int = 8 * HOUR, until: datetime = WEEK_ENDS
) -> Reckoning:
    opening = Mark(WEEK_BEGINS, MarkKind.OPENED, agreed_until=until)
    return reckon(COMPLETION, target, EIGHT, [opening, *(Mark(moment, kind) for kind, moment in happened)], now)


def opened(begin: datetime, until: datetime) -> Mark:
    return Mark(begin, MarkKind.OPENED, agreed_until=until)


def test_a_visit_is_due_at_the_end_of_what_was_agreed_although_less_time_is_promised() -> None:
    waiting = visit(now=at(4, 12))
    assert (waiting.state, waiting.deadline) == (State.DUE, WEEK_ENDS)
    assert (waiting.target_seconds, waiting.percent) == (40 * HOUR, 50)


def test_done_on_the_last_day_it_is_kept_and_after_it_broken() -> None:
    kept = visit((MarkKind.COMPLETED, at(6, 16)), now=at(20, 9))
    assert (kept.state, kept.overrun_seconds, kept.deadline) == (State.MET, 0, WEEK_ENDS)
    late = visit((MarkKind.COMPLETED, at(9, 10)), now=at(20, 9))
    assert (late.state, late.overrun_seconds, late.deadline) == (State.BREACHED, 2 * HOUR, WEEK_ENDS)


def test_done_on_a_saturday_of_its_week_it_is_kept_though_the_office_is_closed() -> None:
    assert visit(now=at(7, 12)).state is State.DUE
    assert visit(now=WEEK_ENDS).state is State.BREACHED
    assert visit((MarkKind.COMPLETED, at(7, 12)), now=at(20, 9)).state is State.MET


def test_what_the_sla_gives_more_time_is_due_later_than_what_was_agreed() -> None:
    assert visit(now=WEEK_BEGINS, target=48 * HOUR).deadline == at(9, 17)
    assert visit(now=WEEK_BEGINS, until=at(2, 12)).deadline == at(2, 17)
    assert visit(now=WEEK_BEGINS, until=at(1, 12)) == visit(now=WEEK_BEGINS, until=WEEK_BEGINS)


def test_a_pause_moves_its_end_by_the_working_time_it_took() -> None:
    assert visit((MarkKind.PAUSED, at(3, 8)), (MarkKind.RESUMED, at(3, 10)), now=at(3, 10)).deadline == at(9, 10)
    at_the_end = visit((MarkKind.PAUSED, at(7, 9)), (MarkKind.RESUMED, at(9, 10)), now=at(9, 10))
    assert (at_the_end.state, at_the_end.deadline) == (State.BREACHED, at(9, 10))
    assert visit((MarkKind.PAUSED, at(7, 9)), (MarkKind.RESUMED, at(7, 15)), now=at(7, 15)).deadline == WEEK_ENDS


def test_begun_anew_it_is_not_due_before_the_end_either() -> None:
    assert visit((MarkKind.RESET, at(5, 8)), now=at(5, 8)).deadline == WEEK_ENDS
    assert visit((MarkKind.RESET, at(9, 8)), now=at(9, 8)).deadline == at(9, 17)


def test_warnings_follow_the_time_that_was_agreed_and_the_last_one_its_end() -> None:
    waiting = visit(now=WEEK_BEGINS)
    assert reaches(waiting, 50, EIGHT, WEEK_BEGINS) == at(4, 12)
    assert reaches(waiting, 100, EIGHT, WEEK_BEGINS) == WEEK_ENDS
    assert reaches(waiting, 105, EIGHT, WEEK_BEGINS) == at(9, 10)
    assert reaches(visit(now=at(7, 12)), 100, EIGHT, at(7, 12)) == WEEK_ENDS


@given(calendars(), begins, targets, windows)
def test_it_is_due_at_the_later_of_what_the_sla_says_and_the_end_of_what_was_agreed(
    calendar: Calendar, begin: datetime, target: int, window: timedelta
) -> None:
    plain = reckon(COMPLETION, target, calendar.hours, [Mark(begin, MarkKind.OPENED)], begin)
    agreed = reckon(COMPLETION, target, calendar.hours, [opened(begin, begin + window)], begin)
    assert plain.deadline
    assert agreed.deadline == max(plain.deadline, begin + window)
    assert agreed.started == plain.started


@given(calendars(), begins, targets, windows, shares, st.sampled_from(TargetKind))
def test_whatever_is_done_within_is_in_time(
    calendar: Calendar, begin: datetime, target: int, window: timedelta, share: float, kind: TargetKind
) -> None:
    done = Mark(begin + window * share, MarkKind.COMPLETED)
    found = reckon(kind, target, calendar.hours, [opened(begin, begin + window), done], done.at + window)
    assert (found.state, found.overrun_seconds) == (State.MET, 0)
    assert found.deadline
    assert found.deadline >= begin + window


@given(calendars(), begins, targets, windows)
def test_it_breaks_at_its_deadline_and_not_a_second_earlier(
    calendar: Calendar, begin: datetime, target: int, window: timedelta
) -> None:
    marks = [opened(begin, begin + window)]
    deadline = reckon(COMPLETION, target, calendar.hours, marks, begin).deadline
    assert deadline
    before = reckon(COMPLETION, target, calendar.hours, marks, deadline - SECOND)
    assert (before.state, before.deadline) == (State.DUE, deadline)
    assert reaches(before, 100, calendar.hours, deadline - SECOND) == deadline
    for now in (deadline, deadline + window):
        broken = reckon(COMPLETION, target, calendar.hours, marks, now)
        assert (broken.state, broken.deadline) == (State.BREACHED, deadline)


@given(calendars(), begins, targets, windows, shares, st.integers(1, 60 * HOUR))
def test_a_pause_within_moves_the_deadline_by_exactly_its_working_time(
    calendar: Calendar, begin: datetime, target: int, window: timedelta, share: float, pause: int
) -> None:
    hours = calendar.hours
    stop = (begin + window * share).replace(microsecond=0)
    go = hours.add(stop, pause)
    plain = reckon(COMPLETION, target, hours, [opened(begin, begin + window)], begin)
    assume(plain.deadline and stop < plain.deadline)
    marks = [opened(begin, begin + window), Mark(stop, MarkKind.PAUSED), Mark(go, MarkKind.RESUMED)]
    held = reckon(COMPLETION, target, hours, marks, go)
    assert plain.deadline
    assert held.deadline
    assert hours.between(plain.deadline, held.deadline) == pause
    assert reckon(COMPLETION, target, hours, marks, held.deadline + window).deadline == held.deadline
