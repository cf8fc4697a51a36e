"""Bookings told, begun, done, cancelled, locked; and the orders that follow them."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Overtaken, Refusal
from domain.orders.model import Order, StageMeaning
from domain.orders.promise_model import ClockMark
from domain.parameters import service as parameters
from domain.scheduling.model import Booking, BookingStatus, Lock
from domain.scheduling.placing.edits import Edit, rearrange, reversed_edits
from domain.scheduling.placing.service import change_stage, place
from domain.scheduling.progress.progress import Times
from domain.scheduling.progress.status_service import advance, cancel, dispatch, lock, set_actual_times, write_note
from domain.scheduling.queries import booking, unassigned
from domain.sla.clock import MarkKind
from domain.store.journal import journal
from domain.store.store import Store
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop, order

NEW, PLANNED, ACTIVE, DONE, CANCELLED = StageMeaning
NINE = MONDAY_MORNING + timedelta(hours=1)
HOUR = timedelta(hours=1)


def booked(store: Store, workshop: Workshop, start: datetime = NINE) -> tuple[int, int]:
    order_id = store.run("kim", order, workshop)
    return order_id, store.run("kim", place, order_id, workshop.kim, start, start + HOUR, override=True)


def meaning(store: Store, order_id: int) -> StageMeaning:
    with store.read() as session:
        return session.get_one(Order, order_id).stage.meaning


def marks(store: Store, order_id: int, kind: MarkKind) -> list[datetime]:
    with store.read() as session:
        found = select(ClockMark.at).where(ClockMark.order_id == order_id, ClockMark.kind == kind)
        return sorted(session.scalars(found))


def test_an_order_follows_its_booking_to_the_end(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> None:
    order_id, booking_id = booked(store, workshop)
    seen = []
    for status in (BookingStatus.DISPATCHED, BookingStatus.ACCEPTED, BookingStatus.TRAVELLING, BookingStatus.ON_SITE):
        fixed_clock.advance(HOUR / 4)
        assert store.run("kim", advance, booking_id, status) == ""
        seen.append(meaning(store, order_id))
    assert seen == [PLANNED, PLANNED, ACTIVE, ACTIVE]
    arrived = fixed_clock.now()
    fixed_clock.advance(2 * HOUR)
    assert store.run("kim", advance, booking_id, BookingStatus.DONE) == ""
    assert meaning(store, order_id) is DONE
    with store.read() as session:
        bar = booking(session, booking_id)
    assert bar
    assert (bar.travelling, bar.arrived, bar.left) == (arrived - HOUR / 4, arrived, arrived + 2 * HOUR)
    assert marks(store, order_id, MarkKind.ARRIVED) == [arrived]
    assert marks(store, order_id, MarkKind.COMPLETED) == [arrived + 2 * HOUR]


def test_setting_out_is_no_arrival(store: Store, workshop: Workshop) -> None:
    order_id, booking_id = booked(store, workshop)
    store.run("kim", advance, booking_id, BookingStatus.TRAVELLING)
    assert meaning(store, order_id) is ACTIVE
    assert marks(store, order_id, MarkKind.ARRIVED) == []


def test_only_the_first_arrival_counts(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> None:
    order_id, first = booked(store, workshop)
    second = store.run("kim", place, order_id, workshop.lou, NINE, NINE + HOUR, extra=True, override=True)
    store.run("kim", advance, first, BookingStatus.ON_SITE)
    came = fixed_clock.now()
    fixed_clock.advance(HOUR)
    store.run("kim", advance, second, BookingStatus.ON_SITE)
    assert marks(store, order_id, MarkKind.ARRIVED) == [came]


def test_what_happened_earlier_is_told_with_its_time(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> None:
    order_id, booking_id = booked(store, workshop)
    fixed_clock.advance(3 * HOUR)
    store.run("kim", advance, booking_id, BookingStatus.ON_SITE, NINE)
    store.run("kim", advance, booking_id, BookingStatus.DONE, NINE + HOUR / 2)
    assert marks(store, order_id, MarkKind.ARRIVED) == [NINE]
    assert marks(store, order_id, MarkKind.COMPLETED) == [NINE + HOUR / 2]
    with store.read() as session:
        bar = booking(session, booking_id)
    assert bar
    assert bar.finish == NINE + HOUR / 2, "the time that is left over is free"
    with pytest.raises(Refusal, match="still to come"):
        store.run("kim", advance, booking_id, BookingStatus.ON_SITE, fixed_clock.now() + HOUR)


def test_what_is_left_half_done_waits_again_with_the_rest(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    order_id, booking_id = booked(store, workshop)
    store.run("kim", advance, booking_id, BookingStatus.ON_SITE)
    fixed_clock.advance(HOUR / 2)
    store.run("kim", advance, booking_id, BookingStatus.PARTLY_DONE)
    assert meaning(store, order_id) is NEW
    with store.read() as session:
        (row,) = unassigned(session)
    assert (row.id, row.minutes, row.whole) == (order_id, 30, 60)
    start = NINE + 5 * HOUR
    store.run("kim", place, order_id, workshop.lou, start, start + HOUR / 2, override=True)
    assert meaning(store, order_id) is PLANNED
    with store.read() as session:
        assert unassigned(session) == []


def test_a_cancelled_booking_stays_on_record_and_gives_its_time_back(store: Store, workshop: Workshop) -> None:
    order_id, booking_id = booked(store, workshop)
    with pytest.raises(Refusal, match="why"):
        store.run("kim", cancel, booking_id, " ")
    store.run("kim", cancel, booking_id, "Nobody at home")
    assert meaning(store, order_id) is NEW
    with store.read() as session:
        bar = booking(session, booking_id)
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "booking.cancelled")).one()
        assert [row.id for row in unassigned(session)] == [order_id]
    assert bar
    assert bar.status is BookingStatus.CANCELLED
    assert told["reason"] == "Nobody at home"
    other, _ = booked(store, workshop)
    assert meaning(store, other) is PLANNED
    with pytest.raises(Refusal, match="cannot become"):
        store.run("kim", advance, booking_id, BookingStatus.PLANNED)


def test_a_step_told_by_mistake_is_taken_back(store: Store, workshop: Workshop) -> None:
    order_id, booking_id = booked(store, workshop)
    store.run("kim", advance, booking_id, BookingStatus.DONE)
    assert meaning(store, order_id) is DONE
    store.run("kim", advance, booking_id, BookingStatus.DISPATCHED)
    assert meaning(store, order_id) is PLANNED
    with store.read() as session:
        bar = booking(session, booking_id)
    assert bar
    assert (bar.travelling, bar.arrived, bar.left) == (None, None, None)


def test_an_order_that_cannot_be_closed_stays_open_and_says_why(store: Store, workshop: Workshop) -> None:
    order_id, booking_id = booked(store, workshop)
    with store.write("admin") as work:
        stage = work.get(Order, order_id).stage
        done = work.get(type(stage), workshop.stages[DONE])
        done.required_fields = ["contact"]
        work.note("stage.changed", done)
    store.run("kim", advance, booking_id, BookingStatus.ON_SITE)
    assert store.run("kim", advance, booking_id, BookingStatus.DONE)
    assert meaning(store, order_id) is ACTIVE
    with store.read() as session:
        bar = booking(session, booking_id)
    assert bar
    assert bar.status is BookingStatus.DONE


def test_rules_that_are_switched_off_leave_orders_where_they_are(store: Store, workshop: Workshop) -> None:
    store.run("admin", parameters.change, "stage_rules", [])
    order_id, booking_id = booked(store, workshop)
    store.run("kim", advance, booking_id, BookingStatus.ON_SITE)
    store.run("kim", advance, booking_id, BookingStatus.DONE)
    assert meaning(store, order_id) is NEW


def test_only_what_is_as_it_was_told_is_dispatched(store: Store, workshop: Workshop) -> None:
    _, same = booked(store, workshop)
    order_id, moved = booked(store, workshop, NINE + 2 * HOUR)
    told = {same: 1, moved: 1, 99: 1}
    later = Edit(moved, order_id, workshop.kim, NINE + 4 * HOUR, NINE + 5 * HOUR)
    store.run("lea", rearrange, [later], override=True, reason="late")
    assert store.run("kim", dispatch, told) == (moved, 99)
    assert store.run("kim", dispatch, told) == (same, moved, 99)
    with store.read() as session:
        assert session.get_one(Booking, same).status is BookingStatus.DISPATCHED
        assert session.get_one(Booking, moved).status is BookingStatus.PLANNED


def test_who_gets_what_was_told_to_another_is_told_again(store: Store, workshop: Workshop) -> None:
    order_id, booking_id = booked(store, workshop)
    store.run("kim", advance, booking_id, BookingStatus.ACCEPTED)
    later = Edit(booking_id, order_id, workshop.kim, NINE, NINE + 2 * HOUR)
    store.run("kim", rearrange, [later], override=True, reason="late")
    with store.read() as session:
        assert session.get_one(Booking, booking_id).status is BookingStatus.ACCEPTED
    other = Edit(booking_id, order_id, workshop.lou, NINE + HOUR, NINE + 2 * HOUR)
    store.run("kim", rearrange, [other], override=True, reason="late")
    with store.read() as session:
        assert session.get_one(Booking, booking_id).status is BookingStatus.PLANNED


def test_work_that_has_begun_moves_its_end_alone(store: Store, workshop: Workshop) -> None:
    order_id, booking_id = booked(store, workshop)
    store.run("kim", advance, booking_id, BookingStatus.ON_SITE)
    for wish in (
        Edit(booking_id, order_id, workshop.lou, NINE, NINE + HOUR),
        Edit(booking_id, order_id, workshop.kim, NINE + HOUR, NINE + 2 * HOUR),
        Edit(booking_id, order_id, None, NINE, NINE + HOUR),
    ):
        with pytest.raises(Refusal, match="has begun"):
            store.run("kim", rearrange, [wish], override=True, reason="x")
    longer = Edit(booking_id, order_id, workshop.kim, NINE, NINE + 2 * HOUR)
    store.run("kim", rearrange, [longer], override=True, reason="x")
    store.run("kim", advance, booking_id, BookingStatus.PARTLY_DONE)
    with pytest.raises(Refusal, match="stays as it was"):
        store.run("kim", rearrange, [longer], override=True, reason="x")


def test_actual_times_are_corrected_at_the_desk(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> None:
    order_id, booking_id = booked(store, workshop)
    fixed_clock.advance(4 * HOUR)
    store.run("kim", advance, booking_id, BookingStatus.DONE)
    store.run("kim", set_actual_times, booking_id, Times(NINE - HOUR / 2, NINE, NINE + HOUR), version=2)
    with store.read() as session:
        bar = booking(session, booking_id)
    assert bar
    assert (bar.travelling, bar.arrived, bar.left) == (NINE - HOUR / 2, NINE, NINE + HOUR)
    assert marks(store, order_id, MarkKind.ARRIVED) == [NINE]
    with pytest.raises(Overtaken):
        store.run("kim", set_actual_times, booking_id, Times(), version=2)


def test_locks_and_notes_are_kept(store: Store, workshop: Workshop) -> None:
    _, booking_id = booked(store, workshop)
    store.run("kim", lock, [booking_id], Lock.TIME)
    store.run("kim", write_note, booking_id, " Ring twice ")
    with store.read() as session:
        bar = booking(session, booking_id)
    assert bar
    assert (bar.lock, bar.note) == (Lock.TIME, "Ring twice")


def test_an_order_that_is_cancelled_cancels_what_is_begun(store: Store, workshop: Workshop) -> None:
    order_id, begun = booked(store, workshop)
    store.run("kim", advance, begun, BookingStatus.ON_SITE)
    ahead = store.run("kim", place, order_id, workshop.lou, NINE, NINE + HOUR, extra=True, override=True)
    store.run("kim", change_stage, order_id, workshop.stages[CANCELLED])
    with store.read() as session:
        assert session.get_one(Booking, begun).status is BookingStatus.CANCELLED
        assert session.get(Booking, ahead) is None


def _done_early(store: Store, workshop: Workshop, clock: FixedClock) -> tuple[int, int]:
    order_id, booking_id = booked(store, workshop)
    store.run("kim", advance, booking_id, BookingStatus.ON_SITE)
    clock.advance(HOUR + HOUR / 4)
    store.run("kim", advance, booking_id, BookingStatus.DONE)
    return order_id, booking_id


def _finish(store: Store, booking_id: int) -> datetime:
    with store.read() as session:
        bar = booking(session, booking_id)
    assert bar
    return bar.finish


def test_done_by_mistake_gets_its_planned_end_again(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> None:
    _, booking_id = _done_early(store, workshop, fixed_clock)
    assert _finish(store, booking_id) == NINE + HOUR / 4
    store.run("kim", advance, booking_id, BookingStatus.ON_SITE)
    assert _finish(store, booking_id) == NINE + HOUR


def test_done_by_mistake_gets_back_what_nobody_has_taken_meanwhile(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    _, booking_id = _done_early(store, workshop, fixed_clock)
    other = store.run("kim", order, workshop)
    taken = NINE + HOUR / 2
    store.run("lou", place, other, workshop.kim, taken, taken + HOUR, override=True)
    store.run("kim", advance, booking_id, BookingStatus.ON_SITE)
    assert _finish(store, booking_id) == taken


def test_times_of_a_visit_that_never_was_tell_no_arrival(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    order_id, booking_id = booked(store, workshop)
    fixed_clock.advance(3 * HOUR)
    store.run("kim", cancel, booking_id, "The shop was closed")
    with pytest.raises(Refusal, match="The booking is cancelled"):
        store.run("kim", set_actual_times, booking_id, Times(None, NINE, NINE + HOUR))
    assert marks(store, order_id, MarkKind.ARRIVED) == []


def test_an_order_is_done_once_what_was_left_of_it_is_taken_off(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    order_id, first = booked(store, workshop)
    second = store.run("kim", place, order_id, workshop.lou, NINE, NINE + HOUR, extra=True, override=True)
    store.run("kim", advance, first, BookingStatus.ON_SITE)
    fixed_clock.advance(HOUR)
    store.run("kim", advance, first, BookingStatus.DONE)
    assert meaning(store, order_id) is ACTIVE
    done = store.run("kim", rearrange, [Edit(second, order_id, None, NINE, NINE + HOUR)])
    assert meaning(store, order_id) is DONE
    store.run("kim", rearrange, reversed_edits(done), override=True, reason=None)
    assert meaning(store, order_id) is ACTIVE
    with store.read() as session:
        assert booking(session, second) is not None
