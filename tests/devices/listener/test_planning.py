"""The watch over planning as it runs: a new order stands on the board by itself, or somebody is asked."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

import pytest

from devices.listener.planning import Planning
from domain.clock import FixedClock
from domain.planning.impact import Limit
from domain.planning.model import ProposalStatus
from domain.store.store import Store
from tests.devices.conftest import until
from tests.domain.planning.automatic.boards import behind
from tests.support.edited import TEN, booked
from tests.support.watches import begins
from tests.support.workshop import Workshop, build, order

#: Children are slow to start where many start at once.
LONG = 60.0


@pytest.fixture
def store(database_url: str, fixed_clock: FixedClock) -> Iterator[Store]:
    with closing(Store.open(database_url, fixed_clock)) as opened:
        yield opened


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return store.run("setup", build)


@pytest.fixture
def watching(store: Store) -> Iterator[Callable[[], Planning]]:
    """Begins to watch, as often as it is called."""
    with begins(partial(Planning, pause=0.1), store) as begin:
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
