"""Agreements planned anew: shown first, then exactly that is done; what somebody touched stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.agreements import line_service, service
from domain.agreements.drafts import line_draft
from domain.agreements.model import AgreementLine
from domain.clock import FixedClock
from domain.errors import Overtaken
from domain.orders.model import Order, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.scheduling.placing.service import cancel_order, place
from domain.store.history import facts_of
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.basis import Basis
from domain.visits.model import Visit
from domain.visits.plan_service import remove_plan
from domain.visits.preview import preview
from domain.visits.replan import Action
from domain.visits.replan_rows import ReplanRow
from domain.visits.replan_service import preview_replan, replan
from domain.visits.window import Window, WindowKind
from tests.support.contract import Contract
from tests.support.replanning import SPRING, change, done, order_of, shown, signed, visits
from tests.support.together import in_threads
from tests.support.workshop import Workshop

KEEP, STAY, MOVE, ADD, REMOVE, CHANGE = Action


@pytest.fixture
def contract(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> Contract:
    return signed(store, workshop, fixed_clock)


def finish(work: UnitOfWork, order_id: int) -> None:
    order = work.get(Order, order_id, lock=True)
    for meaning in (StageMeaning.ACTIVE, StageMeaning.DONE):
        enter_stage(work, order, stage_for(work, order, meaning))


def told(rows: list[ReplanRow], line_id: int) -> list[tuple[Action, date, date | None]]:
    return [(row.action, row.due, row.after) for row in rows if row.line_id == line_id]


def test_without_a_change_nothing_changes(store: Store, contract: Contract) -> None:
    before = [(each.id, each.order_id, each.planned_on) for each in visits(store)]
    rows = shown(store, contract)
    assert {row.action for row in rows} == {KEEP}
    assert len(rows) == len(before) == 12
    result = done(store, contract)
    assert (result.actions, result.cancelled, result.troubles) == ({KEEP: 12}, 0, 0)
    assert [(each.id, each.order_id, each.planned_on) for each in visits(store)] == before


def test_another_first_day_makes_other_visits(store: Store, contract: Contract) -> None:
    first = visits(store, contract.chiller)[0]
    change(store, contract.chiller, anchor_on=date(2026, 1, 25))
    rows = shown(store, contract)
    assert {action for action, *_ in told(rows, contract.chiller)} == {REMOVE, ADD}
    done(store, contract)
    assert [each.due_on.day for each in visits(store, contract.chiller)] == [25, 25, 25, 25]
    assert order_of(store, first).stage.meaning is StageMeaning.CANCELLED


def test_doing_it_twice_is_doing_it_once(store: Store, contract: Contract) -> None:
    change(store, contract.cellar, interval_id=contract.monthly)
    result = done(store, contract)
    assert result.actions[REMOVE]
    state = [(each.id, each.order_id, each.planned_on) for each in visits(store)]
    assert set(done(store, contract).actions) == {KEEP}
    assert [(each.id, each.order_id, each.planned_on) for each in visits(store)] == state


def test_what_was_done_early_shifts_nobody_that_is_due_as_agreed(store: Store, contract: Contract) -> None:
    first = visits(store, contract.chiller)[0]
    store.run("kim", finish, first.order_id)
    assert told(shown(store, contract), contract.chiller) == [
        (STAY, date(2026, 3, 31), date(2026, 3, 31)),
        (KEEP, date(2026, 4, 30), date(2026, 4, 30)),
        (KEEP, date(2026, 5, 31), date(2026, 5, 31)),
        (KEEP, date(2026, 6, 30), date(2026, 6, 30)),
    ]


def test_what_is_due_from_the_last_completion_follows_it(
    store: Store, contract: Contract, fixed_clock: FixedClock
) -> None:
    change(store, contract.chiller, basis=Basis.FLOATING, last_done_on=date(2026, 2, 10))
    done(store, contract)
    (only,) = visits(store, contract.chiller)
    assert only.due_on == date(2026, 3, 10)
    change(store, contract.chiller, last_done_on=date(2026, 3, 3))
    done(store, contract)
    (only,) = visits(store, contract.chiller)
    assert only.due_on == date(2026, 4, 3)


@pytest.mark.parametrize("touch", ["booked", "begun", "moved"])
def test_what_somebody_touched_stays(store: Store, workshop: Workshop, contract: Contract, touch: str) -> None:
    first, *_ = visits(store, contract.chiller)
    store.run("kim", _TOUCHES[touch], first, workshop)
    store.run("kim", line_service.stop_line, contract.chiller)
    assert told(shown(store, contract), contract.chiller) == [
        (STAY, date(2026, 3, 31), date(2026, 3, 31)),
        (REMOVE, date(2026, 4, 30), None),
        (REMOVE, date(2026, 5, 31), None),
        (REMOVE, date(2026, 6, 30), None),
    ]
    done(store, contract)
    assert [each.due_on for each in visits(store, contract.chiller)] == [first.due_on]


def test_a_suspended_agreement_loses_its_visits_and_has_them_again(store: Store, contract: Contract) -> None:
    orders = {each.order_id for each in visits(store)}
    store.run("kim", service.suspend, contract.agreement)
    result = done(store, contract)
    assert (result.actions, result.cancelled) == ({REMOVE: 12}, len(orders))
    assert visits(store) == []
    with store.read() as session:
        (fact,) = (fact for fact in facts_of(session, "order", [min(orders)]) if fact.kind == "order.stage_changed")
    assert fact.after["remark"] == "Its visits were planned anew"
    store.run("kim", service.resume, contract.agreement)
    with store.read() as session:
        rows = preview_replan(session, store.clock.now(), [contract.agreement], until=SPRING.last)
    store.run("kim", replan, [contract.agreement], rows, until=SPRING.last)
    assert len([each for each in visits(store) if each.due_on >= SPRING.first]) == 12


def test_what_was_shown_must_still_hold(store: Store, workshop: Workshop, contract: Contract) -> None:
    store.run("kim", line_service.stop_line, contract.chiller)
    rows = shown(store, contract)
    store.run("lou", _book, visits(store, contract.chiller)[0], workshop)
    with pytest.raises(Overtaken, match="look again"):
        store.run("kim", replan, [contract.agreement], rows)
    assert len(visits(store)) == 12


def test_a_line_without_a_plan_loses_what_is_to_come(store: Store, contract: Contract) -> None:
    store.run("kim", remove_plan, contract.cellar, 1)
    assert {row.action for row in shown(store, contract) if row.line_id == contract.cellar} == {REMOVE}
    done(store, contract)
    assert visits(store, contract.cellar) == []


def test_only_what_is_to_come_changes(store: Store, contract: Contract, fixed_clock: FixedClock) -> None:
    fixed_clock.advance(timedelta(days=75))
    today = fixed_clock.now().date()
    store.run("kim", line_service.stop_line, contract.cellar)
    before = visits(store, contract.cellar)
    done(store, contract)
    left = visits(store, contract.cellar)
    assert [each.due_on for each in left] == [each.due_on for each in before if each.due_on <= today]
    assert left


CHANGES: dict[str, dict[str, Any]] = {
    "week": {"window": Window(WindowKind.WEEK)},
    "month": {"window": Window(WindowKind.MONTH)},
    "days": {"window": Window(WindowKind.DAYS, 3, 3)},
    "later": {"anchor_on": date(2026, 1, 9)},
    "exact": {"window": Window()},
}


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(CHANGES))), min_size=1, max_size=3))
def test_after_any_changes_it_stands_as_if_planned_so_from_the_start(
    store: Store, contract: Contract, steps: list[tuple[bool, str]]
) -> None:
    for chiller, name in steps:
        change(store, contract.chiller if chiller else contract.cellar, **CHANGES[name])
    with store.read() as session:
        rows = preview_replan(session, store.clock.now(), [contract.agreement], until=SPRING.last)
    store.run("kim", replan, [contract.agreement], rows, until=SPRING.last)
    with store.read() as session:
        again = preview_replan(session, store.clock.now(), [contract.agreement], until=SPRING.last)
        planned = [row for row in preview(session, SPRING) if row.order is not None]
    assert {row.action for row in again} <= {KEEP, STAY}
    assert planned == []
    by_group: dict[int, set[date]] = {}
    for each in visits(store):
        by_group.setdefault(each.order_id, set()).add(each.planned_on)
    assert all(len(days) == 1 for days in by_group.values())


def _book(work: UnitOfWork, visit: Visit, workshop: Workshop) -> None:
    start = datetime.combine(visit.planned_on, datetime.min.time(), UTC) + timedelta(hours=9)
    place(work, visit.order_id, workshop.kim, start, start + timedelta(hours=1), override=True)


def _begin(work: UnitOfWork, visit: Visit, _workshop: Workshop) -> None:
    order = work.get(Order, visit.order_id, lock=True)
    enter_stage(work, order, stage_for(work, order, StageMeaning.ACTIVE))


def _move(work: UnitOfWork, visit: Visit, _workshop: Workshop) -> None:
    held = work.get(Visit, visit.id, lock=True)
    held.moved = True
    work.note("visit.moved", held)


_TOUCHES = {"booked": _book, "begun": _begin, "moved": _move}


def test_a_line_that_ends_earlier_loses_what_comes_after(store: Store, contract: Contract) -> None:
    with store.read() as session:
        line = session.get_one(AgreementLine, contract.chiller)
        draft, version = line_draft(line), line.version
    ended = replace(draft, ends_on=date(2026, 5, 15))
    store.run("kim", line_service.change_line, contract.chiller, ended, version)
    done(store, contract)
    assert [each.due_on for each in visits(store, contract.chiller)] == [date(2026, 3, 31), date(2026, 4, 30)]


def test_what_somebody_cancelled_is_not_made_anew(store: Store, contract: Contract) -> None:
    first = visits(store, contract.chiller)[0]
    store.run("kim", cancel_order, first.order_id)
    change(store, contract.chiller, window=Window(WindowKind.WEEK))
    done(store, contract)
    assert (first.agreement_line_id, first.due_on) not in {
        (row.line_id, row.due) for row in shown(store, contract) if row.action is ADD
    }
    assert first.order_id in {each.order_id for each in visits(store, contract.chiller)}


def test_of_two_who_plan_anew_at_once_one_is_told(store: Store, contract: Contract) -> None:
    store.run("kim", line_service.stop_line, contract.cellar)
    rows = shown(store, contract)
    url = store.engine.url.render_as_string(hide_password=False)
    others = [Store.open(url, store.clock) for _ in range(2)]
    try:
        jobs = (partial(other.run, "kim", replan, [contract.agreement], rows) for other in others)
        errors = in_threads(*jobs)
    finally:
        for other in others:
            other.close()
    assert [type(error) for error in errors] == [Overtaken]
    assert visits(store, contract.cellar) == []
    assert len(visits(store, contract.chiller)) == 4
