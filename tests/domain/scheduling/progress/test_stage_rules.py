"""Stages that orders enter by themselves, and that an administrator can switch off."""

from datetime import datetime, timedelta

from domain.clock import FixedClock
from domain.orders.model import Order, StageMeaning
from domain.parameters import service as parameters
from domain.scheduling.placing.service import change_stage, move, place, remove
from domain.scheduling.progress import stage_rules
from domain.store.store import Store
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop, order

NEW, PLANNED, ACTIVE, DONE, CANCELLED = StageMeaning
HOUR = timedelta(hours=1)


def booked(store: Store, workshop: Workshop, start: datetime = MONDAY_MORNING + HOUR) -> tuple[int, int]:
    order_id = store.run("kim", order, workshop)
    return order_id, store.run("kim", place, order_id, workshop.kim, start, start + HOUR, override=True)


def started(store: Store, now: datetime) -> list[int]:
    with store.read() as session:
        return list(stage_rules.started(session, now))


def meaning(store: Store, order_id: int) -> StageMeaning:
    with store.read() as session:
        return session.get_one(Order, order_id).stage.meaning


def test_the_next_start_is_when_to_look(store: Store, workshop: Workshop) -> None:
    order_id, _ = booked(store, workshop)
    with store.read() as session:
        assert stage_rules.next_start(session, MONDAY_MORNING) == MONDAY_MORNING + HOUR
        assert stage_rules.next_start(session, MONDAY_MORNING + HOUR) is None
    assert started(store, MONDAY_MORNING + HOUR - timedelta(seconds=1)) == []
    assert started(store, MONDAY_MORNING + HOUR) == [order_id]


def test_an_order_starts_once_and_stays_where_somebody_puts_it_back(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    order_id, _ = booked(store, workshop)
    fixed_clock.advance(HOUR)
    store.run("clock", stage_rules.start, order_id)
    assert meaning(store, order_id) is ACTIVE
    store.run("kim", change_stage, order_id, workshop.stages[PLANNED])
    assert started(store, fixed_clock.now()) == []
    store.run("clock", stage_rules.start, order_id)
    assert meaning(store, order_id) is PLANNED


def test_what_was_moved_away_meanwhile_does_not_start(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    order_id, booking_id = booked(store, workshop)
    fixed_clock.advance(HOUR)
    start = fixed_clock.now() + HOUR
    store.run("kim", move, booking_id, workshop.kim, start, start + HOUR, override=True)
    store.run("clock", stage_rules.start, order_id)
    assert meaning(store, order_id) is PLANNED


def test_closed_orders_do_not_start(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> None:
    order_id, _ = booked(store, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[CANCELLED])
    assert started(store, MONDAY_MORNING + 2 * HOUR) == []


def test_every_rule_can_be_switched_off(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> None:
    store.run("admin", parameters.change, "stage_rules", [])
    order_id, booking_id = booked(store, workshop)
    assert meaning(store, order_id) is NEW
    assert started(store, MONDAY_MORNING + 2 * HOUR) == []
    store.run("kim", change_stage, order_id, workshop.stages[PLANNED])
    store.run("kim", remove, booking_id)
    assert meaning(store, order_id) is PLANNED
