"""Plans that engines of our own find: sound, never worse than their start, the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given, settings

from bench.planning.reference import judge
from domain.optimising.greedy import greedy
from domain.optimising.improving import improve
from domain.optimising.plan import Plan, nothing, served
from domain.optimising.problem import NOWHERE, After, Job, Present, Problem, Tour
from tests.domain.optimising.drawn import problems, problems_and_plans

ALWAYS = ((0, 1000),)


def line(jobs: tuple[Job, ...], tours: tuple[Tour, ...], places: int = 6) -> Problem:
    """Places in a line, ten ticks apart; everybody may do everything."""
    where = np.arange(places) * 10
    ways = np.abs(where[:, None] - where[None, :]).astype(np.int32)
    return Problem(tours, jobs, ways, np.zeros((len(jobs), len({tour.technician for tour in tours}))))


def day(technician: int = 0, *, place: int = 0) -> Tour:
    return Tour(technician, starts=0, ends=200, latest=200, start_place=place, end_place=place)


@settings(max_examples=60, deadline=None)
@given(problems_and_plans())
def test_what_is_found_is_sound_and_never_worse_than_its_start(drawn: tuple[Problem, Plan]) -> None:
    problem, start = drawn
    found = improve(problem, start, iterations=60, seed=1)
    judged, before = judge(problem, found), judge(problem, start)
    assert not judged.broken
    assert judged.cost.total <= judge(problem, nothing(problem)).cost.total + 1e-6
    if not before.broken:
        assert judged.cost.total <= before.cost.total + 1e-6
        assert not judge(problem, greedy(problem, start)).broken


@settings(max_examples=20, deadline=None)
@given(problems())
def test_the_same_seed_finds_the_same(problem: Problem) -> None:
    once, again = (improve(problem, nothing(problem), iterations=80, seed=7) for _ in range(2))
    assert once == again


def test_what_is_told_is_the_cost_that_the_evaluator_says() -> None:
    problem = line(tuple(Job(20, place, ALWAYS, 500.0) for place in range(1, 6)), (day(), day(1)))
    told: list[tuple[Plan, float]] = []

    def tell(_seconds: float, plan: Plan, cost: float) -> bool:
        told.append((plan, cost))
        return True

    improve(problem, nothing(problem), iterations=100, told=tell)
    assert told
    assert all(judge(problem, plan).cost.total == pytest.approx(cost) for plan, cost in told)


def test_the_way_along_the_line_is_found() -> None:
    problem = line(tuple(Job(5, place, ALWAYS, 500.0) for place in (3, 1, 5, 2, 4)), (day(),))
    found = improve(problem, nothing(problem), iterations=200)
    assert judge(problem, found).cost.total == 100


def test_a_crew_of_two_begins_together_and_what_comes_after_waits() -> None:
    jobs = (Job(30, 3, ALWAYS, 900.0, crew=2), Job(10, 1, ALWAYS, 900.0, after=(After(0, gap=5),)))
    problem = line(jobs, (day(0), day(1, place=5), day(2, place=1)))
    found = improve(problem, nothing(problem), iterations=300)
    judged = judge(problem, found)
    assert not judged.broken
    assert served(found) == {0, 1}
    assert judged.starts[1] >= judged.starts[0] + 35


def test_a_crew_wants_different_technicians() -> None:
    problem = line((Job(10, 1, ALWAYS, 900.0, crew=2),), (day(0), day(0)))
    assert served(improve(problem, nothing(problem), iterations=50)) == frozenset()


def test_a_plan_in_force_that_is_best_stays() -> None:
    jobs = (Job(20, 1, ALWAYS, 500.0, present=Present((0,), 10), moved=50.0),)
    problem = line(jobs, (day(0), day(1, place=1)))
    present = Plan(((0,), ()))
    found = improve(problem, present, iterations=50)
    assert judge(problem, found).cost.total <= judge(problem, present).cost.total
    assert judge(problem, found).starts == {0: 10}


def test_of_a_broken_start_is_kept_what_holds() -> None:
    jobs = (Job(150, 1, ALWAYS, 500.0), Job(150, 1, ALWAYS, 400.0))
    problem = line(jobs, (day(),))
    assert greedy(problem, Plan(((0, 1),))) == Plan(((0,),))


def test_being_told_may_stop_it() -> None:
    problem = line(tuple(Job(5, place, ALWAYS, 500.0) for place in range(1, 6)), (day(),))
    calls = iter((True, True, False))
    improve(problem, nothing(problem), seconds=600, told=lambda *_: next(calls))
    assert list(calls) == []


NOBODY = Problem((), (Job(10, 0, ALWAYS, 5.0),), np.zeros((1, 1), np.int32), np.zeros((1, 0)))
NOTHING = Problem((day(),), (), np.zeros((1, 1), np.int32), np.zeros((0, 1)))
TOO_LONG = line((Job(500, 1, ALWAYS, 5.0),), (day(),))
NO_WINDOW = line((Job(5, 1, (), 5.0),), (day(),))
FORBIDDEN = Problem((day(),), (Job(10, NOWHERE, ALWAYS, 5.0),), np.zeros((1, 1), np.int32), np.full((1, 1), np.inf))


@pytest.mark.parametrize("problem", [NOBODY, NOTHING, TOO_LONG, NO_WINDOW, FORBIDDEN])
def test_where_nothing_can_be_done_nothing_is(problem: Problem) -> None:
    assert improve(problem, nothing(problem), iterations=20) == nothing(problem) == greedy(problem)
