"""The watch over arrivals as it runs: every late one is told once."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from devices.listener.arrivals import Arrivals
from domain.scheduling.placing.service import move, place
from domain.scheduling.progress.lateness import LATE
from domain.store.journal import journal
from domain.store.store import Store
from tests.devices.conftest import until
from tests.support.watches import begins
from tests.support.workshop import Workshop, build, order

HOUR = timedelta(hours=1)


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return store.run("setup", build)


@pytest.fixture
def watching(store: Store) -> Iterator[Callable[[], Arrivals]]:
    """Begins to watch, as often as it is called."""
    with begins(Arrivals, store) as begin:
        yield begin


def told(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).where(journal.c.kind == LATE)) or 0


def booked(store: Store, workshop: Workshop, start: datetime) -> int:
    order_id = store.run("kim", order, workshop)
    return store.run("kim", place, order_id, workshop.kim, start, start + HOUR / 2, override=True)


def test_what_was_late_while_nobody_watched_is_told_at_the_start(
    store: Store, workshop: Workshop, watching: Callable[[], Arrivals]
) -> None:
    booked(store, workshop, store.clock.now() - HOUR)
    assert watching().watching.wait(15)
    assert told(store) == 1


def test_each_is_told_once_and_as_soon_as_it_is_late(
    store: Store, workshop: Workshop, watching: Callable[[], Arrivals]
) -> None:
    now = store.clock.now()
    booking_id = booked(store, workshop, now + HOUR)
    assert watching().watching.wait(15)
    assert told(store) == 0
    store.run("kim", move, booking_id, workshop.lou, now - HOUR, now, override=True)
    until(lambda: told(store) == 1)
    booked(store, workshop, now - HOUR)
    until(lambda: told(store) == 2)


def test_of_two_watches_one_tells_and_the_other_takes_over(
    store: Store, workshop: Workshop, watching: Callable[[], Arrivals]
) -> None:
    booked(store, workshop, store.clock.now() - HOUR)
    first = watching()
    assert first.watching.wait(15)
    second = watching()
    first.stop()
    assert second.watching.wait(15)
    assert told(store) == 1
