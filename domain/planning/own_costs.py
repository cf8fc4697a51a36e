"""What each job costs by itself in a plan: its detour, who does it, how late it is, or that it is left out.

What it does to others – their waiting, overtime or lateness – is told by the costs of the whole alone.
"""

from collections.abc import Mapping
from math import isfinite

from domain.optimising.plan import Plan
from domain.optimising.problem import NOWHERE, Job, Problem


def own_costs(problem: Problem, plan: Plan, starts: Mapping[int, int]) -> list[float]:
    """By job, over all tours on which it stands."""
    costs = [_of_job(job, starts.get(at)) for at, job in enumerate(problem.jobs)]
    for tour, route in zip(problem.tours, plan.routes, strict=True):
        places = [tour.start_place, *(problem.jobs[job].place for job in route), tour.end_place]
        for at, job in enumerate(route):
            costs[job] += problem.weights.travel * _detour(problem, *places[at : at + 3])
            costs[job] += float(problem.people[job, tour.technician])
    return costs


def dearer(before: float, after: float) -> float:
    """By how much; a plan in force may have what is not for sale at all, and nothing is dearer than that."""
    return after - before if isfinite(after - before) else 0.0


def _of_job(job: Job, start: int | None) -> float:
    if start is None:
        return job.left_out
    late = 0.0 if job.due is None else job.late * max(0, start + job.ticks - job.due)
    moved = job.moved if job.present is not None and start != job.present.start else 0.0
    return late + moved


def _detour(problem: Problem, before: int, here: int, after: int) -> int:
    """How much longer the tour is for coming by."""
    return _ticks(problem, before, here) + _ticks(problem, here, after) - _ticks(problem, before, after)


def _ticks(problem: Problem, one: int, other: int) -> int:
    return 0 if NOWHERE in (one, other) else int(problem.travel[one, other])
