"""What is promised of the order of a visit is kept as long as the visit lies within what was agreed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.agreements import line_service
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.clock import FixedClock
from domain.orders.lifecycle import due
from domain.orders.model import Order, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.orders.promise_model import Promise
from domain.orders.promises import recompute
from domain.orders.service import edit_order
from domain.sla.clock import State, TargetKind
from domain.sla.standard import make_standard_sla
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.combine import Combine
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit
from domain.visits.moving import move_order
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from domain.visits.window import Window, WindowKind
from domain.words import Priority
from tests.support.contract import Contract
from tests.support.replanning import SPRING, change, done, order_of, signed, visits
from tests.support.workshop import Workshop

MONTH = Window(WindowKind.MONTH)
DAY = timedelta(days=1)
MAY_ENDS = datetime(2026, 5, 31, 22, tzinfo=UTC)
MAY = date(2026, 5, 31)


@pytest.fixture
def contract(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Contract:
    """The chiller may be served on any day of the month, without the cellar."""
    made = signed(store, workshop, fixed_clock)
    store.run("kim", set_planning, made.agreement, PlanningDraft(combine=Combine.ASSET))
    change(store, made.chiller, window=MONTH)
    done(store, made)
    return made


def in_may(store: Store, contract: Contract) -> Visit:
    return next(each for each in visits(store, contract.chiller) if each.due_on == MAY)


def promised(store: Store, order_id: int) -> dict[TargetKind, tuple[State, datetime | None]]:
    with store.read() as session:
        mine = select(Promise.kind, Promise.state, Promise.deadline).where(Promise.order_id == order_id)
        return {kind: (state, deadline) for kind, state, deadline in session.execute(mine)}


def finish(work: UnitOfWork, order_id: int) -> None:
    order = work.get(Order, order_id, lock=True)
    for meaning in (StageMeaning.ACTIVE, StageMeaning.DONE):
        enter_stage(work, order, stage_for(work, order, meaning))


def more(store: Store, contract: Contract, workshop: Workshop, window: Window) -> None:
    """One more line for the same days as the chiller, planned now."""
    draft = AgreementLineDraft(LineKind.FEE, "Look", asset_id=workshop.asset)
    line = store.run("kim", line_service.add_line, contract.agreement, draft)
    plan = PlanDraft(date(2026, 1, 31), contract.monthly, window=window, technician_id=workshop.kim)
    store.run("kim", set_plan, line, plan)
    store.run("kim", generate_agreement, contract.agreement, SPRING)


def test_nothing_of_it_is_due_before_the_end_of_its_window(store: Store, contract: Contract) -> None:
    store.run("setup", make_standard_sla, "DE")
    assert recompute(store, "kim") > 0
    visit = in_may(store, contract)
    assert visit.latest == MAY_ENDS
    assert set(promised(store, visit.order_id).values()) == {(State.DUE, MAY_ENDS)}
    assert order_of(store, visit).due_at == MAY_ENDS
    assert recompute(store, "kim") == 0


@pytest.mark.parametrize(("late", "state"), [(-DAY, State.MET), (DAY, State.BREACHED)])
def test_done_within_it_is_in_time_and_after_it_late(
    store: Store, contract: Contract, fixed_clock: FixedClock, late: timedelta, state: State
) -> None:
    store.run("setup", make_standard_sla, "DE")
    visit = in_may(store, contract)
    fixed_clock.advance(MAY_ENDS + late - fixed_clock.now())
    store.run("kim", finish, visit.order_id)
    assert promised(store, visit.order_id)[TargetKind.COMPLETION] == (state, MAY_ENDS)


def test_without_slas_it_is_due_then_too_whatever_its_priority(store: Store, contract: Contract) -> None:
    visit = in_may(store, contract)
    before = order_of(store, visit)
    assert before.due_at == MAY_ENDS
    for priority in (Priority.CRITICAL, Priority.NORMAL):
        store.run("kim", edit_order, before.id, version=order_of(store, visit).version, priority=priority)
        assert order_of(store, visit).due_at == max(due(priority, visit.earliest), MAY_ENDS)


def test_moved_by_hand_it_is_due_by_what_is_agreed_on_then(store: Store, contract: Contract) -> None:
    visit = in_may(store, contract)
    store.run("kim", move_order, visit.order_id, visit.planned_on, date(2026, 5, 4))
    moved = in_may(store, contract)
    assert moved.latest == datetime(2026, 5, 4, 22, tzinfo=UTC)
    assert order_of(store, moved).due_at == due(order_of(store, moved).priority, moved.earliest)


def test_what_joins_it_and_must_be_sooner_is_not_late(store: Store, contract: Contract, workshop: Workshop) -> None:
    before = in_may(store, contract)
    more(store, contract, workshop, Window(WindowKind.DAYS, 1, 1))
    joined = [each for each in visits(store) if each.order_id == before.order_id]
    assert len(joined) == 2
    order = order_of(store, before)
    assert order.due_at == max(due(order.priority, before.earliest), min(each.latest for each in joined))


def test_planned_anew_for_another_window_it_is_due_by_that(store: Store, contract: Contract) -> None:
    visit = in_may(store, contract)
    change(store, contract.chiller, window=Window(WindowKind.DAYS, 3, 2))
    done(store, contract)
    after = in_may(store, contract)
    assert (after.id, after.planned_on) == (visit.id, visit.planned_on)
    assert (after.earliest, after.latest) == (MAY_ENDS - 4 * DAY, MAY_ENDS + 2 * DAY)
    order = order_of(store, after)
    assert order.due_at == max(due(order.priority, after.earliest), after.latest)
