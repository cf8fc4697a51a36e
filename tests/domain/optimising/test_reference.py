"""The slow evaluator, by worked cases of each sentence of the arithmetic."""

from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given

from bench.planning.reference import judge
from domain.optimising.cost import Cost
from domain.optimising.plan import Plan, nothing, served
from domain.optimising.problem import NOWHERE, After, Break, Job, Present, Problem, Tour, Weights
from tests.domain.optimising.drawn import problems_and_plans

#: Home is place 0; 1 is ten ticks away, 2 twenty in the same direction.
TRAVEL = np.array([[0, 10, 20], [10, 0, 10], [20, 10, 0]], np.int32)
DAY = Tour(0, starts=0, ends=100, latest=120, start_place=0, end_place=0)
OTHER = msgspec.structs.replace(DAY, technician=1)
JOB = Job(ticks=10, place=1, windows=((0, 1000),), left_out=50.0)
WEIGHTS = Weights(travel=1.0, overtime=2.0, waiting=0.5, unfair=3.0)


def job(**changes: Any) -> Job:
    return msgspec.structs.replace(JOB, **changes)


def tour(**changes: Any) -> Tour:
    return msgspec.structs.replace(DAY, fair=1000, **changes)


def problem(tours: tuple[Tour, ...], jobs: tuple[Job, ...], people: Any = 0.0) -> Problem:
    costs = np.broadcast_to(np.asarray(people, np.float64), (len(jobs), 2)).copy()
    return Problem(tours, jobs, TRAVEL, costs, WEIGHTS)


ONE: dict[str, tuple[Tour, tuple[Job, ...], dict[int, int], Cost]] = {
    "goes and comes back": (tour(), (job(),), {0: 10}, Cost(travel=20)),
    "from one place to the next": (tour(), (job(), job(place=2)), {0: 10, 1: 30}, Cost(travel=40)),
    "the way to nowhere takes nothing": (tour(), (job(place=NOWHERE),), {0: 0}, Cost()),
    "home is nowhere": (tour(start_place=NOWHERE, end_place=NOWHERE), (job(),), {0: 0}, Cost()),
    "waits for its window": (tour(), (job(windows=((30, 40),)),), {0: 30}, Cost(travel=20, waiting=10)),
    "the second window": (tour(), (job(windows=((0, 5), (50, 60))),), {0: 50}, Cost(travel=20, waiting=20)),
    "overtime": (tour(ends=25), (job(),), {0: 10}, Cost(travel=20, overtime=10)),
    "above its fair share": (msgspec.structs.replace(DAY, fair=25), (job(),), {0: 10}, Cost(travel=20, unfair=15)),
    "late": (tour(), (job(due=12, late=4.0),), {0: 10}, Cost(travel=20, late=32)),
    "on time": (tour(), (job(due=20, late=4.0),), {0: 10}, Cost(travel=20)),
    "a promise is not brought forward": (
        tour(),
        (job(present=Present((0,), 40), moved=7.0),),
        {0: 40},
        Cost(travel=20, waiting=15),
    ),
    "a promise that costs nothing to move": (tour(), (job(present=Present((0,), 40)),), {0: 10}, Cost(travel=20)),
    "a promise outside of the windows": (
        tour(),
        (job(present=Present((0,), 40), moved=7.0, windows=((0, 30),)),),
        {0: 10},
        Cost(travel=20, moved=7),
    ),
    "a promise of another day": (
        tour(),
        (job(present=Present((0,), 400), moved=7.0),),
        {0: 10},
        Cost(travel=20, moved=7),
    ),
    "a break while it has to wait anyway": (
        tour(breaks=(Break(0, 50, 20),)),
        (job(windows=((30, 40),)),),
        {0: 30},
        Cost(travel=20),
    ),
    "a break that can wait for home": (tour(breaks=(Break(0, 60, 20),)), (job(),), {0: 10}, Cost(travel=20)),
    "a break before it is too late": (tour(breaks=(Break(0, 35, 20),)), (job(),), {0: 30}, Cost(travel=20)),
    "a break before the way home": (
        tour(breaks=(Break(15, 45, 20),)),
        (job(),),
        {0: 10},
        Cost(travel=20),
    ),
    "a break pushed out by the one behind it": (
        tour(breaks=(Break(0, 100, 20), Break(20, 30, 10))),
        (job(),),
        {0: 40},
        Cost(travel=20),
    ),
    "after another": (tour(), (job(), job(after=(After(0, 15),))), {0: 10, 1: 35}, Cost(travel=20, waiting=7.5)),
}


@pytest.mark.parametrize("case", ONE)
def test_one_tour_in_order_of_its_jobs(case: str) -> None:
    day, jobs, starts, cost = ONE[case]
    found = judge(problem((day,), jobs), Plan((tuple(range(len(jobs))),)))
    assert found.broken == ()
    assert found.starts == starts
    assert found.cost == cost


