"""A visit stands on the day that somebody chose for it, on the board or by hand, and stays there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Overtaken, Refusal
from domain.orders.content import OrderLine
from domain.orders.promise_model import Promise
from domain.scheduling.placing.service import place
from domain.sla.standard import make_standard_sla
from domain.store.store import Store
from domain.visits.model import Visit
from domain.visits.moving import follow_bookings, move_order
from tests.support.contract import Contract
from tests.support.replanning import change, done, order_of, signed, visits
from tests.support.workshop import Workshop


@pytest.fixture
def contract(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Contract:
    return signed(store, workshop, fixed_clock)


def book(store: Store, workshop: Workshop, visit: Visit, day: date) -> None:
    start = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=9)
    store.run("kim", place, visit.order_id, workshop.kim, start, start + timedelta(hours=1), override=True)


def test_booked_on_another_day_a_visit_stands_there(store: Store, workshop: Workshop, contract: Contract) -> None:
    first, second, *_ = visits(store, contract.chiller)
    book(store, workshop, first, first.planned_on)
    book(store, workshop, second, date(2026, 4, 28))
    assert store.run("clock", follow_bookings, {first.order_id, second.order_id}) == 1
    assert store.run("clock", follow_bookings) == 0
    stands = [(each.planned_on, each.moved) for each in visits(store, contract.chiller)[:2]]
    assert stands == [(first.planned_on, False), (date(2026, 4, 28), True)]


def test_only_the_orders_named_are_looked_at(store: Store, workshop: Workshop, contract: Contract) -> None:
    first, second, *_ = visits(store, contract.chiller)
    book(store, workshop, second, date(2026, 4, 28))
    assert store.run("clock", follow_bookings, {first.order_id}) == 0


def test_moved_by_hand_it_takes_order_and_promise_along(store: Store, contract: Contract) -> None:
    store.run("setup", make_standard_sla, "DE")
    first = visits(store, contract.chiller)[0]
    store.run("kim", move_order, first.order_id, first.planned_on, date(2026, 4, 8))
    moved = visits(store, contract.chiller)[0]
    assert (moved.planned_on, moved.moved, moved.due_on) == (date(2026, 4, 8), True, first.due_on)
    with store.read() as session:
        starts = session.scalars(select(Promise.started_at).where(Promise.order_id == first.order_id)).all()
    assert starts
    assert all(start >= moved.earliest for start in starts)


def test_moved_by_hand_it_takes_its_lines_along(store: Store, contract: Contract) -> None:
    first = visits(store, contract.chiller)[0]
    store.run("kim", move_order, first.order_id, first.planned_on, date(2026, 4, 8))
    with store.read() as session:
        days = session.scalars(select(OrderLine.done_on).where(OrderLine.order_id == first.order_id)).all()
    assert set(days) == {date(2026, 4, 8)}
    assert len(days) > 1


def test_planned_anew_it_stays_where_it_was_put(store: Store, contract: Contract) -> None:
    first = visits(store, contract.chiller)[0]
    store.run("kim", move_order, first.order_id, first.planned_on, date(2026, 4, 8))
    change(store, contract.chiller, anchor_on=date(2026, 1, 20))
    done(store, contract)
    assert date(2026, 4, 8) in {each.planned_on for each in visits(store, contract.chiller)}


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 3, 1), "This day has passed."),
        (date(2028, 1, 1), "The agreement or its line does not hold on this day"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused(store: Store, contract: Contract, day: date, sentence: str) -> None:
    first = visits(store, contract.chiller)[0]
    with pytest.raises(Refusal, match=sentence) as refused:
        store.run("kim", move_order, first.order_id, first.planned_on, day)
    assert refused.value.field == "day"


def test_what_is_booked_or_was_moved_meanwhile_is_refused(store: Store, workshop: Workshop, contract: Contract) -> None:
    first, second, *_ = visits(store, contract.chiller)
    with pytest.raises(Overtaken):
        store.run("kim", move_order, first.order_id, date(2026, 3, 30), date(2026, 4, 8))
    book(store, workshop, second, second.planned_on)
    with pytest.raises(Refusal, match=f"{order_of(store, second).number} is booked"):
        store.run("kim", move_order, second.order_id, second.planned_on, date(2026, 4, 8))
