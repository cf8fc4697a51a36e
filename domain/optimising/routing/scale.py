"""Costs as the whole numbers that the library counts in."""

from collections.abc import Iterator

import numpy as np

from domain.optimising.problem import MUST, Problem

FINEST = 100


class Scale:
    """How many units one unit of cost is, and bounds above which a cost says no more than "never" or "always"."""

    def __init__(self, problem: Problem) -> None:
        self._units = next((units for units in (1, 10, FINEST) if _is_whole(problem, units)), FINEST)
        farthest = float(problem.travel.max(initial=0)) * problem.weights.travel + _dearest(problem)
        optional = sum(job.left_out for job in problem.jobs if job.left_out < MUST)
        #: Worth more than whatever else may be had for it.
        self.most = self.units(optional + 20 * farthest + 1)
        #: Dearer than everything that a job may be worth.
        self.never = 4 * self.most

    def units(self, cost: float) -> int:
        """A cost in whole units."""
        return round(cost * self._units)

    def prize(self, worth: float) -> int:
        """What doing a job is worth, at most `most`."""
        return max(min(self.units(min(worth, MUST)), self.most), 0)


def _dearest(problem: Problem) -> float:
    finite = problem.people[np.isfinite(problem.people)]
    return float(finite.max(initial=0.0))


def _is_whole(problem: Problem, units: int) -> bool:
    return all(abs(cost * units - round(cost * units)) < 1e-6 for cost in _costs(problem))  # noqa: PLR2004


def _costs(problem: Problem) -> Iterator[float]:
    yield from (problem.weights.travel, problem.weights.overtime, problem.weights.waiting)
    yield from (cost for job in problem.jobs for cost in (job.late, job.moved))
    yield from np.unique(problem.people[np.isfinite(problem.people)])
