"""What an engine makes of a problem in a given time, seen by the independent checker."""

import time
from dataclasses import dataclass, field

from bench.planning.reference import judge
from domain.optimising.cost import Cost
from domain.optimising.engine import Engine
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem

#: A plan within this share of the last one is as good as that.
NEARLY = 1.01
#: How many points of a curve are told at most.
POINTS = 60


@dataclass(frozen=True)
class Outcome:
    """A plan, what it costs and breaks by the slow evaluator, and when how good a plan was found."""

    plan: Plan
    cost: Cost
    broken: tuple[str, ...]
    seconds: float
    curve: tuple[tuple[float, float], ...]

    @property
    def nearly_there(self) -> float:
        """The seconds until a plan was told that was about as good as the last one."""
        goal = self.cost.total * NEARLY
        return next((moment for moment, cost in self.curve if cost <= goal), self.seconds)


@dataclass
class _Curve:
    """What an engine tells, as long as it gets better."""

    points: list[tuple[float, float]] = field(default_factory=list)

    def told(self, seconds: float, _plan: Plan, cost: float) -> bool:
        if not self.points or cost < self.points[-1][1]:
            self.points.append((round(seconds, 3), cost))
        return True


def solve(engine: Engine, problem: Problem, start: Plan, seconds: float, seed: int = 1) -> Outcome:
    """Let the engine search from the start; its plan is judged, whatever it says itself."""
    curve = _Curve()
    begun = time.perf_counter()
    plan = engine.solve(problem, start, seconds=seconds, seed=seed, told=curve.told)
    took = time.perf_counter() - begun
    found = judge(problem, plan)
    return Outcome(plan, found.cost, found.broken, took, tuple(curve.points))


def thinned(curve: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """So few points of it that they can be told, the last one among them."""
    step = -(-len(curve) // POINTS) or 1
    return curve[::-1][::step][::-1]
