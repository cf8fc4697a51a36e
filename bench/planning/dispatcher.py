"""What somebody does at the board by hand: the most urgent order first, each where it fits best, nothing moved."""

from collections.abc import Iterable, Iterator

import numpy as np

from bench.planning.reference import judge
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem


def insert(problem: Problem, plan: Plan, jobs: Iterable[int]) -> Plan:
    """The plan with as many of these jobs as fit, each where it adds least; for jobs of one technician each."""
    desk = _Desk(problem, plan)
    for job in sorted(jobs, key=lambda each: _urgency(problem, each)):
        desk.place(job)
    return Plan(tuple(desk.routes))


def _urgency(problem: Problem, job: int) -> tuple[float, float]:
    """By priority, then by due."""
    what = problem.jobs[job]
    return -what.left_out, np.inf if what.due is None else what.due


class _Desk:
    """The plan so far, tour by tour, as each can be judged by itself."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self._problem = problem
        self.routes = list(plan.routes)
        self._costs = [self._cost(number, route) or 0.0 for number, route in enumerate(plan.routes)]

    def place(self, job: int) -> None:
        """Put the job where it adds least; nowhere, if leaving it out costs less."""
        best: tuple[float, int, tuple[int, ...], float] = (self._problem.jobs[job].left_out, -1, (), 0.0)
        for number in self._tours(job):
            for route in _with(self.routes[number], job):
                cost = self._cost(number, route)
                if cost is not None:
                    best = min(best, (cost - self._costs[number], number, route, cost))
        _, number, route, cost = best
        if number >= 0:
            self.routes[number], self._costs[number] = route, cost

    def _tours(self, job: int) -> Iterator[int]:
        allowed = np.isfinite(self._problem.people[job])
        return (number for number, tour in enumerate(self._problem.tours) if allowed[tour.technician])

    def _cost(self, number: int, route: tuple[int, ...]) -> float | None:
        """What one tour costs with these jobs, or None where it breaks a rule."""
        alone = self._alone(number, route)
        found = judge(alone, Plan((tuple(range(len(route))),)))
        return None if found.broken else found.cost.total

    def _alone(self, number: int, route: tuple[int, ...]) -> Problem:
        whole = self._problem
        jobs = tuple(whole.jobs[job] for job in route)
        return Problem((whole.tours[number],), jobs, whole.travel, whole.people[list(route)], whole.weights)


def _with(route: tuple[int, ...], job: int) -> Iterator[tuple[int, ...]]:
    return ((*route[:place], job, *route[place:]) for place in range(len(route) + 1))
