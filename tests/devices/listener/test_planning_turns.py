"""Runs of planning beside each other: each has its turn, none keeps another one waiting, whatever becomes of it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import time, timedelta
from functools import partial

import pytest

from devices.listener import planning
from devices.listener.planning import Planning
from domain.clock import FixedClock
from domain.errors import Overtaken
from domain.orders.window_service import promise_window
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.queries import RunRow
from domain.planning.automatic.running import Automatic
from domain.planning.automatic.service import begin_now, create_run
from domain.planning.impact import Limit
from domain.store.store import Store
from tests.devices.conftest import until
from tests.devices.listener.planning_hands import LONG, SEVERAL, children, several
from tests.domain.planning.automatic.boards import behind
from tests.support.moments import MONDAY_MORNING
from tests.support.silence import LogWatch
from tests.support.watches import begins
from tests.support.workshop import Workshop, build, order

RAN = "planning_run.ran"


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


def test_many_orders_at_once_make_one_run_and_what_it_does_makes_none(
    store: Store, workshop: Workshop, watching: Callable[[], Planning]
) -> None:
    run = behind(store, Limit())
    watch = watching()
    assert watch.watching.wait(LONG)
    ran = len(run.facts(RAN))
    store.run("kim", several, workshop)
    until(lambda: len(run.board) == len(SEVERAL), LONG)
    until(lambda: len(run.facts(RAN)) > ran, LONG)
    store.run("kim", begin_now, store.run("kim", create_run, replace(run.row.draft, name="Beside")))
    until(lambda: {fact.subject_id for fact in run.facts(RAN)} == {run.key, run.key + 1}, LONG)
    assert len([fact for fact in run.facts(RAN) if fact.subject_id == run.key]) == ran + 1


def test_a_repair_waits_for_no_search_at_a_time_of_day(
    store: Store, workshop: Workshop, watching: Callable[[], Planning], scheduled: Callable[[], Planning]
) -> None:
    run = behind(store, Limit())
    nightly = replace(run.row.draft, name="Nightly", begins=Trigger.SCHEDULE, at=time(6), applies=False, seconds=600)
    nightly = replace(nightly, days=run.row.draft.days + 2)
    last_day = MONDAY_MORNING + timedelta(days=run.row.draft.days + 1)
    store.run("kim", promise_window, store.run("kim", order, workshop), last_day, last_day + timedelta(hours=4))
    store.run("kim", order, workshop)
    long = store.run("kim", create_run, nightly)
    assert watching().watching.wait(LONG)
    assert len(run.board) == 1
    kept = len(children())
    store.run("kim", begin_now, long)
    scheduled()
    until(lambda: len(children()) > kept, LONG)
    store.run("kim", order, workshop)
    until(lambda: len(run.board) == 2, LONG)
    assert {fact.subject_id for fact in run.facts(RAN)} == {run.key}


def test_a_run_that_meets_an_error_tells_it_and_the_others_go_on(
    store: Store,
    workshop: Workshop,
    watching: Callable[[], Planning],
    expected_logs: LogWatch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected_logs.expect("devices.listener.planning", "“Behind the board” came upon an error")
    good = Automatic.run

    def run_but_one(self: Automatic, row: RunRow) -> None:
        if row.id == run.key:
            raise ValueError("nobody foresaw this")
        good(self, row)

    run = behind(store, Limit())
    other = store.run("kim", create_run, replace(run.row.draft, name="Beside"))
    monkeypatch.setattr(Automatic, "run", run_but_one)
    assert watching().watching.wait(LONG)
    assert run.row.last_outcome == "It came upon an error; the log says which."
    assert [fact.subject_id for fact in run.facts(RAN)] == [run.key, other]


def test_what_others_make_impossible_is_searched_for_once_more_but_not_for_ever(
    store: Store, workshop: Workshop, watching: Callable[[], Planning], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def overtaken(_self: Automatic, row: RunRow) -> None:
        tried.append(row.id)
        raise Overtaken("Others have changed the board meanwhile.")

    monkeypatch.setattr(Automatic, "run", overtaken)
    monkeypatch.setattr(planning, "RETRY_SECONDS", 0.05)
    run = behind(store, Limit())
    watching()
    until(lambda: run.row.last_outcome == "Others have changed the board meanwhile.", LONG)
    assert tried == [run.key] * planning.MOST_TRIES


def test_of_several_that_always_have_something_to_do_each_has_its_turn(
    store: Store, workshop: Workshop, watching: Callable[[], Planning], monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[int] = []

    def again(_self: Automatic, row: RunRow) -> None:
        turns.append(row.id)
        raise Overtaken("Others have changed the board meanwhile.")

    monkeypatch.setattr(Automatic, "run", again)
    monkeypatch.setattr(planning, "RETRY_SECONDS", 0.0)
    run = behind(store, Limit())
    others = [store.run("kim", create_run, replace(run.row.draft, name=f"Beside {at}")) for at in range(2)]
    watching()
    until(lambda: len(turns) >= 6, LONG)
    assert turns[:6] == [run.key, *others] * 2


def test_of_two_watches_one_acts_and_the_other_takes_over(
    store: Store, workshop: Workshop, watching: Callable[[], Planning]
) -> None:
    run = behind(store, Limit())
    first = watching()
    assert first.watching.wait(LONG)
    second = watching()
    store.run("kim", order, workshop)
    until(lambda: len(run.board) == 1, LONG)
    assert not second.watching.is_set()
    first.stop()
    store.run("kim", order, workshop)
    assert second.watching.wait(LONG)
    assert len(run.board) == 2


def test_where_reasons_cannot_be_told_it_goes_on_without(
    store: Store,
    workshop: Workshop,
    watching: Callable[[], Planning],
    expected_logs: LogWatch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected_logs.expect("devices.listener.planning", "why something is left out could not be told")

    def explain(_self: Automatic, _quiet: Callable[[], bool]) -> None:
        raise ValueError("nobody foresaw this")

    monkeypatch.setattr(Automatic, "explain", explain)
    run = behind(store, Limit())
    assert watching().watching.wait(LONG)
    assert run.row.last_outcome == "Nothing to change."
