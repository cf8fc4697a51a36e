"""Any sequence of what can be done on the board, undone step by step: the schedule is exactly what it was."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
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
from domain.scheduling.placing import service
from domain.scheduling.progress.status_service import advance
from domain.store.store import Store
from tests.app.dispatch.house import ALL_TIME, fill
from tests.app.dispatch.plans import NOW, at

STEPS = 10


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url, FixedClock(NOW))
    yield opened
    opened.close()


@dataclass(frozen=True)
class Known:
    """A booking: where it is, what is known of it, and what follows from all that is on the board with it."""

    place: tuple[object, ...]
    more: tuple[object, ...]
    follows: tuple[object, ...]

    @property
    def own(self) -> tuple[object, ...]:
        """What changes by a deed of its own alone."""
        return self.place + self.more


class Dispatcher:
    """Does whatever comes to mind."""

    def __init__(self, store: Store, seed: int) -> None:
        self._store, self._chance = store, Random(seed)

    def known(self) -> dict[int, Known]:
        """All that is planned, but for the versions, which count every change."""
        return {
            one.id: Known(
                (one.order_id, one.technician_id, one.start, one.finish, one.status, one.lock),
                (one.requirement_id, one.note, one.travelling, one.arrived, one.left),
                (one.shared, one.travel, one.meaning),
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


def begin(store: Store) -> None:
    """One order waits; of the other one a part is done, and a part is still ahead."""
    people = store.run("lea", fill)
    done = store.run("lea", service.place, people.plain, people.kim, at(7), at(8), override=True)
    store.run("lea", service.place, people.plain, people.lea, at(9), at(11), extra=True, override=True)
    store.run("lea", advance, done, BookingStatus.DONE)


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_is_undone_exactly(store: Store, seed: int) -> None:
    begin(store)
    dispatcher = Dispatcher(store, seed)
    done: list[tuple[dict[int, Known], Deed]] = []
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


def own(known: dict[int, Known]) -> dict[int, tuple[object, ...]]:
    return {key: booking.own for key, booking in known.items()}


@pytest.mark.parametrize("seed", range(3))
def test_whatever_others_did_since_undo_restores_its_own_deed_or_changes_nothing(store: Store, seed: int) -> None:
    begin(store)
    kim, lou = Dispatcher(store, seed), Dispatcher(store, seed + 100)
    undone = refused = 0
    for turn in range(STEPS * 2):
        before = kim.known()
        try:
            outcome = store.run("kim", kim.deed())
        except Refusal:
            continue
        after = kim.known()
        for _ in range(turn % 3):
            with suppress(Refusal):
                store.run("lou", lou.deed())
        meanwhile = kim.known()
        try:
            store.run("kim", outcome.back)
        except Refusal:
            assert kim.known() == meanwhile
            refused += 1
            continue
        changed = {key for key in before.keys() | after.keys() if own(before).get(key) != own(after).get(key)}
        expected = {key: one for key, one in own(meanwhile).items() if key not in changed}
        expected |= {key: one for key, one in own(before).items() if key in changed}
        assert own(kim.known()) == expected
        undone += 1
    assert undone
    assert refused
