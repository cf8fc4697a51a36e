"""What finds plans: each engine starts from a plan and is never left with a worse one."""

import time

from domain.optimising.engine import Told
from domain.optimising.evaluation import evaluate
from domain.optimising.greedy import greedy
from domain.optimising.improving import improve
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem


class Greedy:
    """Puts in what is left out, each where it costs least: at once, whatever the problem."""

    name = "greedy"

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:  # noqa: ARG002 - there is nothing to draw and nothing to wait for
        """The start and whatever fits beside it."""
        began = time.monotonic()
        plan = greedy(problem, start)
        told(time.monotonic() - began, plan, evaluate(problem, plan).cost.total)
        return plan


class Ruin:
    """Ruins a part of the plan and recreates it, again and again, by the exact cost: for whatever the problem."""

    name = "ruin"

    def __init__(self, iterations: int = 0) -> None:
        """With a number of iterations it takes no heed of time, and finds the same with each run."""
        self._iterations = iterations

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:
        """The best plan found on the way."""
        return improve(problem, start, seconds=seconds, iterations=self._iterations, seed=seed, told=told)
