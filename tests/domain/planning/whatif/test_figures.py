"""Figures of a plan agree with its costs, whatever the goals say of a minute."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.optimising.plan import nothing, served
from domain.planning.goals import Goals
from domain.planning.scope import Touch
from domain.planning.translation.back import changes
from domain.planning.translation.translate import translate
from domain.planning.whatif.figures import figures
from domain.scheduling.model import Lock
from domain.scheduling.needs.needs import Need
from domain.words import Priority
from tests.domain.planning.asked import waits
from tests.domain.planning.at_random import thrown_together
from tests.domain.planning.boards import DrawnBoard
from tests.domain.planning.whatif.supposing import KIM, days, found, reckoned, translated
from tests.domain.scheduling.assistant.days import at, job, milestone, technician


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**40))
def test_figures_of_any_plan_agree_with_its_costs(seed: int) -> None:
    board = DrawnBoard(seed)
    made = translate(board.loaded, board.scope, board.goals)
    plan = thrown_together(made.problem, made.present, Random(seed))
    best = reckoned(made, plan)
    told = figures(board.loaded, board.scope, board.goals, made, best)
    cost, goals = best.evaluated.cost, board.goals
    never = {each.order_id for each in made.untouched if each.booking_id is None}
    assert told.cost.total == pytest.approx(cost.total + told.cost.left_out - cost.left_out)
    assert (told.cost.left_out > cost.left_out) == bool(never)
    assert cost.travel == pytest.approx(goals.travel * told.travel_minutes)
    assert cost.overtime == pytest.approx(goals.overtime * told.overtime_minutes)
    assert goals.late is None or (cost.late > 0) == (told.late > 0) == (told.late_minutes > 0)
    assert told.work_minutes == sum(made.problem.jobs[each].ticks for route in plan.routes for each in route)
    left_out = {w.order_id for at, w in enumerate(made.work) if w is not None and at not in served(plan)}
    assert told.left_out == len(left_out | never) >= told.left_out_urgent
    assert told.never == len(never)
    moved = {each.booking_id for each in changes(made, plan, best.evaluated.starts)}
    promised = {w.booking.id for w in made.work if w is not None and w.booking is not None and w.is_told}
    assert told.changed_promises == len(moved & promised)
    assert told.utilisation >= 0
    assert told.people <= len({who for who, route in zip(made.technicians, plan.routes, strict=True) if route})


def test_a_day_in_figures() -> None:
    kept = job(1, 1, at(8), 60, lock=Lock.BOTH)
    late = waits(50, 60, due=at(8))
    urgent = waits(51, 60, priority=Priority.CRITICAL, only=frozenset({7}))
    supposed = days([kept, job(2, 2, at(9), 60, where=30)], [late, urgent])
    made = translated(supposed)
    told = figures(supposed.loaded, supposed.scope, Goals(), made, found(made))
    assert (told.orders, told.left_out, told.left_out_urgent, told.people) == (3, 1, 1, 2)
    assert (told.work_minutes, told.travel_minutes, told.overtime_minutes) == (180, 0, 0)
    assert (told.late, told.late_minutes) == (1, 120)
    assert told.utilisation == pytest.approx(180 / (4 * 8 * 60))
    assert (told.cost.late, told.changed_promises) == (120.0, 0)


def test_ways_and_overtime_are_counted_where_they_cost_nothing() -> None:
    goals = Goals(travel=0.0, overtime=0.0, overtime_minutes=120, overqualified=0.0)
    supposed = days([], [waits(50, 8 * 60 + 15, where=0, only=frozenset({1}))])
    made = translated(supposed, goals)
    told = figures(supposed.loaded, supposed.scope, Goals(), made, found(made))
    assert told.overtime_minutes == 15
    supposed = days([], [waits(50, 60, where=20, only=frozenset({1}))])
    made = translated(supposed, goals)
    told = figures(supposed.loaded, supposed.scope, Goals(), made, found(made))
    assert (told.travel_minutes, told.cost.total) == (40, 0.0)


def test_a_promise_that_moves_is_counted() -> None:
    need = Need(place=milestone(0), window_from=at(8), window_until=at(16))
    supposed = days([replace(job(1, 1, at(9), 60), need=need), job(2, 1, at(11), 60)], touch=Touch.UNLOCKED)
    made = translated(supposed)
    told = figures(supposed.loaded, supposed.scope, Goals(), made, reckoned(made, nothing(made.problem)))
    assert (told.changed_promises, told.left_out, told.orders, told.people) == (1, 2, 0, 0)


def test_leaving_out_what_is_late_costs_the_same_whoever_works_and_however_long() -> None:
    row = waits(50, 60, due=at(8), only=frozenset({1}))
    as_is = days([], [row])
    longest = technician(2, "Lou", working=((at(8), at(23, 1)),))
    longer = replace(as_is, loaded=replace(as_is.loaded, technicians=[KIM, longest]))
    first, second = translated(as_is), translated(longer)
    assert first.problem.jobs[0].left_out == second.problem.jobs[0].left_out > Goals().left_out.of(row.priority)
    assert second.problem.jobs[0].left_out == reckoned(second, nothing(second.problem)).evaluated.cost.left_out


def test_a_visit_that_nobody_may_make_costs_what_it_does_to_leave_one_out_that_somebody_may() -> None:
    """Of a window that goes on after the planned days only that part of its price."""
    costs = []
    for only in (frozenset({7}), frozenset({1})):
        supposed = days([], [waits(50, only=only)])
        agreed = {50: ((at(0), supposed.scope.until + (supposed.scope.until - at(0))),)}
        loaded = replace(supposed.loaded, agreed=agreed)
        made = translate(loaded, supposed.scope, Goals())
        told = figures(loaded, supposed.scope, Goals(), made, reckoned(made, nothing(made.problem)))
        costs.append(told.cost.left_out)
    assert costs == [Goals().left_out.of(waits(50).priority) / 2] * 2


def test_what_is_due_costs_the_same_lateness_whether_nobody_may_do_it_or_it_is_left_out() -> None:
    costs = []
    for only in (frozenset({7}), frozenset({1})):
        supposed = days([], [waits(50, due=at(9), only=only)])
        made = translated(supposed)
        told = figures(supposed.loaded, supposed.scope, Goals(), made, reckoned(made, nothing(made.problem)))
        costs.append(told.cost.left_out)
    never, left_out = costs
    assert never == left_out > Goals().left_out.of(waits(50).priority)


def test_where_nobody_works_nothing_is_used() -> None:
    supposed = days([], [waits(50)])
    idle = replace(supposed.loaded, technicians=[])
    made = translate(idle, supposed.scope, Goals())
    told = figures(idle, supposed.scope, Goals(), made, reckoned(made, made.present))
    assert (told.utilisation, told.left_out, told.cost.total) == (0.0, 1, 400.0)
