"""Which engines a problem is given to, by its shape and by what was measured (docs/optimiser.md, "Engines")."""

import time
from collections.abc import Callable

import numpy as np

from domain.optimising.engine import Engine, Told
from domain.optimising.engines import Greedy, Ruin
from domain.optimising.evaluation import Evaluator
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.routing.fitting import misfits
from domain.optimising.served import Served
from domain.optimising.splitting.split import Split
from domain.optimising.together import Together

#: Up to this share of the hours taken by work and ways, everybody can probably be served.
ROOM = 0.9
#: Ways between jobs that lie beside each other on a good tour are about this share of the median way.
BESIDE = 0.25
#: From so many jobs on, parts of the problem are solved instead of the whole.
LARGE = 450


def choose(problem: Problem) -> tuple[Engine, ...]:
    """The engines in the order in which they search, each from the plan of the one before."""
    if can_probably_serve_all(problem) and not misfits(problem):
        return (Afresh(Together(Served(), Ruin())),)
    if len(problem.jobs) > LARGE:
        return Greedy(), Split(Ruin())
    return Greedy(), Together(Ruin(), Ruin())


def can_probably_serve_all(problem: Problem) -> bool:
    """Whether work and ways take clearly less than the hours of the technicians, and everybody may do something."""
    hours = sum(tour.ends - tour.starts - sum(each.ticks for each in tour.breaks) for tour in problem.tours)
    work = sum(job.ticks * job.crew for job in problem.jobs)
    beside = BESIDE * float(np.median(problem.travel)) if problem.travel.size else 0.0
    allowed = np.isfinite(problem.people).any(axis=1)
    return bool(allowed.all()) and work + beside * len(problem.jobs) <= ROOM * hours


class Afresh:
    """Has the greedy plan at once, for whoever has little time; the engine does not begin from it but from the start.

    From the greedy plan the routing library comes less far than from its own beginning.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name = engine.name

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:
        """The better one of both plans."""
        began = time.monotonic()
        relay = _Relay(told, began)
        first = Greedy().solve(problem, start, seconds=seconds, seed=seed, told=relay)
        left = seconds - (time.monotonic() - began)
        if left <= 0 or relay.is_over:
            return first
        found = self._engine.solve(problem, start, seconds=left, seed=seed, told=relay)
        evaluator = Evaluator(problem)
        return min(found, first, key=lambda plan: evaluator.evaluate(plan).price)


class Chosen:
    """The engines that suit the problem, one after the other within the time."""

    name = "chosen"

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:
        """The plan of the last engine, which is the best."""
        began = time.monotonic()
        relay = _Relay(told, began)
        plan = start
        for engine in choose(problem):
            left = seconds - (time.monotonic() - began)
            if left <= 0 or relay.is_over:
                break
            plan = engine.solve(problem, plan, seconds=left, seed=seed, told=relay)
        return plan


class _Relay:
    """Tells the time since the first engine began, and remembers that nobody wants more."""

    def __init__(self, told: Told, began: float) -> None:
        self._told = told
        self._began = began
        self.is_over = False

    def __call__(self, _seconds: float, plan: Plan, cost: float) -> bool:
        self.is_over = self.is_over or not self._told(time.monotonic() - self._began, plan, cost)
        return not self.is_over


#: By what settings and reports call them.
ENGINES: dict[str, Callable[[], Engine]] = {
    "chosen": Chosen,
    "greedy": Greedy,
    "ruin": Ruin,
    "served": Served,
}


def engine(name: str, iterations: int | None = None) -> Engine:
    """The engine of this name; bounded by iterations it is one that finds the same with each run."""
    return ENGINES[name]() if iterations is None else Ruin(iterations)
