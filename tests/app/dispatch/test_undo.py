"""Any sequence of what can be done on the board, undone step by step: the schedule is exactly what it was."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import pytest

from app.dispatch.board.drag import Proposal as Put
from app.dispatch.board.drag import edits, of_booking, of_order, taken_off
from app.dispatch.deeds import advancing, locking
from app.dispatch.undo import Deed, rearranging
from domain.clock import FixedClock
from domain.errors import Refusal
from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus, Lock
from domain.store.store import Store
from tests.app.dispatch.house import ALL_TIME, fill
from tests.app.dispatch.plans import NOW, at

STEPS = 10


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url, FixedClock(NOW))
    yield opened
    opened.close()


class Dispatcher:
    """Does whatever comes to mind."""

    def __init__(self, store: Store, seed: int) -> None:
        self._store, self._chance = store, Random(seed)

    def known(self) -> dict[int, tuple[object, ...]]:
        """All that is planned, but for the versions, which count every change."""
        return {
            one.id: (
                one.order_id,
                one.technician_id,
                one.start,
                one.finish,
                one.status,
                one.lock,
                one.meaning,
                one.left,
            )
            for one in self._bookings()
        }

    def deed(self) -> Deed:
        bookings = self._bookings()
        if not bookings or self._chance.random() < 0.25:
            return self._placing()
        some = self._chance.sample(bookings, self._chance.randint(1, len(bookings)))
        choice = self._chance.randrange(6)
        if choice == 0:
            return rearranging(taken_off(some), override=True, reason="agreed")
        if choice == 1:
            return locking({one.id: self._chance.choice(list(Lock)) for one in some})
        if choice == 2:
            return advancing([one.id for one in some], self._chance.choice(list(BookingStatus)), "closed")
        moved = [self._put(one, copied=choice == 3) for one in some]
        return rearranging(edits(moved), override=True, reason="agreed")

    def _placing(self) -> Deed:
        with self._store.read() as session:
            waiting = list(queries.unassigned(session))
        if not waiting:
            return rearranging(())
        cargo, start = of_order(self._chance.choice(waiting)), self._start()
        put = Put(cargo, self._technician(), start.timestamp(), start.timestamp() + cargo.finish)
        return rearranging(edits([put]), override=True, reason="agreed")

    def _put(self, booking: BoardBooking, *, copied: bool) -> Put:
        cargo, start = of_booking(booking), self._start().timestamp()
        return Put(cargo, self._technician(), start, start + cargo.finish - cargo.start, copied=copied)

    def _start(self) -> datetime:
        return at(7) + timedelta(minutes=15 * self._chance.randint(0, 60))

    def _technician(self) -> BoardTechnician:
        with self._store.read() as session:
            return self._chance.choice(list(queries.technicians(session, *ALL_TIME)))

    def _bookings(self) -> list[BoardBooking]:
        with self._store.read() as session:
            return sorted(queries.bookings(session, *ALL_TIME), key=lambda one: one.id)


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_is_undone_exactly(store: Store, seed: int) -> None:
    store.run("lea", fill)
    dispatcher = Dispatcher(store, seed)
    done: list[tuple[dict[int, tuple[object, ...]], Deed]] = []
    while len(done) < STEPS:
        before = dispatcher.known()
        try:
            outcome = store.run("kim", dispatcher.deed())
        except Refusal:
            assert dispatcher.known() == before
            continue
        done.append((before, outcome.back))
    for before, back in reversed(done):
        store.run("kim", back)
        assert dispatcher.known() == before
