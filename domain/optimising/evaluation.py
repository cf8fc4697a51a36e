"""What a plan costs and what it breaks, compiled; the arithmetic is that of docs/optimiser.md."""

from collections.abc import Iterator

import numpy as np

from domain.optimising.cost import Cost, Evaluated
from domain.optimising.kernel.arrays import NEVER, arrays, widest_crew
from domain.optimising.kernel.measuring import WALK, measure
from domain.optimising.plan import Plan, served
from domain.optimising.problem import Problem


def evaluate(problem: Problem, plan: Plan) -> Evaluated:
    """The plan's cost by cause, the start of each job, and what it breaks."""
    return Evaluator(problem).evaluate(plan)


class Evaluator:
    """Evaluates many plans of one problem."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._arrays = arrays(problem)

    def evaluate(self, plan: Plan) -> Evaluated:
        """The plan's cost by cause, the start of each job, and what it breaks."""
        broken = tuple(self._nonsense(plan)) or tuple(self._breaches(plan))
        if broken:
            return Evaluated(Cost(), {}, broken)
        lengths = np.array([len(route) for route in plan.routes], np.int64)
        routes = np.zeros((len(lengths), max(1, lengths.max(initial=0))), np.int64)
        for row, route in zip(routes, plan.routes, strict=True):
            row[: len(route)] = route
        begins, costs = np.empty(len(self._problem.jobs), np.int64), np.empty(8)
        crews = np.empty((len(begins), widest_crew(self._arrays)), np.int64)
        sound = measure(self._arrays, routes, lengths, np.zeros(len(lengths), WALK), crews, begins, costs)
        starts = {job: int(begin) for job, begin in enumerate(begins) if begin != NEVER}
        late = tuple(f"job {job} does not fit" for job in sorted(served(plan) - starts.keys()))
        return Evaluated(Cost(*costs.tolist()), starts, () if sound else late or ("a tour ends too late",))

    def _nonsense(self, plan: Plan) -> Iterator[str]:
        if len(plan.routes) != len(self._problem.tours):
            yield f"{len(plan.routes)} routes for {len(self._problem.tours)} tours"
        yield from (f"there is no job {job}" for job in served(plan) if not 0 <= job < len(self._problem.jobs))

    def _breaches(self, plan: Plan) -> Iterator[str]:
        """The rules that need no clock."""
        jobs, tours = self._problem.jobs, self._problem.tours
        technicians: dict[int, list[int]] = {}
        for tour, route in zip(tours, plan.routes, strict=True):
            for job in route:
                technicians.setdefault(job, []).append(tour.technician)
        for job, crew in technicians.items():
            if len(crew) != jobs[job].crew or len(set(crew)) != len(crew):
                yield f"job {job} is done by {len(crew)} technicians instead of {jobs[job].crew} different ones"
            yield from (
                f"technician {each} is forbidden for job {job}" for each in crew if self._is_forbidden(job, each)
            )
            yield from (f"job {job} comes after {each.job}" for each in jobs[job].after if each.job not in technicians)
        for number, route in enumerate(plan.routes):
            used = self._arrays.uses[list(route)].sum(axis=0)
            if (used > self._arrays.stock[number]).any():
                yield f"tour {number} carries too little for its jobs"

    def _is_forbidden(self, job: int, technician: int) -> bool:
        return bool(np.isinf(self._problem.people[job, technician]))
