"""A run with a real child: it repairs the plan with as few changes as there must be, and tells why where it cannot."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from threading import Event

import pytest

from domain.clock import FixedClock
from domain.optimising.running.workers import Workers
from domain.planning.automatic.ready import make_ready
from domain.planning.automatic.running import Automatic
from domain.planning.automatic.service import delete_run
from domain.planning.impact import Limit
from domain.planning.model import ChangeKind, ProposalStatus
from domain.planning.queries import changes
from domain.planning.scope import Touch
from domain.store.store import Store
from domain.words import Priority
from tests.domain.planning.automatic.boards import Behind, Board, behind
from tests.support.edited import HOUR, TEN, booked
from tests.support.silence import LogWatch
from tests.support.workshop import Workshop, order

#: Work begins at eight and ends at five.
FIRST, HOURS = TEN - 2 * HOUR, 9


@pytest.fixture
def workers() -> Iterator[Workers]:
    with closing(Workers()) as made:
        yield made


@pytest.fixture
def tuesday(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Workshop:
    """The day has not begun yet, and Kim has something in each of its hours, Lou in each second one."""
    fixed_clock.advance(FIRST - HOUR - fixed_clock.now())
    for hour in range(HOURS):
        booked(store, workshop, workshop.kim, FIRST + hour * HOUR)
    for hour in range(0, HOURS, 2):
        booked(store, workshop, workshop.lou, FIRST + hour * HOUR)
    return workshop


def repaired(run: Behind, workers: Workers) -> tuple[Board, Board]:
    """What the board gained, and what became another on it."""
    before = run.board
    Automatic(run.store, workers, Event()).run(run.row)
    after = run.board
    assert before.keys() <= after.keys()
    new = {key: after[key] for key in after.keys() - before.keys()}
    return new, {key: after[key] for key in before if after[key] != before[key]}


def test_an_order_that_fits_in_a_gap_moves_nothing(store: Store, tuesday: Workshop, workers: Workers) -> None:
    run = behind(store, Limit(moved=9, minutes=600), days=1)
    store.run("kim", order, tuesday)
    new, others = repaired(run, workers)
    assert others == {}
    ((technician, start, _),) = new.values()
    assert (technician, (start - FIRST) // HOUR % 2) == (tuesday.lou, 1)
    assert run.row.last_outcome == "1 order put on the board; applied."


def test_an_order_for_whom_somebody_must_make_room_moves_one_booking(
    store: Store, tuesday: Workshop, workers: Workers
) -> None:
    run = behind(store, Limit(moved=9, minutes=600), days=1, seconds=12)
    make_ready(workers, Event())
    store.run("kim", order, tuesday, priority=Priority.CRITICAL, skilled=True)
    make_ready(workers, Event())  # a fresh child may take longer to begin than the run has in all
    new, others = repaired(run, workers)
    assert [technician for technician, *_ in new.values()] == [tuesday.kim]
    assert [technician for technician, *_ in others.values()] == [tuesday.lou]
    assert run.row.last_outcome == "1 order put on the board, 1 booking moved; applied."


def test_a_plan_that_needs_no_repair_is_left_alone(store: Store, tuesday: Workshop, workers: Workers) -> None:
    run = behind(store, Limit(moved=9, minutes=600), days=1)
    assert repaired(run, workers) == ({}, {})
    assert run.row.last_outcome == "Nothing to change."


def test_where_nobody_works_there_is_nothing_to_change(
    store: Store, workshop: Workshop, workers: Workers, fixed_clock: FixedClock
) -> None:
    run = behind(store, Limit(), days=1)
    store.run("kim", order, workshop)
    fixed_clock.advance(timedelta(days=5))
    assert repaired(run, workers) == ({}, {})
    assert run.row.last_outcome == "Nothing to change."


def test_a_child_that_cannot_be_started_is_told_and_changes_nothing(
    store: Store, tuesday: Workshop, expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.optimising.running.share", "a search with .* came to nothing: died")
    run = behind(store, Limit(), days=1)
    store.run("kim", order, tuesday)
    with closing(Workers("domain.no_such_program")) as workers:
        assert repaired(run, workers) == ({}, {})
    assert run.row.last_outcome == "The optimiser ended unexpectedly, so the plan is as it was; try again."
    assert run.proposals == ()


def test_what_was_put_in_at_once_stands_where_the_search_for_better_fails(
    store: Store, tuesday: Workshop, expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.optimising.running.share", "a search with chosen came to nothing: died")
    run = behind(store, Limit(), days=1, seconds=60)
    store.run("kim", order, tuesday)
    with closing(Workers("tests.domain.planning.automatic.child")) as workers:
        new, others = repaired(run, workers)
    assert (len(new), others) == (1, {})
    assert run.row.last_outcome == "1 order put on the board; applied."


def test_where_the_machine_is_slow_the_first_answer_is_waited_for(store: Store, tuesday: Workshop) -> None:
    run = behind(store, Limit(), days=1, seconds=1)
    store.run("kim", order, tuesday)
    with closing(Workers("tests.domain.planning.automatic.child")) as workers:
        new, others = repaired(run, workers)
    assert (len(new), others) == (1, {})
    assert run.row.last_outcome == "1 order put on the board; applied."


def test_why_something_is_left_out_is_told_once_it_is_quiet(store: Store, tuesday: Workshop, workers: Workers) -> None:
    run = behind(store, days=1, touch=Touch.WAITING)
    for _ in range(HOURS):
        store.run("kim", order, tuesday)
    automatic = Automatic(store, workers, Event())
    automatic.run(run.row)
    assert "" in left_out(run)
    automatic.explain(partial(next, iter([True]), False))
    assert "" in left_out(run)
    automatic.explain(quiet)
    reasons = left_out(run)
    assert reasons
    assert all(reasons)
    assert len(run.facts("proposal.explained")) == 1
    assert [each.status for each in run.proposals] == [ProposalStatus.READY]
    automatic.explain(quiet)
    assert len(run.facts("proposal.explained")) == 1


def left_out(run: Behind) -> list[str]:
    """Why, of all that the newest proposal leaves out."""
    with run.store.read() as session:
        rows = changes(session, run.proposals[-1].id)
    return [row.reasons for row in rows if row.kind is ChangeKind.LEFT_OUT]


def quiet() -> bool:
    return True


def test_nobody_left_to_plan_for_is_told(store: Store, tuesday: Workshop, workers: Workers) -> None:
    run = behind(store, Limit(), technicians=(77,))
    assert repaired(run, workers) == ({}, {})
    assert run.row.last_outcome == "Nobody for whom it plans is there any more."


def test_a_run_that_is_deleted_while_it_searches_leaves_the_board_as_it_is(
    store: Store, tuesday: Workshop, workers: Workers
) -> None:
    run = behind(store, Limit(), days=1)
    row = run.row
    store.run("kim", order, tuesday)
    store.run("kim", delete_run, run.key)
    before = run.board
    Automatic(store, workers, Event()).run(row)
    assert (run.board, run.proposals) == (before, ())


def test_one_that_shall_end_keeps_nothing(store: Store, tuesday: Workshop, workers: Workers) -> None:
    run = behind(store, Limit(), days=1, seconds=600)
    store.run("kim", order, tuesday)
    stop = Event()
    stop.set()
    before = run.board
    Automatic(store, workers, stop).run(run.row)
    assert (run.board, run.row.last_outcome) == (before, "")
