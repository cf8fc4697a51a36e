"""Improves a plan for as long as is given, by ruin and recreate (docs/optimiser.md)."""

import time

from domain.optimising.engine import Told
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.searching import Search

_PORTION = 0.04
_FIRST_ROUNDS = 50
#: Where cooling begins and ends, in shares of what a job costs on average.
_HOT = 1.0
_COLD = 0.01


def improve(
    problem: Problem,
    start: Plan,
    *,
    seconds: float = 0.0,
    iterations: int = 0,
    seed: int = 0,
    told: Told | None = None,
) -> Plan:
    """The best plan found from `start` on in so many seconds; or in so many rounds, then the same with each run."""
    pace = _Pace(seconds, iterations)
    search = Search(problem, start, seed)
    best, cost, scale = search.best(), search.cost, search.scale
    while (told is None or told(pace.elapsed, best, cost)) and pace.share < 1.0:
        search.anneal(pace.portion(), scale * _HOT * (_COLD / _HOT) ** pace.share)
        if search.cost < cost:
            best, cost = search.best(), search.cost
    return best


class _Pace:
    """How far a run has come, and how much of it to do at once so that it can be stopped soon."""

    def __init__(self, seconds: float, iterations: int) -> None:
        self._began = time.perf_counter()
        self._seconds = seconds
        self._iterations = iterations
        self._done = 0
        self._portion = _FIRST_ROUNDS
        self._last = self._began

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self._began

    @property
    def share(self) -> float:
        """How much of the run is over, from 0 to 1."""
        if self._iterations:
            return self._done / self._iterations
        return min(1.0, self.elapsed / self._seconds) if self._seconds else 1.0

    def portion(self) -> int:
        """The rounds to do next; where rounds are counted the same in every run, else about as long as is fit."""
        if self._iterations:
            rounds = min(_FIRST_ROUNDS, self._iterations - self._done)
        else:
            now = time.perf_counter()
            taken, self._last = now - self._last, now
            if self._done:
                self._portion = max(1, min(2 * self._portion, int(self._portion * _PORTION / max(taken, 1e-6))))
            rounds = self._portion
        self._done += rounds
        return rounds
