"""Takes strings of neighbouring jobs out of the plan (slack induction by string removals, after Christiaens)."""

import numpy as np
from numpy.typing import NDArray

from domain.optimising.kernel.arrays import Arrays
from domain.optimising.kernel.chance import below, fraction
from domain.optimising.kernel.compiling import inlined
from domain.optimising.kernel.presence import refresh_touched, withdraw, withdraw_followers
from domain.optimising.kernel.state import ABSENT, LONGEST, ROUND, State

#: Jobs taken out on average.
_REMOVED = 10
#: How often a string spares some jobs in its middle, and how often one more of them.
_SPLIT = 0.5
_SPARE = 0.5


@inlined
def ruin(a: Arrays, s: State) -> None:
    """Take strings out of some tours around a job."""
    jobs = len(a.jobs)
    centre = below(s.chance, jobs)
    longest = min(float(LONGEST), max(1.0, _mean_length(s)))
    strings = int(fraction(s.chance) * (4.0 * _REMOVED / (1.0 + longest) - 1.0)) + 1
    removed = s.scratch.queue
    for job in s.near[centre]:
        tour = s.marks[job].tour
        if strings == 0:
            break
        if tour >= 0 and s.heads[tour].touched != s.counts[ROUND]:
            most = min(float(s.heads[tour].length), longest)
            many = int(fraction(s.chance) * most) + 1
            _draw_string(s, tour, job, many, removed)
            for each in range(many):
                withdraw(a, s, removed[each])
            strings -= 1
    withdraw_followers(a, s)
    refresh_touched(a, s)


@inlined
def _mean_length(s: State) -> float:
    busy = 0
    for tour in range(len(s.heads)):
        if s.heads[tour].length > 0:
            busy += 1
    return float((len(s.marks) - s.counts[ABSENT]) / max(1, busy))


@inlined
def _draw_string(s: State, tour: int, job: int, many: int, removed: NDArray[np.int64]) -> None:
    """Fill in `many` jobs that follow each other, the given one among them, but for some spared in the middle."""
    length = s.heads[tour].length
    spared = 0
    if many > 1 and fraction(s.chance) < _SPLIT:
        while many + spared < length and fraction(s.chance) < _SPARE:
            spared += 1
    span = many + spared
    at = 0
    while s.stops[tour, at].job != job:
        at += 1
    start = max(0, at - span + 1)
    start += below(s.chance, min(at, length - span) - start + 1)
    spared_from = start + 1 + below(s.chance, many - 1) if spared > 0 else start + span
    filled = 0
    for position in range(start, start + span):
        if position < spared_from or position >= spared_from + spared:
            removed[filled] = s.stops[tour, position].job
            filled += 1
