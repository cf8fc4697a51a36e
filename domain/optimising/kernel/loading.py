"""Takes a plan into the search, as far as it holds."""

import numpy as np
from numpy.typing import NDArray

from domain.optimising.kernel.arrays import Arrays
from domain.optimising.kernel.compiling import compiled
from domain.optimising.kernel.insertion import extra_cost, has_room
from domain.optimising.kernel.presence import insert
from domain.optimising.kernel.state import State


@compiled
def take_over(
    a: Arrays, s: State, routes: NDArray[np.int64], lengths: NDArray[np.int64], begins: NDArray[np.int64]
) -> None:
    """Take over a sound plan, with the moments of linked jobs."""
    for job in s.linked:
        s.marks[job].pin = begins[job]
    for tour in range(len(lengths)):
        for position in range(lengths[tour]):
            insert(a, s, routes[tour, position], tour, position)


@compiled
def take_what_holds(a: Arrays, s: State, routes: NDArray[np.int64], lengths: NDArray[np.int64]) -> None:
    """Take over of a broken plan the jobs that still fit behind each other, but for linked ones."""
    linked = s.scratch.queue
    linked[:] = 0
    for job in s.linked:
        linked[job] = 1
    for tour in range(len(lengths)):
        for position in range(lengths[tour]):
            job, last = routes[tour, position], s.heads[tour].length
            if linked[job] > 0 or s.marks[job].tour >= 0 or not has_room(a, s, tour, job):
                continue
            if extra_cost(a, s, tour, last, job, s.marks[job].pin, np.inf) < np.inf:
                insert(a, s, job, tour, last)
