"""The child of these tests: engines in plain Python, each with a way of its own to end, judged slowly."""

import os
import random
import signal
import time
from dataclasses import dataclass
from threading import Event

from bench.planning.reference import judge
from domain.optimising.cost import Evaluated
from domain.optimising.engine import Engine, Told
from domain.optimising.plan import Plan, served
from domain.optimising.problem import Problem
from domain.optimising.running.child import serve
from domain.optimising.running.messages import Search


@dataclass(frozen=True)
class Slow:
    """Says what plans cost, slowly."""

    problem: Problem

    def evaluate(self, plan: Plan) -> Evaluated:
        return judge(self.problem, plan)


@dataclass(frozen=True)
class Inserting:
    """Puts one job after the other anywhere, and keeps what is cheaper."""

    iterations: int | None = None
    name: str = "inserting"

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:
        began, drawn, turn = time.monotonic(), random.Random(seed), 0
        best, cost = start, judge(problem, start).cost.total
        while turn != self.iterations and told(time.monotonic() - began, best, cost):
            if time.monotonic() - began >= seconds:
                break
            tried, turn = _inserted(problem, best, drawn), turn + 1
            reckoned = judge(problem, tried)
            if not reckoned.broken and reckoned.cost.total < cost:
                best, cost = tried, reckoned.cost.total
        return best


def _inserted(problem: Problem, plan: Plan, drawn: random.Random) -> Plan:
    left_out = sorted(set(range(len(problem.jobs))) - served(plan))
    if not left_out:
        return plan
    job, tour = drawn.choice(left_out), drawn.randrange(len(plan.routes))
    route = plan.routes[tour]
    place = drawn.randint(0, len(route))
    return Plan((*plan.routes[:tour], (*route[:place], job, *route[place:]), *plan.routes[tour + 1 :]))


@dataclass(frozen=True)
class Odd:
    """Finds something better first, then does what its name says; compiling a tiny problem goes well."""

    name: str

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:
        if len(problem.jobs) == 1:
            return start
        plan = Inserting(300).solve(problem, start, seconds=seconds, seed=seed, told=told)
        match self.name:
            case "raising":
                raise ValueError("nothing goes")
            case "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            case "breaking":
                return Plan(((0, 0), *plan.routes[1:]))
            case "printing":
                os.write(1, b"an engine that talks\n")
            case "deaf":
                Event().wait()
        return plan


def engines(search: Search) -> Engine:
    return Inserting(search.iterations) if search.engine == "inserting" else Odd(search.engine)


if __name__ == "__main__":
    serve(engines, Slow)
