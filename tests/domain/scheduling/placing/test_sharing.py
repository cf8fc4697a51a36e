"""Bookings that lie over each other knowingly, until one of them leaves."""

from dataclasses import replace

import pytest

from domain.clock import FixedClock
from domain.parameters.placement_rules import Kind
from domain.scheduling.model import BookingStatus
from domain.scheduling.progress.status_service import advance, cancel
from domain.scheduling.queries import bookings
from domain.store.store import Store
from tests.support.edited import HOUR, TEN, YEAR, booked, soften, together
from tests.support.workshop import Workshop


def test_what_lies_over_another_one_knowingly_shares_its_time(store: Store, workshop: Workshop) -> None:
    soften(store, Kind.OVERLAP)
    one, two = booked(store, workshop, workshop.kim, TEN), booked(store, workshop, workshop.kim, TEN + HOUR / 2)
    with store.read() as session:
        assert [row.shared for row in bookings(session, *YEAR)] == [False, True]
    together(store, replace(two, start=TEN + HOUR, finish=TEN + 2 * HOUR))
    with store.read() as session:
        assert [row.shared for row in bookings(session, *YEAR)] == [False, False]
    assert one.booking_id != two.booking_id


@pytest.mark.parametrize("leaves", ["moved", "given away", "taken off", "cancelled", "left early"])
def test_what_is_alone_again_shares_no_time_any_more(
    store: Store, workshop: Workshop, fixed_clock: FixedClock, leaves: str
) -> None:
    soften(store, Kind.OVERLAP)
    one, two = booked(store, workshop, workshop.kim, TEN), booked(store, workshop, workshop.kim, TEN + HOUR / 2)
    three = booked(store, workshop, workshop.kim, TEN + HOUR * 3 / 4)
    ways = {
        "moved": replace(one, start=TEN + 4 * HOUR, finish=TEN + 5 * HOUR),
        "given away": replace(one, technician_id=workshop.lou),
        "taken off": replace(one, technician_id=None),
    }
    if leaves in ways:
        together(store, ways[leaves])
    elif leaves == "left early":
        fixed_clock.advance(24 * HOUR + HOUR / 3)
        store.run("kim", advance, one.booking_id or 0, BookingStatus.DONE)
    else:
        store.run("kim", cancel, one.booking_id or 0, "The customer has no time")
    with store.read() as session:
        shared = {row.id: row.shared for row in bookings(session, *YEAR)}
    assert (shared[two.booking_id or 0], shared[three.booking_id or 0]) == (False, True)
