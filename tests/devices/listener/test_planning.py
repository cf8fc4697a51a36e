"""The watch over planning as it runs: a new order stands on the board by itself, or somebody is asked."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import time, timedelta
from functools import partial

import pytest

from devices.listener.planning import Planning
from domain.clock import FixedClock
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.service import begin_now, change_run
from domain.planning.impact import Limit
from domain.planning.model import ProposalStatus
from domain.planning.scope import Touch
from domain.scheduling.model import BookingStatus
from domain.scheduling.progress.status_service import advance
from domain.store.store import Store
from tests.devices.conftest import until
from tests.devices.listener.planning_hands import LONG, children, several
from tests.domain.planning.automatic.boards import behind
from tests.support.edited import HOUR, TEN, booked
from tests.support.silence import LogWatch
from tests.support.watches import begins
from tests.support.workshop import Workshop, build, order


@pytest.fixture
def store(database_url: str, fixed_clock: FixedClock) -> Iterator[Store]:
    with closing(Store.open(database_url, fixed_clock)) as opened:
        yield opened


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return store.run("setup", build)


@pytest.fixture
def watching(store: Store) -> Iterator[Callable[[], Planning]]:
    """Begins to watch over standing runs, as often as it is called."""
    with begins(partial(Planning, begins=Trigger.STANDING, pause=0.1), store) as begin:
        yield begin


@pytest.fixture
def scheduled(store: Store) -> Iterator[Callable[[], Planning]]:
    """Begins to watch over those at a time of day."""
    with begins(partial(Planning, begins=Trigger.SCHEDULE), store) as begin:
        yield begin


def test_a_new_order_stands_on_the_board_by_itself(
    store: Store, workshop: Workshop, watching: Callable[[], Planning]
) -> None:
    run = behind(store, Limit())
    there = booked(store, workshop, workshop.kim, TEN)
    before = run.board
    assert watching().watching.wait(LONG)
    assert run.row.last_outcome == "Nothing to change."
    key = store.run("kim", order, workshop)
    until(lambda: len(run.board) == 2, LONG)
    until(lambda: run.row.last_outcome == "1 order put on the board; applied.", LONG)
    assert there.booking_id is not None
    assert run.board[there.booking_id] == before[there.booking_id]
    (placed,) = [fact for fact in run.facts("booking.placed") if fact.actor == "optimiser"]
    assert placed.after["order_id"] == key


def test_what_is_more_than_the_goals_allow_becomes_a_proposal(
    store: Store, workshop: Workshop, watching: Callable[[], Planning]
) -> None:
    run = behind(store)
    store.run("kim", order, workshop)
    assert watching().watching.wait(LONG)
    assert run.row.last_outcome == "1 order put on the board; proposed."
    assert run.board == {}
    store.run("kim", order, workshop)
    until(lambda: run.row.last_outcome == "2 orders put on the board; proposed.", LONG)
    assert [each.status for each in run.proposals] == [ProposalStatus.DISCARDED, ProposalStatus.READY]


def test_one_at_a_time_of_day_makes_up_once_for_what_was_missed(
    store: Store, workshop: Workshop, fixed_clock: FixedClock, scheduled: Callable[[], Planning]
) -> None:
    run = behind(store, Limit(), begins=Trigger.SCHEDULE, weekdays=range(7), at=time(6), seconds=3)
    due = run.row.next_at
    assert due is not None
    store.run("kim", order, workshop)
    fixed_clock.advance(timedelta(days=3))
    assert scheduled().watching.wait(LONG)
    assert len(run.facts("planning_run.ran")) == 1
    assert len(run.board) == 1
    assert (run.row.last_at, run.row.next_at) == (fixed_clock.now(), due + timedelta(days=3))


def test_somebody_who_comes_late_wakes_it_and_what_follows_is_moved(
    store: Store, workshop: Workshop, fixed_clock: FixedClock, watching: Callable[[], Planning]
) -> None:
    asked = {"after_orders": False, "after_delays": True, "technicians": (workshop.kim,)}
    run = behind(store, Limit(moved=1, minutes=60), **asked)
    first, second = (booked(store, workshop, workshop.kim, TEN + at * HOUR).booking_id for at in range(2))
    assert first is not None
    assert second is not None
    assert watching().watching.wait(LONG)
    assert run.row.last_outcome == "Nothing to change."
    fixed_clock.advance(TEN + 2 * HOUR / 3 - fixed_clock.now())
    store.run("kim", advance, first, BookingStatus.ON_SITE)
    until(lambda: run.row.last_outcome == "1 booking moved; applied.", LONG)
    assert run.board[second][1] == TEN + 5 * HOUR / 3


def test_why_it_leaves_something_out_is_told_afterwards(
    store: Store, workshop: Workshop, fixed_clock: FixedClock, watching: Callable[[], Planning]
) -> None:
    fixed_clock.advance(TEN - 3 * HOUR - fixed_clock.now())
    run = behind(store, days=1, touch=Touch.WAITING, technicians=(workshop.kim,))
    booked(store, workshop, workshop.kim, TEN - 2 * HOUR, 8)
    store.run("kim", several, workshop)
    watching()
    until(lambda: bool(run.facts("proposal.explained")), LONG)
    assert run.row.last_outcome.endswith("; proposed.")
    assert {fact.actor for fact in run.facts("proposal.explained")} == {"optimiser"}


def test_one_that_is_asked_for_begins_at_once(
    store: Store, workshop: Workshop, scheduled: Callable[[], Planning]
) -> None:
    run = behind(store, Limit(), begins=Trigger.SCHEDULE, weekdays=range(7), at=time(6), seconds=3)
    store.run("kim", order, workshop)
    assert scheduled().watching.wait(LONG)
    assert run.row.last_outcome == ""
    store.run("kim", begin_now, run.key)
    until(lambda: run.row.last_outcome == "1 order put on the board; applied.", LONG)


def test_a_killed_child_says_so_and_the_next_run_goes_on(
    store: Store, workshop: Workshop, watching: Callable[[], Planning], expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.optimising.running.share", "a search with .* came to nothing: died")
    run = behind(store, Limit(), seconds=60)
    store.run("kim", order, workshop)
    watch = watching()
    until(lambda: bool(children()), LONG)
    for child in children():
        child.kill()
    until(lambda: run.row.last_outcome != "", LONG)
    assert run.row.last_outcome == "The optimiser ended unexpectedly, so the plan is as it was; try again."
    assert (run.board, run.proposals) == ({}, ())
    store.run("kim", change_run, run.key, replace(run.row.draft, seconds=1), run.row.version)
    assert watch.watching.wait(LONG)
    store.run("kim", order, workshop)
    until(lambda: len(run.board) == 2, LONG)


def test_a_search_under_way_ends_with_the_watch(
    store: Store, workshop: Workshop, watching: Callable[[], Planning]
) -> None:
    run = behind(store, Limit(), seconds=600)
    store.run("kim", order, workshop)
    watch = watching()
    until(lambda: bool(children()), LONG)
    watch.stop()
    assert children() == []
    assert (run.row.last_outcome, run.board) == ("", {})


def test_the_watch_loads_no_engine_into_its_process() -> None:
    code = "import sys, devices.listener.watches; print(*({'numba', 'pyvrp'} & sys.modules.keys()))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
