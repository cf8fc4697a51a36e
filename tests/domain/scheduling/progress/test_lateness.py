"""Arrivals that are overdue."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.orders.model import StageMeaning
from domain.parameters import service as parameters
from domain.scheduling.model import BookingStatus
from domain.scheduling.placing.service import change_stage, move, place
from domain.scheduling.progress.lateness import LATE, next_overdue, overdue, tell_late
from domain.scheduling.progress.status_service import advance, cancel
from domain.store.journal import journal
from domain.store.store import Store
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop, order

NINE = MONDAY_MORNING + timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def booked(store: Store, workshop: Workshop) -> tuple[int, int]:
    order_id = store.run("kim", order, workshop)
    return order_id, store.run("kim", place, order_id, workshop.kim, NINE, NINE + 60 * MINUTE, override=True)


def late_at(store: Store, moment: datetime) -> list[int]:
    with store.read() as session:
        return list(overdue(session, moment))


def test_an_arrival_is_overdue_after_the_grace(store: Store, workshop: Workshop) -> None:
    _, booking_id = booked(store, workshop)
    assert late_at(store, NINE + 14 * MINUTE) == []
    assert late_at(store, NINE + 15 * MINUTE) == [booking_id]
    with store.read() as session:
        assert next_overdue(session, MONDAY_MORNING) == NINE + 15 * MINUTE
    store.run("admin", parameters.change, "late_minutes", 30)
    assert late_at(store, NINE + 15 * MINUTE) == []


def test_it_is_told_once_and_again_after_it_was_moved(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    order_id, booking_id = booked(store, workshop)
    fixed_clock.advance(NINE + 20 * MINUTE - fixed_clock.now())
    for _ in range(2):
        store.run("clock", tell_late, booking_id)
    with store.read() as session:
        told = session.scalars(select(journal.c.after).where(journal.c.kind == LATE)).all()
    assert [(each["order_id"], each["number"], each["technician"]) for each in told] == [(order_id, "SO-000001", "Kim")]
    later = NINE + 60 * MINUTE
    store.run("kim", move, booking_id, workshop.kim, later, later + 60 * MINUTE, override=True)
    assert late_at(store, fixed_clock.now()) == []
    assert late_at(store, later + 15 * MINUTE) == [booking_id]


@pytest.mark.parametrize("status", [BookingStatus.ON_SITE, BookingStatus.DONE, BookingStatus.PARTLY_DONE])
def test_who_has_come_is_not_late(store: Store, workshop: Workshop, status: BookingStatus) -> None:
    _, booking_id = booked(store, workshop)
    store.run("kim", advance, booking_id, status)
    assert late_at(store, NINE + 60 * MINUTE) == []


def test_who_is_on_the_way_is_late_all_the_same(store: Store, workshop: Workshop) -> None:
    _, booking_id = booked(store, workshop)
    store.run("kim", advance, booking_id, BookingStatus.TRAVELLING)
    assert late_at(store, NINE + 60 * MINUTE) == [booking_id]


def test_nobody_is_late_for_what_is_cancelled_closed_or_long_ago(store: Store, workshop: Workshop) -> None:
    _, cancelled = booked(store, workshop)
    store.run("kim", cancel, cancelled, "Nobody at home")
    assert late_at(store, NINE + 60 * MINUTE) == []
    order_id, _ = booked(store, workshop)
    assert late_at(store, NINE + 24 * 60 * MINUTE) == []
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.DONE])
    assert late_at(store, NINE + 60 * MINUTE) == []