BROKEN: dict[str, tuple[tuple[Tour, ...], tuple[Job, ...], tuple[tuple[int, ...], ...], str]] = {
    "no window left": ((DAY,), (job(windows=((0, 5),)),), ((0,),), "job 0 begins at 10, outside of its windows"),
    "back too late": ((tour(latest=29),), (job(),), ((0,),), "tour 0 ends at 30, after 29"),
    "a break that does not fit": (
        (tour(breaks=(Break(0, 15, 20),)),),
        (job(),),
        ((0,),),
        "the break from 0 to 15 does not fit",
    ),
    "too few for a crew": ((DAY, OTHER), (job(crew=2),), ((0,), ()), "job 0 stands on 1 tours and wants 2"),
    "twice": ((DAY, OTHER), (job(),), ((0,), (0,)), "job 0 stands on 2 tours and wants 1"),
    "twice on one tour": ((DAY,), (job(),), ((0, 0),), "job 0 stands on tour 0 more than once"),
    "twice the same technician": ((DAY, DAY), (job(crew=2),), ((0,), (0,)), "job 0 stands on 2 tours of technician 0"),
    "before what is left out": (
        (DAY,),
        (job(), job(after=(After(0),))),
        ((1,),),
        "job 1 comes after job 0, which is left out",
    ),
    "before what it comes after": (
        (DAY,),
        (job(), job(after=(After(0),))),
        ((1, 0),),
        "jobs [0, 1] wait for each other",
    ),
    "crews in a circle": (
        (DAY, OTHER),
        (job(crew=2), job(crew=2)),
        ((0, 1), (1, 0)),
        "jobs [0, 1] wait for each other",
    ),
    "more than it carries": (
        (tour(stock=(3,)),),
        (job(uses=(2,)), job(uses=(2,))),
        ((0, 1),),
        "tour 0 uses 4 of kind 0 and carries 3",
    ),
    "what it does not carry": ((DAY,), (job(uses=(0, 1)),), ((0,),), "tour 0 uses 1 of kind 1 and carries 0"),
    "too few routes": ((DAY, OTHER), (job(),), ((0,),), "1 routes for 2 tours"),
    "an unknown job": ((DAY,), (job(),), ((7,),), "there is no job 7"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_a_plan_breaks_is_named(case: str) -> None:
    tours, jobs, routes, said = BROKEN[case]
    assert judge(problem(tours, jobs), Plan(routes)).broken == (said,)


def test_whom_a_job_is_forbidden_to() -> None:
    found = judge(problem((DAY,), (job(),), (float("inf"), 0.0)), Plan(((0,),)))
    assert found.broken == ("job 0 is forbidden to technician 0",)


def test_a_crew_begins_together_and_costs_for_each() -> None:
    found = judge(
        problem((tour(), msgspec.structs.replace(OTHER, starts=50, fair=1000)), (job(crew=2),), (1.0, 2.0)),
        Plan(((0,), (0,))),
    )
    assert found.broken == ()
    assert found.starts == {0: 60}
    assert found.cost == Cost(travel=40, waiting=25, people=3)


def test_who_waits_for_the_crew_has_a_break_meanwhile() -> None:
    early, late = tour(breaks=(Break(20, 60, 30),)), msgspec.structs.replace(OTHER, starts=50, fair=1000)
    found = judge(problem((early, late), (job(crew=2),)), Plan(((0,), (0,))))
    assert found.starts == {0: 60}
    assert found.cost == Cost(travel=40)


def test_a_break_of_one_delays_the_crew_and_gives_the_other_time_for_theirs() -> None:
    must = tour(breaks=(Break(0, 30, 30),))
    can = tour(technician=1, breaks=(Break(0, 100, 30),))
    found = judge(problem((must, can), (job(crew=2),)), Plan(((0,), (0,))))
    assert found.starts == {0: 40}
    assert found.cost == Cost(travel=40)


def test_left_out_costs_and_a_tour_without_jobs_costs_nothing() -> None:
    lone = problem((tour(breaks=(Break(0, 5, 20),)),), (job(), job(left_out=8.0)))
    assert judge(lone, nothing(lone)).cost == Cost(left_out=58)
    assert not judge(lone, nothing(lone)).broken


@given(problems_and_plans())
def test_what_is_not_broken_keeps_to_windows_and_is_begun_once(drawn: tuple[Problem, Plan]) -> None:
    asked, plan = drawn
    found = judge(asked, plan)
    if not found.broken:
        assert set(found.starts) == served(plan)
        assert all(
            any(first <= start <= last for first, last in asked.jobs[job].windows)
            for job, start in found.starts.items()
        )
