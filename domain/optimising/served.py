"""The engine for days on which everybody can be served: iterated local search by a library for vehicle routing."""

import time
import warnings

import pyvrp
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.IteratedLocalSearch import (
    IteratedLocalSearch,
    IteratedLocalSearchCallbacks,
    IteratedLocalSearchParams,
)

from domain.optimising.engine import Told
from domain.optimising.evaluation import Evaluator
from domain.optimising.plan import Plan, served
from domain.optimising.problem import Problem
from domain.optimising.routing.fitting import MOST_BYTES, misfits
from domain.optimising.routing.settling import settled
from domain.optimising.routing.translation import Translated, translated

#: How often is told how far it is, in seconds.
TELLING = 0.1
#: A plan that does fewer of the jobs is no better a beginning than the library's own.
WARM_FROM = 0.5


class Served:
    """Lets the routing library search, and judges what it finds by the problem itself."""

    name = "served"

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """With more bytes it takes on problems for which the library is the wrong tool, as in comparisons."""
        self._most_bytes = most_bytes

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:
        """The best plan found from this start; the start itself where the library has no words for the problem."""
        search = _Search(problem, start, seconds, told)
        if misfits(problem, self._most_bytes):
            search.tell()
            return start
        return search.run(seed)


class _Search(IteratedLocalSearchCallbacks):
    """One search: hears of better solutions, tells them as plans, and says when to stop."""

    def __init__(self, problem: Problem, start: Plan, seconds: float, told: Told) -> None:
        self._began = self._told_at = time.monotonic()
        self._problem = problem
        self._seconds = seconds
        self._told = told
        self._evaluator = Evaluator(problem)
        judged = self._evaluator.evaluate(start)
        self._starts = judged.starts
        self._start, self._best = start, start
        self._is_sound = not judged.broken
        self._cost = judged.price
        self._translated: Translated | None = None
        self._waiting: pyvrp.Solution | None = None

    def run(self, seed: int) -> Plan:
        self._translated = translation = translated(self._problem)
        if not translation.jobs:
            self.tell()
            return self._best
        warnings.filterwarnings("ignore", category=PenaltyBoundWarning)
        warm = self._is_sound and len(served(self._start)) >= WARM_FROM * len(self._problem.jobs)
        pyvrp.solve(
            translation.data,
            self._is_over,
            seed,
            collect_stats=False,
            params=pyvrp.SolveParams(ils=IteratedLocalSearchParams(callbacks=self)),
            initial_solution=translation.solution(self._start, self._starts) if warm else None,
        )
        self.tell()
        return self._best

    def on_start(self, ils: IteratedLocalSearch) -> None:
        if ils.initial_solution.is_feasible():
            self._waiting = ils.initial_solution

    def on_best(self, best: pyvrp.Solution) -> None:
        self._waiting = best

    def tell(self) -> bool:
        """Judge the last better solution and tell the best plan; False if nobody wants a better one."""
        if self._waiting is not None and self._translated is not None:
            self._judge(settled(self._problem, self._evaluator, self._translated.plan(self._waiting)))
            self._waiting = None
        self._told_at = time.monotonic()
        return self._told(self._told_at - self._began, self._best, self._cost)

    def _judge(self, plan: Plan) -> None:
        price = self._evaluator.evaluate(plan).price
        if price < self._cost:
            self._best, self._cost = plan, price

    def _is_over(self, best_cost: int) -> bool:  # noqa: ARG002 - the library's own signature
        now = time.monotonic()
        over = now - self._began >= self._seconds
        return over or (now - self._told_at >= TELLING and not self.tell())
