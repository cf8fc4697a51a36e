"""Clocks that people pause, resume, stop and reset, and what is refused of that."""

from datetime import timedelta

import pytest

from domain.clock import FixedClock
from domain.errors import Refusal
from domain.orders import clock_service as clock
from domain.orders import promise_queries as queries
from domain.orders.model import Order, StageMeaning
from domain.orders.promise_queries import PromiseRow
from domain.parameters import service as parameters
from domain.scheduling.placing.service import change_stage
from domain.sla.clock import State, TargetKind
from domain.store.history import facts_of
from domain.store.store import Store
from tests.support import promised
from tests.support.moments import MONDAY_MORNING
from tests.support.promised import Promised
from tests.support.workshop import Workshop, order

RESPONSE, ARRIVAL, COMPLETION = TargetKind
HOUR = timedelta(hours=1)


@pytest.fixture
def terms(store: Store) -> Promised:
    return store.run("setup", promised.build)


@pytest.fixture
def order_id(store: Store, workshop: Workshop, terms: Promised) -> int:
    return store.run("kim", order, workshop)


def row(store: Store, order_id: int, kind: TargetKind = COMPLETION) -> PromiseRow:
    with store.read() as session:
        return next(each for each in queries.promises(session, order_id) if each.kind is kind)


def kinds(store: Store, order_id: int) -> list[str]:
    with store.read() as session:
        return [fact.kind for fact in facts_of(session, "order", [order_id])]


def test_a_pause_blanks_the_deadline_and_moves_it_by_what_was_paused(
    store: Store, terms: Promised, order_id: int, fixed_clock: FixedClock
) -> None:
    store.run("kim", clock.pause, order_id, terms.waits, "Key is missing")
    assert {row(store, order_id, kind).state for kind in TargetKind} == {State.PAUSED}
    with store.read() as session:
        assert session.get_one(Order, order_id).due_at is None
    fixed_clock.advance(2 * HOUR)
    assert not row(store, order_id).counts(fixed_clock.now())
    store.run("kim", clock.resume, order_id)
    found = row(store, order_id)
    assert (found.deadline, found.held_seconds) == (MONDAY_MORNING + 26 * HOUR, 7200)
    assert found.counts(fixed_clock.now())
    assert kinds(store, order_id)[1:] == [
        "order.clock_paused",
        "order.promise_changed",
        "order.clock_resumed",
        "order.promise_changed",
    ]


def test_a_pause_needs_a_reason_from_its_list(store: Store, terms: Promised, order_id: int) -> None:
    for wrong in (None, terms.spoilt):
        with pytest.raises(Refusal) as refused:
            store.run("kim", clock.pause, order_id, wrong)
        assert refused.value.field == "reason"
    assert row(store, order_id).state is State.DUE


def test_what_is_paused_is_not_paused_again_and_what_runs_is_not_resumed(
    store: Store, terms: Promised, order_id: int
) -> None:
    with pytest.raises(Refusal, match="The clock of SO-000001 is not held by hand"):
        store.run("kim", clock.resume, order_id)
    store.run("kim", clock.pause, order_id, terms.waits)
    with pytest.raises(Refusal, match="stands still already"):
        store.run("kim", clock.pause, order_id, terms.waits)


def test_a_stopped_clock_promises_nothing_until_it_is_resumed(
    store: Store, terms: Promised, order_id: int, fixed_clock: FixedClock
) -> None:
    with pytest.raises(Refusal) as refused:
        store.run("kim", clock.stop, order_id, None)
    assert refused.value.field == "reason"
    store.run("kim", clock.stop, order_id, terms.given_up)
    assert (row(store, order_id).state, row(store, order_id).open) == (State.CANCELLED, False)
    with pytest.raises(Refusal, match="stopped already"):
        store.run("kim", clock.stop, order_id, terms.given_up)
    fixed_clock.advance(HOUR)
    store.run("kim", clock.resume, order_id)
    assert row(store, order_id).deadline == MONDAY_MORNING + 25 * HOUR


def test_stopping_needs_no_reason_where_the_parameters_say_so(store: Store, terms: Promised, order_id: int) -> None:
    store.run("admin", parameters.change, "stop_reason_required", False)
    store.run("kim", clock.stop, order_id, None)
    assert row(store, order_id).state is State.CANCELLED


def test_a_reset_begins_anew_and_keeps_the_log(
    store: Store, terms: Promised, order_id: int, fixed_clock: FixedClock
) -> None:
    fixed_clock.advance(4 * HOUR)
    with pytest.raises(Refusal):
        store.run("kim", clock.reset, order_id, None)
    store.run("kim", clock.reset, order_id, terms.waits, "Other machine after all")
    found = row(store, order_id)
    assert (found.state, found.started, found.at(fixed_clock.now()).used_seconds) == (
        State.DUE,
        MONDAY_MORNING + 4 * HOUR,
        0,
    )
    with store.read() as session:
        log = queries.clock_log(session, order_id)
    assert [entry.kind.value for entry in log] == ["opened", "reset"]
    assert (log[1].reason, log[1].remark, log[1].actor) == (
        "Waits for the customer",
        "Other machine after all",
        "kim",
    )


def test_response_and_arrival_by_hand_may_be_told_later(store: Store, order_id: int, fixed_clock: FixedClock) -> None:
    fixed_clock.advance(5 * HOUR)
    store.run("kim", clock.respond, order_id, at=MONDAY_MORNING + HOUR / 2)
    store.run("kim", clock.arrive, order_id)
    response, arrival = row(store, order_id, RESPONSE), row(store, order_id, ARRIVAL)
    assert (response.state, response.met_at) == (State.MET, MONDAY_MORNING + HOUR / 2)
    assert (arrival.state, arrival.at(fixed_clock.now()).overrun_seconds) == (State.BREACHED, 3600)


def test_nothing_happened_before_the_order_was_opened_in_the_future_or_twice(
    store: Store, order_id: int, fixed_clock: FixedClock
) -> None:
    for moment in (MONDAY_MORNING - HOUR, MONDAY_MORNING + HOUR):
        with pytest.raises(Refusal) as refused:
            store.run("kim", clock.respond, order_id, at=moment)
        assert refused.value.field == "at"
    store.run("kim", clock.respond, order_id)
    with pytest.raises(Refusal, match="answered already"):
        store.run("kim", clock.respond, order_id)


def test_a_closed_order_has_no_clock_to_touch(store: Store, workshop: Workshop, terms: Promised, order_id: int) -> None:
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.CANCELLED])
    for deed in (clock.pause, clock.stop, clock.reset):
        with pytest.raises(Refusal, match="SO-000001 is closed"):
            store.run("kim", deed, order_id, terms.waits)


def test_a_row_counts_down_in_working_time_without_the_database(store: Store, order_id: int) -> None:
    found = row(store, order_id)
    left = [found.at(MONDAY_MORNING + hours * HOUR).left_seconds // 3600 for hours in (0, 3, 6, 12, 22, 23, 24, 25)]
    assert left == [8, 5, 2, 2, 2, 1, 0, 0]
    night = MONDAY_MORNING + 12 * HOUR
    assert (found.counts(night), found.opens(night)) == (False, MONDAY_MORNING + 22 * HOUR)
    assert found.at(MONDAY_MORNING + 25 * HOUR).overrun_seconds == 3600
