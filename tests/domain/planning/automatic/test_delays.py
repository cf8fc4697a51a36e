"""Work that is late is planned around as long as it will probably take."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from threading import Event

import pytest

from domain.clock import FixedClock
from domain.optimising.running.workers import Workers
from domain.planning.automatic.delays import as_expected, behind_time
from domain.planning.automatic.running import Automatic
from domain.planning.impact import Limit
from domain.planning.scope import Scope
from domain.planning.translation.loaded import load
from domain.scheduling.model import BookingStatus
from domain.scheduling.progress.status_service import advance
from domain.store.store import Store
from tests.domain.planning.automatic.boards import Behind, Board, behind
from tests.support.edited import HOUR, TEN, booked
from tests.support.workshop import Workshop

MINUTE = timedelta(minutes=1)


@pytest.fixture
def workers() -> Iterator[Workers]:
    with closing(Workers()) as made:
        yield made


def report(store: Store, booking_id: int | None, status: BookingStatus) -> None:
    assert booking_id is not None
    store.run("kim", advance, booking_id, status)


def late(store: Store) -> frozenset[int]:
    with store.read() as session:
        return behind_time(session, store.clock.now())


def expected(store: Store) -> dict[int, float]:
    """By booking how many minutes after ten it will probably end."""
    with store.read() as session:
        loaded = load(session, Scope(TEN, TEN + 24 * HOUR), store.clock.now())
    return {row.id: (row.finish - TEN) / MINUTE for row in as_expected(loaded).bookings}


def at(clock: FixedClock, minutes: int) -> None:
    clock.advance(TEN + minutes * MINUTE - clock.now())


def test_late_is_who_comes_late_and_what_goes_on(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> None:
    first, second = (booked(store, workshop, each, TEN).booking_id for each in (workshop.kim, workshop.lou))
    at(fixed_clock, 10)
    report(store, first, BookingStatus.ON_SITE)
    assert late(store) == frozenset()
    at(fixed_clock, 20)
    assert late(store) == frozenset()
    report(store, second, BookingStatus.ON_SITE)
    assert late(store) == {second}
    at(fixed_clock, 75)
    assert late(store) == {second}
    at(fixed_clock, 76)
    assert late(store) == {first, second}
    report(store, first, BookingStatus.DONE)
    assert late(store) == {second}
    at(fixed_clock, 13 * 60)
    assert late(store) == frozenset()


def test_what_is_late_takes_as_long_as_planned_from_when_somebody_comes(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    key = booked(store, workshop, workshop.kim, TEN).booking_id
    after = booked(store, workshop, workshop.kim, TEN + 2 * HOUR).booking_id
    assert key is not None
    assert after is not None
    assert expected(store) == {key: 60, after: 180}
    at(fixed_clock, 30)
    assert expected(store) == {key: 90, after: 180}
    report(store, key, BookingStatus.TRAVELLING)
    at(fixed_clock, 45)
    assert expected(store) == {key: 105, after: 180}
    report(store, key, BookingStatus.ON_SITE)
    at(fixed_clock, 50)
    assert expected(store) == {key: 105, after: 180}
    at(fixed_clock, 110)
    assert expected(store) == {key: 110, after: 180}
    report(store, key, BookingStatus.DONE)
    assert expected(store) == {key: 60, after: 180}


def test_what_comes_after_late_work_is_moved_behind_it_and_nothing_else(
    store: Store, workshop: Workshop, fixed_clock: FixedClock, workers: Workers
) -> None:
    run = behind(store, Limit(moved=1, minutes=60), after_delays=True, technicians=(workshop.kim,))
    first, second, third = (booked(store, workshop, workshop.kim, TEN + hour * HOUR) for hour in (0, 1, 3))
    before = run.board
    at(fixed_clock, 40)
    report(store, first.booking_id, BookingStatus.ON_SITE)
    Automatic(store, workers, Event()).run(run.row)
    assert run.row.last_outcome == "1 booking moved; applied."
    assert moved(run, before) == {second.booking_id: 40}
    assert third.booking_id in run.board


def moved(run: Behind, before: Board) -> dict[int, float]:
    """By booking, how many minutes later it begins than it did."""
    now = run.board
    return {key: (now[key][1] - start) / MINUTE for key, (_, start, _) in before.items() if now[key][1] != start}
