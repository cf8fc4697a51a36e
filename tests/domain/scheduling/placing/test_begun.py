"""Bookings of which somebody has been told, or that have begun: what may change, and who must hear of it."""

from dataclasses import replace

import pytest

from domain.clock import FixedClock
from domain.errors import Refusal
from domain.parameters import service as parameters
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.placing.edits import Done, Edit, Where, rearrange, reversed_edits
from domain.scheduling.progress.status_service import advance
from domain.scheduling.queries import booking
from domain.store.store import Store
from tests.support.edited import HOUR, TEN, booked, spans, together
from tests.support.workshop import Workshop


def with_status(store: Store, workshop: Workshop, status: BookingStatus) -> Edit:
    edit = booked(store, workshop, workshop.kim, TEN)
    store.run("kim", advance, edit.booking_id or 0, status)
    return edit


def status_of(store: Store, edit: Edit) -> BookingStatus:
    with store.read() as session:
        found = booking(session, edit.booking_id or 0)
    assert found is not None
    return found.status


@pytest.mark.parametrize(
    ("minutes", "told_again", "expected"),
    [
        (15, 0, BookingStatus.PLANNED),
        (15, 15, BookingStatus.ACCEPTED),
        (-30, 15, BookingStatus.PLANNED),
        (0, 0, BookingStatus.ACCEPTED),
    ],
)
def test_whoever_has_a_job_at_another_time_is_told_again(
    store: Store, workshop: Workshop, minutes: int, told_again: int, expected: BookingStatus
) -> None:
    store.run("admin", parameters.change, "tell_again_minutes", told_again)
    edit = with_status(store, workshop, BookingStatus.ACCEPTED)
    (done,) = together(store, replace(edit, start=TEN + minutes * HOUR / 60, finish=TEN + 2 * HOUR))
    assert status_of(store, edit) is expected
    together(store, *reversed_edits([done]))
    assert status_of(store, edit) is BookingStatus.ACCEPTED


@pytest.mark.parametrize("status", [BookingStatus.TRAVELLING, BookingStatus.ON_SITE])
def test_of_what_has_begun_only_the_end_moves(store: Store, workshop: Workshop, status: BookingStatus) -> None:
    edit = with_status(store, workshop, status)
    with pytest.raises(Refusal, match="only its end can be moved"):
        together(store, replace(edit, start=TEN + HOUR, finish=TEN + 2 * HOUR))
    together(store, replace(edit, finish=TEN + 2 * HOUR))
    assert spans(store)[edit.booking_id or 0] == (workshop.kim, TEN, TEN + 2 * HOUR)


def test_what_a_finish_was_planned_for_is_taken_off_and_comes_back_with_it(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    edit = with_status(store, workshop, BookingStatus.ON_SITE)
    fixed_clock.advance(24 * HOUR + HOUR / 2)
    with store.write("kim") as work:
        before = Where.of(work.get(Booking, edit.booking_id or 0))
        advance(work, edit.booking_id or 0, BookingStatus.PARTLY_DONE)
        after = Where.of(work.get(Booking, edit.booking_id or 0))
    done = (Done(edit.booking_id or 0, edit.order_id, "", before, after),)
    undone = store.run("kim", rearrange, reversed_edits(done), override=True, reason="")
    store.run("kim", rearrange, reversed_edits(undone), override=True, reason="")
    assert spans(store)[edit.booking_id or 0][2] == TEN + HOUR / 2
    store.run("kim", advance, edit.booking_id or 0, BookingStatus.ON_SITE)
    assert spans(store)[edit.booking_id or 0][2] == TEN + HOUR
