"""The hard rules of docs/optimiser.md that need no clock, each breach named."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from domain.optimising.plan import Plan, served
from domain.optimising.problem import Problem


def malformed(problem: Problem, plan: Plan) -> Iterator[str]:
    """What makes it no plan of this problem at all."""
    if len(plan.routes) != len(problem.tours):
        yield f"{len(plan.routes)} routes for {len(problem.tours)} tours"
    known = range(len(problem.jobs))
    yield from (f"there is no job {job}" for job in sorted(served(plan)) if job not in known)


def breaches(problem: Problem, plan: Plan) -> Iterator[str]:
    """Every rule that the plan breaks, whatever the clock says."""
    done = served(plan)
    for job in sorted(done):
        yield from _of_people(problem, plan, job)
        for before in problem.jobs[job].after:
            if before.job not in done:
                yield f"job {job} comes after job {before.job}, which is left out"
    for number, route in enumerate(plan.routes):
        yield from _of_stock(problem, number, route)


def _of_people(problem: Problem, plan: Plan, job: int) -> Iterator[str]:
    tours = [number for number, route in enumerate(plan.routes) if job in route]
    crew = problem.jobs[job].crew
    if len(tours) != crew:
        yield f"job {job} stands on {len(tours)} tours and wants {crew}"
    for number in tours:
        if plan.routes[number].count(job) > 1:
            yield f"job {job} stands on tour {number} more than once"
        if math.isinf(problem.people[job, problem.tours[number].technician]):
            yield f"job {job} is forbidden to technician {problem.tours[number].technician}"
    for technician, count in Counter(problem.tours[number].technician for number in tours).items():
        if count > 1:
            yield f"job {job} stands on {count} tours of technician {technician}"


def _of_stock(problem: Problem, number: int, route: tuple[int, ...]) -> Iterator[str]:
    used = [sum(of_kind) for of_kind in zip_longest(*(problem.jobs[job].uses for job in route), fillvalue=0)]
    for kind, (wanted, carried) in enumerate(zip_longest(used, problem.tours[number].stock, fillvalue=0)):
        if wanted > carried:
            yield f"tour {number} uses {wanted} of kind {kind} and carries {carried}"
