"""What technicians report from outside: it steps bookings, and what comes late or again changes nothing."""

from datetime import datetime, timedelta

import pytest

from domain.clock import FixedClock
from domain.errors import Gone, Refusal
from domain.orders.model import Order, Stage, StageMeaning
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.positions import last_positions
from domain.scheduling.progress.field_reports import report_position, report_status
from domain.scheduling.progress.status_service import advance
from domain.scheduling.travel.places import Place
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order

HOUR = timedelta(hours=1)


def book(work: UnitOfWork, workshop: Workshop) -> int:
    booking = Booking(
        order_id=order(work, workshop), technician_id=workshop.kim, start_at=work.now - HOUR, finish_at=work.now + HOUR
    )
    return work.add(booking, "booking.placed").id


@pytest.fixture
def booking(store: Store, workshop: Workshop) -> int:
    return store.run("kim", book, workshop)


def seen(store: Store, booking: int) -> tuple[BookingStatus, datetime | None, datetime | None, StageMeaning]:
    with store.read() as session:
        found = session.get_one(Booking, booking)
        meaning = session.get_one(Order, found.order_id).stage.meaning
        return found.status, found.travelling_at, found.arrived_at, meaning


def test_a_day_outside_is_followed_by_its_order(
    store: Store, workshop: Workshop, booking: int, fixed_clock: FixedClock
) -> None:
    now = fixed_clock.now()
    for status, minutes in ((BookingStatus.TRAVELLING, 50), (BookingStatus.ON_SITE, 30)):
        at = now - timedelta(minutes=minutes)
        store.run("listener", report_status, workshop.kim, booking, status, at)
    begun = (now - timedelta(minutes=50), now - timedelta(minutes=30))
    assert seen(store, booking) == (BookingStatus.ON_SITE, *begun, StageMeaning.ACTIVE)
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.DONE, now)
    assert seen(store, booking)[0] is BookingStatus.DONE


def test_what_comes_again_or_late_changes_nothing(
    store: Store, workshop: Workshop, booking: int, fixed_clock: FixedClock
) -> None:
    now = fixed_clock.now()
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.ON_SITE, now - HOUR / 2)
    before = seen(store, booking)
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.TRAVELLING, now - HOUR)
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.ON_SITE, now)
    assert seen(store, booking) == before
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.TRAVELLING, now)
    assert seen(store, booking)[0] is BookingStatus.TRAVELLING


@pytest.mark.parametrize("again", [False, True])
def test_what_the_desk_has_corrected_does_not_come_again(
    store: Store, workshop: Workshop, booking: int, fixed_clock: FixedClock, again: bool
) -> None:
    told = fixed_clock.now()
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.TRAVELLING, told)
    fixed_clock.advance(HOUR / 6)
    store.run("lea", advance, booking, BookingStatus.ACCEPTED)
    corrected = seen(store, booking)
    fixed_clock.advance(HOUR / 6)
    at = fixed_clock.now() if again else told
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.TRAVELLING, at, again=again)
    assert seen(store, booking) == corrected
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.TRAVELLING, fixed_clock.now())
    assert seen(store, booking)[:2] == (BookingStatus.TRAVELLING, fixed_clock.now())


def test_what_the_desk_said_meanwhile_holds_up_no_report(
    store: Store, workshop: Workshop, booking: int, fixed_clock: FixedClock
) -> None:
    set_out = fixed_clock.now() - HOUR / 2
    store.run("lea", advance, booking, BookingStatus.DISPATCHED)
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.TRAVELLING, set_out)
    assert seen(store, booking)[:2] == (BookingStatus.TRAVELLING, set_out)


def test_what_a_device_took_back_itself_is_told_late_with_what_came_after(
    store: Store, workshop: Workshop, booking: int, fixed_clock: FixedClock
) -> None:
    now = fixed_clock.now()
    for status, minutes in ((BookingStatus.ON_SITE, 30), (BookingStatus.TRAVELLING, 20), (BookingStatus.ON_SITE, 10)):
        store.run("listener", report_status, workshop.kim, booking, status, now - timedelta(minutes=minutes))
    at = seen(store, booking)
    assert at[:3] == (BookingStatus.ON_SITE, now - timedelta(minutes=20), now - timedelta(minutes=10))


def test_an_order_that_does_not_follow_is_told(store: Store, workshop: Workshop, booking: int) -> None:
    with store.write("admin") as work:
        done = work.get(Stage, workshop.stages[StageMeaning.DONE])
        done.required_fields = ["contact"]
        work.note("stage.changed", done)
    now = store.clock.now()
    assert store.run("listener", report_status, workshop.kim, booking, BookingStatus.ON_SITE, now - HOUR) == ""
    assert "contact" in store.run("listener", report_status, workshop.kim, booking, BookingStatus.DONE, now).lower()


def test_a_clock_that_runs_ahead_is_held_back(
    store: Store, workshop: Workshop, booking: int, fixed_clock: FixedClock
) -> None:
    now = fixed_clock.now()
    store.run("listener", report_status, workshop.kim, booking, BookingStatus.ON_SITE, now + timedelta(minutes=5))
    assert seen(store, booking)[2] == now


def test_bookings_of_others_and_none_are_refused(
    store: Store, workshop: Workshop, booking: int, fixed_clock: FixedClock
) -> None:
    now = fixed_clock.now()
    with pytest.raises(Refusal, match="not one of technician"):
        store.run("listener", report_status, workshop.lou, booking, BookingStatus.DONE, now)
    with pytest.raises(Gone):
        store.run("listener", report_status, workshop.kim, 4711, BookingStatus.DONE, now)
    with pytest.raises(Gone):
        store.run("listener", report_position, 4711, Place(0, 0), now)


def test_the_newest_position_is_kept_whatever_the_order(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    now = fixed_clock.now()
    for degrees, at in ((1.0, now - HOUR), (2.0, now), (3.0, now - HOUR / 2)):
        store.run("listener", report_position, workshop.kim, Place(degrees, degrees), at)
    with store.read() as session:
        assert last_positions(session) == {workshop.kim: (Place(2.0, 2.0), now)}
