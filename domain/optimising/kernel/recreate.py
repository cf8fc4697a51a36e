"""Puts absent jobs back, each where it costs least, unless leaving it out costs less."""

import numpy as np
from numpy.typing import NDArray

from domain.optimising.kernel.arrays import Arrays
from domain.optimising.kernel.chance import below, fraction
from domain.optimising.kernel.compiling import compiled, inlined
from domain.optimising.kernel.insertion import cheapest
from domain.optimising.kernel.linked import insert_linked
from domain.optimising.kernel.presence import insert
from domain.optimising.kernel.state import ABSENT, State

#: Orders to insert in, and how many of `_DRAWS` draws each gets.
DEAR, DENSE, TIGHT, LONG, RANDOM = range(5)
_ENDS = (5, 8, 10, 11)
_DRAWS = 15
#: How much an order is blurred.
_BLUR = 0.2


@inlined
def draw_order(s: State) -> int:
    """One of the orders to insert in, some more often than others."""
    drawn = below(s.chance, _DRAWS)
    for order in range(len(_ENDS)):
        if drawn < _ENDS[order]:
            return order
    return RANDOM


@compiled
def recreate(a: Arrays, s: State, blink: float) -> None:
    """Insert what is absent, tours now and then overlooked, in an order that is drawn; the dearest first without."""
    order = draw_order(s) if blink > 0.0 else DEAR
    jobs = s.scratch.queue[: s.counts[ABSENT]]
    _queue(a, s, jobs, order)
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


@inlined
def _queue(a: Arrays, s: State, jobs: NDArray[np.int64], order: int) -> None:
    """Fill in the absent jobs in the order, which is a little different each time."""
    keys = s.scratch.keys
    for each in range(len(jobs)):
        jobs[each] = s.absent[each]
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
        keys[each] *= 1.0 + _BLUR * fraction(s.chance)
    _sort(jobs, keys)


@compiled
def _sort(jobs: NDArray[np.int64], keys: NDArray[np.float64]) -> None:
    """Order the jobs by their keys (Shell, with the steps of Knuth)."""
    step = 1
    while step < len(jobs) // 3:
        step = 3 * step + 1
    while step > 0:
        for each in range(step, len(jobs)):
            job, key, at = jobs[each], keys[each], each
            while at >= step and keys[at - step] > key:
                jobs[at], keys[at] = jobs[at - step], keys[at - step]
                at -= step
            jobs[at], keys[at] = job, key
        step //= 3


@inlined
def _insert_followers(a: Arrays, s: State, jobs: NDArray[np.int64]) -> bool:
    """Insert what waited for one that came later in the order; whether there was any."""
    inserted = False
    for job in jobs:
        if s.marks[job].tour < 0 and a.jobs[job].after_to > a.jobs[job].after_from:
            inserted = insert_linked(a, s, job) or inserted
    return inserted


@inlined
def _is_linked(a: Arrays, job: int) -> bool:
    what = a.jobs[job]
    return bool(what.crew > 1 or what.after_to > what.after_from or what.followers > 0)
