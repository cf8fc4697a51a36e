"""A child that is ready before it is needed: started, compiled, and asked once."""

from threading import Event

import numpy as np

from domain.optimising.plan import nothing
from domain.optimising.problem import Job, Problem, Tour
from domain.optimising.running.run import Run
from domain.optimising.running.workers import Workers
from domain.planning.automatic.running import followed

#: One job beside somebody who has time for it.
_PROBLEM = Problem((Tour(0, 0, 10, 10),), (Job(1, 0, ((0, 5),), 1.0),), np.zeros((1, 1), np.int32), np.zeros((1, 1)))
#: Long enough for an engine to notice when it is over.
_SECONDS = 0.2


def make_ready(workers: Workers, stop: Event) -> None:
    """Let a child answer the smallest of all questions with each engine, so that the next is answered at once."""
    for engine in ("greedy", "chosen"):
        followed(Run(workers, _PROBLEM, nothing(_PROBLEM), seconds=_SECONDS, engines=(engine,)).start(), stop)
