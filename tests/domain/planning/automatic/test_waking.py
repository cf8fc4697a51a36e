"""What happens wakes those runs that listen to it, and none is woken by what runs do."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.service import RunDraft
from domain.planning.automatic.waking import OPTIMISER, Cause, causes, listens_to
from domain.scheduling.model import BookingStatus
from domain.scheduling.placing.service import move
from domain.scheduling.progress.absence_bookings import approve
from domain.scheduling.progress.lateness import tell_late
from domain.scheduling.progress.status_service import advance, cancel
from domain.store.journal import FACT_COLUMNS, FactRow, journal, to_fact
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.absence_service import AbsenceDraft, ask_absence
from tests.support.edited import HOUR, TEN, booked
from tests.support.workshop import Workshop, order

DRAFT = RunDraft("Behind the board", 1, Trigger.STANDING)


def woken(store: Store, since: int) -> frozenset[Cause]:
    """By what the facts since then are causes of."""
    with store.read() as session:
        found = session.execute(select(*FACT_COLUMNS).where(journal.c.id > since))
        return frozenset(cause for row in found for cause in causes(to_fact(row)))


def newest(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.max(journal.c.id))) or 0


def by_alert(work: UnitOfWork, workshop: Workshop) -> None:
    draft = OrderDraft("Warm", Priority.HIGH, Origin.ALERT, 60, asset_id=workshop.asset, source="alert/1")
    open_order(work, draft)


def test_a_new_order_is_one_and_by_an_alert_it_is_two(store: Store, workshop: Workshop) -> None:
    before = newest(store)
    store.run("kim", order, workshop)
    assert woken(store, before) == {Cause.ORDER}
    before = newest(store)
    store.run("listener", by_alert, workshop)
    assert woken(store, before) == {Cause.ORDER, Cause.ALERT}
    before = newest(store)
    store.run(OPTIMISER, order, workshop)
    assert woken(store, before) == frozenset()


def test_delays_are_arrivals_overdue_work_given_up_and_people_away(store: Store, workshop: Workshop) -> None:
    first = booked(store, workshop, workshop.kim, store.clock.now() - HOUR).booking_id
    second = booked(store, workshop, workshop.lou, TEN).booking_id
    assert first is not None
    assert second is not None
    before = newest(store)
    store.run("kim", move, second, workshop.lou, TEN + HOUR, TEN + 2 * HOUR)
    assert woken(store, before) == frozenset()
    store.run("clock", tell_late, first)
    assert woken(store, before) == {Cause.DELAY}
    before = newest(store)
    store.run("kim", cancel, second, "nobody at home")
    assert woken(store, before) == {Cause.DELAY}
    before = newest(store)
    absence = store.run("lou", ask_absence, AbsenceDraft(workshop.lou, TEN, TEN + HOUR))
    assert woken(store, before) == frozenset()
    store.run("kim", approve, absence, 1)
    assert woken(store, before) == {Cause.DELAY}
    before = newest(store)
    store.run("kim", advance, first, BookingStatus.PARTLY_DONE, store.clock.now())
    assert woken(store, before) == {Cause.DELAY}


@pytest.mark.parametrize(
    "kind", ["alert.raised", "booking.placed", "booking.moved", "planning_run.ran", "order.edited"]
)
def test_what_somebody_does_at_the_board_is_none(kind: str) -> None:
    fact = FactRow(1, datetime(2026, 3, 2, tzinfo=UTC), "kim", kind, "", 1, {}, {})
    assert causes(fact) == frozenset()


def test_an_alert_that_joins_an_order_is_one() -> None:
    fact = FactRow(1, datetime(2026, 3, 2, tzinfo=UTC), "listener", "order.alert_joined", "order", 1, {}, {})
    assert causes(fact) == {Cause.ALERT}


@pytest.mark.parametrize(
    ("asked", "listened"),
    [
        ({"after_orders": True}, {Cause.ORDER}),
        ({"after_alerts": True, "after_delays": True}, {Cause.ALERT, Cause.DELAY}),
        ({}, set()),
        ({"begins": Trigger.SCHEDULE, "after_orders": True}, set()),
    ],
)
def test_a_run_listens_to_what_it_asks_for(asked: dict[str, Any], listened: set[Cause]) -> None:
    assert listens_to(replace(DRAFT, **asked)) == listened
