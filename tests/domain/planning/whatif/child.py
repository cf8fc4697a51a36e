"""The child of these tests: it plans greedily, judges slowly, and dies of problems with more than two technicians."""

import os
import signal
from dataclasses import dataclass
from threading import Event

from bench.planning.reference import judge
from domain.optimising.cost import Evaluated
from domain.optimising.engine import Engine, Told
from domain.optimising.greedy import greedy
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.running.child import serve
from domain.optimising.running.messages import Search

#: A search for so long goes on until it is ended.
LONG_S = 60.0


@dataclass(frozen=True)
class Slow:
    """Says what plans cost, slowly."""

    problem: Problem

    def evaluate(self, plan: Plan) -> Evaluated:
        return judge(self.problem, plan)


class Greedy:
    """Finds something at once, and where it has long it goes on looking."""

    name = "chosen"

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:  # noqa: ARG002 - nothing is drawn
        if problem.technicians > 2:
            os.kill(os.getpid(), signal.SIGKILL)
        if seconds <= 0:
            return start
        plan = greedy(problem, start)
        while seconds >= LONG_S - 1 and told(0.0, plan, judge(problem, plan).cost.total):
            Event().wait(0.02)
        return plan


def greedily(_search: Search) -> Engine:
    return Greedy()


if __name__ == "__main__":
    serve(greedily, Slow)
