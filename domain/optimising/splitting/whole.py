"""The whole plan while its parts are being solved on several threads."""

import time
from threading import Lock

from domain.optimising.engine import Told
from domain.optimising.evaluation import evaluate
from domain.optimising.greedy import greedy
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.splitting.part import Part, Route
from domain.optimising.splitting.units import Unit


class Whole:
    """Takes what parts have found, tells the whole of it, and knows when it is enough."""

    def __init__(self, problem: Problem, start: Plan, seconds: float, told: Told) -> None:
        self._began = time.monotonic()
        self.problem = problem
        self._seconds = seconds
        self._told = told
        self._lock = Lock()
        judged = evaluate(problem, start)
        if judged.broken:
            start = greedy(problem, start)
            judged = evaluate(problem, start)
        self.plan = start
        self.routes: list[Route] = list(start.routes)
        self._cost = judged.cost.total
        self._wanted = True

    @property
    def left(self) -> float:
        """How many seconds are left."""
        return max(0.0, self._seconds - self._elapsed)

    @property
    def goes_on(self) -> bool:
        """Whether there is time, and somebody who wants a better plan."""
        return self._wanted and self.left > 0

    def cut_out(self, units: list[Unit]) -> Part:
        """The part of these units as they are now; nobody else writes into them meanwhile."""
        tours = [tour for unit in units for tour in unit.tours]
        jobs = [job for unit in units for job in unit.jobs]
        return Part.cut_out(self.problem, self.routes, sorted(tours), sorted(jobs))

    def take(self, part: Part, plan: Plan) -> None:
        """Put in what was found for a part, if it is better."""
        before, after = evaluate(part.problem, part.plan), evaluate(part.problem, plan)
        gain = before.cost.total - after.cost.total
        if after.broken or gain <= 0:
            return
        with self._lock:
            part.put_back(plan, self.routes)
            self._cost -= gain
            self.plan = Plan(tuple(self.routes))
        self.tell()

    def tell(self) -> bool:
        """Say how far it is; False if nobody wants more."""
        with self._lock:
            self._wanted = self._wanted and self._told(self._elapsed, self.plan, self._cost)
            return self._wanted

    @property
    def _elapsed(self) -> float:
        return time.monotonic() - self._began
