"""Steps, locks and times of bookings, done and taken back: the schedule is exactly what it was."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.dispatch.deeds import advancing, locking, timing
from app.dispatch.undo import Deed
from domain.clock import FixedClock
from domain.errors import Overtaken, Refusal
from domain.orders.model import Stage, StageMeaning
from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Booking, BookingStatus, Lock
from domain.scheduling.placing import service
from domain.scheduling.progress.progress import Times
from domain.store.store import Store
from tests.app.dispatch.house import ALL_TIME, fill
from tests.app.dispatch.plans import NOW, at
from tests.support.together import in_threads
from tests.support.workshop import build, order


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url, FixedClock(NOW))
    yield opened
    opened.close()


def booked(store: Store) -> BoardBooking:
    people = store.run("lea", fill)
    store.run("lea", service.place, people.plain, people.kim, at(8), at(10), override=True)
    return shown(store)


def shown(store: Store) -> BoardBooking:
    with store.read() as session:
        (booking,) = queries.bookings(session, *ALL_TIME)
        return booking


def known(booking: BoardBooking) -> tuple[object, ...]:
    """All but the version, which counts every change."""
    times = booking.travelling, booking.arrived, booking.left
    place = booking.technician_id, booking.start, booking.finish
    return (booking.id, *place, booking.status, booking.lock, *times, booking.meaning)


def there_and_back(store: Store, deed: Deed) -> None:
    before = known(shown(store))
    done = store.run("kim", deed)
    after = known(shown(store))
    assert after != before
    undone = store.run("kim", done.back)
    assert known(shown(store)) == before
    redone = store.run("kim", undone.back)
    assert known(shown(store)) == after
    store.run("kim", redone.back)
    assert known(shown(store)) == before


@pytest.mark.parametrize("status", [each for each in BookingStatus if each is not BookingStatus.PLANNED])
def test_every_step_is_taken_back(store: Store, status: BookingStatus) -> None:
    booking = booked(store)
    there_and_back(store, advancing([booking.id], status, "The shop is closed"))


def test_a_step_that_gave_time_back_gets_it_again(store: Store) -> None:
    booking = booked(store)
    store.run("kim", advancing([booking.id], BookingStatus.ON_SITE))
    there_and_back(store, advancing([booking.id], BookingStatus.DONE))


def test_locks_and_times_are_taken_back(store: Store) -> None:
    booking = booked(store)
    there_and_back(store, locking({booking.id: Lock.BOTH}))
    store.run("kim", advancing([booking.id], BookingStatus.ON_SITE))
    there_and_back(store, timing(booking.id, Times(at(8), at(8.5), None)))


def test_why_a_step_is_not_taken_back_is_told_in_the_zone_of_whoever_asks(store: Store) -> None:
    people = store.run("lea", fill)
    store.run("lea", service.place, people.plain, people.kim, at(8), at(10), override=True)
    cancelled = store.run(
        "kim", advancing([shown(store).id], BookingStatus.CANCELLED, "The shop is closed", ZoneInfo("Asia/Tokyo"))
    )
    store.run("lou", service.place, people.skilled, people.kim, at(9), at(11), override=True)
    with pytest.raises(Refusal, match="18:00–20:00"):
        store.run("kim", cancelled.back)


@pytest.mark.parametrize("deed", ["step", "lock", "times"])
def test_what_others_changed_since_is_not_overwritten_by_taking_back(store: Store, deed: str) -> None:
    booking = booked(store)
    store.run("kim", advancing([booking.id], BookingStatus.ON_SITE))
    deeds = {
        "step": advancing([booking.id], BookingStatus.DONE),
        "lock": locking({booking.id: Lock.TIME}),
        "times": timing(booking.id, Times(at(8), at(8.5), None)),
    }
    done = store.run("kim", deeds[deed])
    store.run("lou", locking({booking.id: Lock.BOTH}))
    with pytest.raises(Overtaken, match="Somebody else has changed the booking of"):
        store.run("kim", done.back)
    assert shown(store).lock is Lock.BOTH


def test_two_who_step_the_same_bookings_in_any_turn_never_stand_in_each_others_way(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store:
        workshop = store.run("setup", build)
        ids = [
            store.run(
                "kim",
                service.place,
                store.run("kim", order, workshop),
                (workshop.kim, workshop.lou)[number % 2],
                at(8 + number),
                at(9 + number),
                override=True,
            )
            for number in range(12)
        ]
        for status in (BookingStatus.DISPATCHED, BookingStatus.ACCEPTED) * 3:
            errors = in_threads(
                partial(store.run, "kim", advancing(ids, status)),
                partial(store.run, "lou", advancing(ids[::-1], status)),
            )
            assert [str(error) for error in errors] == [f"Somebody else was faster: it is “{status.label}” already."]
            with store.read() as session:
                assert set(session.scalars(select(Booking.status))) == {status}


def test_an_order_that_does_not_follow_is_told_with_the_step(store: Store) -> None:
    booking = booked(store)
    with store.write("admin") as work:
        for stage in work.session.scalars(select(Stage).where(Stage.meaning == StageMeaning.DONE)):
            stage.required_fields = ["contact"]
            work.note("stage.changed", stage)
    assert store.run("kim", advancing([booking.id], BookingStatus.ON_SITE)).warning == ""
    assert "contact" in store.run("kim", advancing([booking.id], BookingStatus.DONE)).warning.lower()
    assert shown(store).status is BookingStatus.DONE
