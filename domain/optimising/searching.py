"""The compiled search, seen from Python: begun from a plan, taken further round by round, asked for the best."""

import numpy as np
from numpy.typing import NDArray

from domain.optimising.evaluation import Evaluator
from domain.optimising.kernel.anneal import anneal
from domain.optimising.kernel.arrays import NEVER, arrays
from domain.optimising.kernel.loading import take_over, take_what_holds
from domain.optimising.kernel.state import BEST, empty_state
from domain.optimising.plan import Plan
from domain.optimising.problem import MUST, Problem


class Search:
    """A plan that gets better: at once by all that costs less in it than left out, then round by round."""

    def __init__(self, problem: Problem, start: Plan, seed: int) -> None:
        self._problem = problem
        self._arrays = arrays(problem)
        self._state = empty_state(self._arrays, seed)
        self._begin(start)

    def _begin(self, start: Plan) -> None:
        evaluated = Evaluator(self._problem).evaluate(start)
        routes, lengths = _rows(self._problem, start)
        if evaluated.broken:
            take_what_holds(self._arrays, self._state, routes, lengths)
        else:
            begins = np.full(len(self._problem.jobs), NEVER, np.int64)
            begins[list(evaluated.starts)] = list(evaluated.starts.values())
            take_over(self._arrays, self._state, routes, lengths, begins)
        self.anneal(0, 0.0)

    def anneal(self, rounds: int, temperature: float) -> None:
        """Go so many rounds further; the warmer, the worse plans are put up with on the way."""
        anneal(self._arrays, self._state, rounds, temperature)

    @property
    def cost(self) -> float:
        """What the best plan costs."""
        return float(self._state.sums[BEST])

    @property
    def scale(self) -> float:
        """What a job costs on average in the best plan, what must not be left out not counted."""
        return (self.cost % MUST) / max(1, len(self._problem.jobs))

    def best(self) -> Plan:
        """The best plan so far."""
        rows = zip(self._state.best_routes.tolist(), self._state.best_lengths.tolist(), strict=True)
        return Plan(tuple(tuple(row[:length]) for row, length in rows))


def _rows(problem: Problem, plan: Plan) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The jobs of each tour in a row; of a plan for another problem, what fits this one."""
    known = range(len(problem.jobs))
    kept = [[job for job in route if job in known] for route in plan.routes[: len(problem.tours)]]
    kept += [[]] * (len(problem.tours) - len(kept))
    lengths = np.array([len(route) for route in kept], np.int64)
    routes = np.zeros((len(kept), max(1, lengths.max(initial=0))), np.int64)
    for row, route in zip(routes, kept, strict=True):
        row[: len(route)] = route
    return routes, lengths
