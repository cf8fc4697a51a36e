"""The child of some tests: it puts in what waits, in its own time, and dies where it shall look for better."""

import os
import signal
from threading import Event

from domain.optimising.engine import Engine, Told
from domain.optimising.greedy import greedy
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.running.child import serve
from domain.optimising.running.messages import Search
from tests.domain.planning.whatif.child import Slow

#: Longer than a search of one second is let go on.
TAKES_S = 2.0


class Greedy:
    """Answers late where there is more than one job, for so it is asked while it gets ready."""

    name = "greedy"

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:  # noqa: ARG002 - it takes what it takes
        if len(problem.jobs) > 1:
            Event().wait(TAKES_S)
        return greedy(problem, start)


def greedy_alone(search: Search) -> Engine:
    if search.engine != "greedy":
        os.kill(os.getpid(), signal.SIGKILL)
    return Greedy()


if __name__ == "__main__":
    serve(greedy_alone, Slow)
