"""Other due times are those that orders get when somebody really chooses the SLA, and nothing is written for them."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete

from domain.calendars import service as calendars
from domain.calendars.model import CalendarWindow
from domain.clock import FixedClock
from domain.errors import Refusal
from domain.orders.clock_service import choose_sla, pause
from domain.orders.model import Order
from domain.planning.scope import Scope
from domain.planning.translation.loaded import load
from domain.planning.whatif.other_sla import read_dues
from domain.planning.whatif.values import OtherSla
from domain.sla import service as slas
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.edited import TEN, booked
from tests.support.promised import Promised, build, office, sla
from tests.support.workshop import Workshop, order

DAYS = Scope(TEN - timedelta(hours=10), TEN + timedelta(days=2))


@pytest.fixture
def promised(store: Store) -> Promised:
    return store.run("setup", build)


def dues(store: Store, other: OtherSla, scope: Scope = DAYS) -> dict[int, datetime | None]:
    with store.read() as session:
        now = store.clock.now()
        return dict(read_dues(session, other, load(session, scope, now), scope, now))


def due(store: Store, order_id: int) -> datetime | None:
    with store.read() as session:
        return session.get_one(Order, order_id).due_at


def test_due_times_are_those_of_the_sla_once_it_is_chosen(
    store: Store, workshop: Workshop, promised: Promised, fixed_clock: FixedClock
) -> None:
    night = store.run("admin", calendars.create_calendar, office("Late", 12, 20))
    gold = store.run("admin", slas.create_sla, sla("Gold", night, times=2))
    waiting = [store.run("kim", order, workshop, priority=each) for each in Priority]
    fixed_clock.advance(timedelta(hours=26))
    waiting.append(store.run("kim", order, workshop))
    on_board = booked(store, workshop, workshop.kim, TEN).order_id
    store.run("kim", pause, waiting[3], promised.waits)
    fixed_clock.advance(timedelta(hours=3))
    before = {key: due(store, key) for key in (*waiting, on_board)}
    found = dues(store, OtherSla(gold))
    assert found.keys() == before.keys()
    assert {key: due(store, key) for key in before} == before
    assert len(set(found.values())) > 3
    for key in before:
        store.run("kim", choose_sla, key, gold)
    assert found == {key: due(store, key) for key in before}
    assert found[waiting[3]] is None


def test_the_orders_of_other_customers_and_those_that_are_not_planned_keep_theirs(
    store: Store, workshop: Workshop, promised: Promised
) -> None:
    waiting = [store.run("kim", order, workshop) for _ in range(2)]
    with store.read() as session:
        customer = session.get_one(Order, waiting[0]).customer_id
    assert dues(store, OtherSla(promised.sla, customer)).keys() == set(waiting)
    assert dues(store, OtherSla(promised.sla, customer + 1)) == {}
    one = Scope(DAYS.since, DAYS.until, orders=frozenset(waiting[:1]))
    assert dues(store, OtherSla(promised.sla), one).keys() == set(waiting[:1])


def test_an_sla_without_working_time_is_refused(store: Store, workshop: Workshop, promised: Promised) -> None:
    store.run("kim", order, workshop)
    never = store.run("admin", calendars.create_calendar, office("Never"))
    empty = store.run("admin", slas.create_sla, sla("Never", never))
    store.run("admin", _close, never)
    with pytest.raises(Refusal) as refused:
        dues(store, OtherSla(empty))
    assert refused.value.field == "sla_id"


def _close(work: UnitOfWork, calendar_id: int) -> None:
    """Take the hours of a calendar away, as no service does."""
    work.session.execute(delete(CalendarWindow).where(CalendarWindow.calendar_id == calendar_id))
