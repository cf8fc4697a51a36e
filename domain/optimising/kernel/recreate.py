"""Puts absent jobs back, each where it costs least, unless leaving it out costs less."""

import numpy as np
from numpy.typing import NDArray

from domain.optimising.kernel.arrays import Arrays
from domain.optimising.kernel.chance import below, fraction
from domain.optimising.kernel.compiling import compiled
from domain.optimising.kernel.insertion import cheapest
from domain.optimising.kernel.linked import insert_linked
from domain.optimising.kernel.presence import insert
from domain.optimising.kernel.state import ABSENT, State

#: Orders to insert in, and how many of `_DRAWS` draws each gets.
DEAR, DENSE, TIGHT, LONG, RANDOM = range(5)
_ENDS = (5, 8, 10, 11)
_DRAWS = 15


@compiled
def draw_order(s: State) -> int:
    """One of the orders to insert in, some more often than others."""
    drawn = below(s.chance, _DRAWS)
    for order in range(len(_ENDS)):
        if drawn < _ENDS[order]:
            return order
    return RANDOM


@compiled
def recreate(a: Arrays, s: State, order: int, blink: float) -> None:
    """Insert what is absent, in that order, tours now and then overlooked."""
    jobs = s.absent[: s.counts[ABSENT]].copy()
    jobs = jobs[np.argsort(_keys(a, s, jobs, order))]
    linked = 0
    for job in jobs:
        if _is_linked(a, job):
            linked += 1
            insert_linked(a, s, job)
            continue
        extra, tour, position = cheapest(a, s, job, blink)
        if extra < a.jobs[job].left_out:
            insert(a, s, job, tour, position)
    while linked > 0 and _insert_followers(a, s, jobs):
        pass


@compiled
def _keys(a: Arrays, s: State, jobs: NDArray[np.int64], order: int) -> NDArray[np.float64]:
    keys = np.empty(len(jobs))
    for each in range(len(jobs)):
        job = a.jobs[jobs[each]]
        if order == DEAR:
            keys[each] = -job.left_out
        elif order == DENSE:
            keys[each] = -job.left_out / (job.ticks + 1)
        elif order == TIGHT:
            keys[each] = job.last
        elif order == LONG:
            keys[each] = -job.ticks
        else:
            keys[each] = 1.0
        keys[each] *= 1.0 + 0.2 * fraction(s.chance)
    return keys


@compiled
def _insert_followers(a: Arrays, s: State, jobs: NDArray[np.int64]) -> bool:
    """Insert what waited for one that came later in the order; whether there was any."""
    inserted = False
    for job in jobs:
        if s.marks[job].tour < 0 and a.jobs[job].after_to > a.jobs[job].after_from:
            inserted = insert_linked(a, s, job) or inserted
    return inserted


@compiled
def _is_linked(a: Arrays, job: int) -> bool:
    what = a.jobs[job]
    return bool(what.crew > 1 or what.after_to > what.after_from or what.followers_to > what.followers_from)
