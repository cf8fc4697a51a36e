"""Breaks that may interrupt a way, by worked cases; the slow evaluator and the compiled one say the same."""

import pytest

from bench.planning.reference import judge
from domain.optimising.cost import Cost
from domain.optimising.evaluation import evaluate
from domain.optimising.plan import Plan
from domain.optimising.problem import Break, Job, Problem, Tour
from tests.domain.optimising.test_reference import job, problem, tour

ONE: dict[str, tuple[Tour, tuple[Job, ...], dict[int, int], Cost]] = {
    "a break in the middle of a way": (
        tour(breaks=(Break(5, 25, 20, on_the_way=True),)),
        (job(),),
        {0: 30},
        Cost(travel=20),
    ),
    "a break where the way ends": (
        tour(breaks=(Break(15, 39, 20, on_the_way=True),)),
        (job(),),
        {0: 35},
        Cost(travel=20),
    ),
    "a break on the way home": (
        tour(breaks=(Break(25, 46, 20, on_the_way=True),)),
        (job(),),
        {0: 10},
        Cost(travel=20),
    ),
    "a break of which some passes while waiting": (
        tour(breaks=(Break(5, 60, 20, on_the_way=True),)),
        (job(windows=((11, 40),)),),
        {0: 30},
        Cost(travel=20),
    ),
    "a break of which all passes while waiting": (
        tour(breaks=(Break(5, 60, 20, on_the_way=True),)),
        (job(windows=((30, 40),)),),
        {0: 30},
        Cost(travel=20),
    ),
    "a break that would delay by all of it": (
        tour(breaks=(Break(5, 60, 20, on_the_way=True),)),
        (job(),),
        {0: 10},
        Cost(travel=20),
    ),
    "a break that would delay beyond the windows": (
        tour(breaks=(Break(5, 60, 20, on_the_way=True),)),
        (job(windows=((11, 29),)),),
        {0: 11},
        Cost(travel=20, waiting=0.5),
    ),
    "a break that would delay into the next window": (
        tour(breaks=(Break(5, 70, 20, on_the_way=True),)),
        (job(windows=((11, 29), (31, 40))),),
        {0: 11},
        Cost(travel=20, waiting=0.5),
    ),
    "two breaks on one way": (
        tour(breaks=(Break(2, 10, 5, on_the_way=True), Break(7, 17, 10, on_the_way=True))),
        (job(),),
        {0: 25},
        Cost(travel=20),
    ),
    "a break on the way, then one before it": (
        tour(breaks=(Break(5, 25, 10, on_the_way=True), Break(6, 30, 10))),
        (job(),),
        {0: 35},
        Cost(travel=20),
    ),
}


def agreed(asked: Problem, plan: Plan) -> tuple[dict[int, int], Cost]:
    """Begins and cost of a sound plan, of which both evaluators say the same."""
    found = judge(asked, plan)
    assert found.broken == ()
    assert evaluate(asked, plan) == found
    return found.starts, found.cost


@pytest.mark.parametrize("case", ONE)
def test_one_tour_in_order_of_its_jobs(case: str) -> None:
    day, jobs, starts, cost = ONE[case]
    assert agreed(problem((day,), jobs), Plan((tuple(range(len(jobs))),))) == (starts, cost)


def test_one_that_does_not_fit_is_named() -> None:
    asked, plan = problem((tour(breaks=(Break(5, 24, 20, on_the_way=True),)),), (job(),)), Plan(((0,),))
    assert judge(asked, plan).broken == ("the break from 5 to 24 does not fit",)
    assert evaluate(asked, plan).broken


def test_a_crew_is_not_delayed() -> None:
    early = tour(breaks=(Break(0, 90, 30, on_the_way=True),))
    crew = problem((early, tour(technician=1, starts=29)), (job(crew=2),))
    assert agreed(crew, Plan(((0,), (0,)))) == ({0: 39}, Cost(travel=40, waiting=14.5))
    alone = problem((early,), (job(windows=((39, 60),)),))
    assert agreed(alone, Plan(((0,),))) == ({0: 40}, Cost(travel=20))
