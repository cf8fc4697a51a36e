"""What reasons claim, held against the slow judge of whole plans."""

from collections.abc import Iterator

import msgspec
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.planning.reference import judge
from domain.optimising.plan import Plan, served
from domain.optimising.problem import Problem
from domain.planning.reasons.asking import why_not
from domain.planning.reasons.values import Miss, Reason, Remedy
from tests.domain.optimising.drawn import problems, sound_plans


@st.composite
def unlinked(draw: st.DrawFn) -> tuple[Problem, Plan]:
    """A drawn problem in which nobody waits for others, and a sound plan for it."""
    drawn = draw(problems())
    jobs = tuple(msgspec.structs.replace(job, crew=1, after=()) for job in drawn.jobs)
    problem = msgspec.structs.replace(drawn, jobs=jobs)
    return problem, draw(sound_plans(problem))


def left_out(problem: Problem, plan: Plan) -> Iterator[int]:
    yield from (job for job in range(len(problem.jobs)) if job not in served(plan))


def put_in(plan: Plan, tour: int, position: int, job: int) -> Plan:
    route = plan.routes[tour]
    grown = (*route[:position], job, *route[position:])
    return Plan((*plan.routes[:tour], grown, *plan.routes[tour + 1 :]))


def fits(problem: Problem, plan: Plan, tour: int, job: int) -> bool:
    places = range(len(plan.routes[tour]) + 1)
    return any(not judge(problem, put_in(plan, tour, place, job)).broken for place in places)


def remedied(problem: Problem, plan: Plan, reason: Reason, miss: Miss, ticks: int) -> tuple[Problem, Plan]:
    """Problem and plan once this is done, with so many ticks."""
    job, tour = problem.jobs[reason.job], problem.tours[reason.tour]
    if miss.remedy is Remedy.WINDOW:
        windows: list[tuple[int, int]] = []
        for first, last in job.windows:
            joined = windows and first - ticks <= windows[-1][1] + 1
            windows.append((windows.pop()[0] if joined else first - ticks, last + ticks))
        job = msgspec.structs.replace(job, windows=tuple(windows))
    elif miss.remedy is Remedy.OVERTIME:
        tour = msgspec.structs.replace(tour, latest=tour.latest + ticks)
    elif miss.remedy is Remedy.STOCK:
        more = dict(enumerate(miss.more))
        has = dict(enumerate(tour.stock))
        tour = msgspec.structs.replace(tour, stock=tuple(has.get(k, 0) + more.get(k, 0) for k in range(2)))
    elif miss.remedy is Remedy.ALLOWED:
        people = problem.people.copy()
        people[reason.job, reason.technician] = 0.0
        problem = msgspec.structs.replace(problem, people=people)
    else:
        routes = tuple(tuple(each for each in route if each != miss.other) for route in plan.routes)
        plan = Plan(routes)
    jobs = (*problem.jobs[: reason.job], job, *problem.jobs[reason.job + 1 :])
    tours = (*problem.tours[: reason.tour], tour, *problem.tours[reason.tour + 1 :])
    return msgspec.structs.replace(problem, jobs=jobs, tours=tours), plan


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(unlinked())
def test_what_is_said_to_fit_fits_at_that_cost_and_nothing_else_does(drawn: tuple[Problem, Plan]) -> None:
    problem, plan = drawn
    before = judge(problem, plan).cost.total
    for job in left_out(problem, plan):
        for reason in why_not(problem, plan, job):
            found = reason.insertion
            assert (found is not None) == fits(problem, plan, reason.tour, job)
            if found is not None:
                judged = judge(problem, put_in(plan, reason.tour, found.position, job))
                assert judged.starts[job] == found.start
                assert np.isclose(judged.cost.total - before, found.extra - reason.left_out)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(unlinked())
def test_each_remedy_is_enough_and_one_tick_less_is_not(drawn: tuple[Problem, Plan]) -> None:
    problem, plan = drawn
    for job in left_out(problem, plan):
        for reason in why_not(problem, plan, job):
            for miss in reason.misses:
                changed, shorter = remedied(problem, plan, reason, miss, miss.ticks)
                assert fits(changed, shorter, reason.tour, job)
                if miss.ticks:
                    changed, shorter = remedied(problem, plan, reason, miss, miss.ticks - 1)
                    assert not fits(changed, shorter, reason.tour, job)
