"""What a vehicle routing library has no words for."""

from enum import StrEnum

import numpy as np

from domain.optimising.problem import Problem
from domain.optimising.routing.clock import common_breaks
from domain.optimising.routing.folding import folded
from domain.optimising.routing.profiles import columns

#: Each distinct set of technicians is a matrix of its own; above this many bytes the library is the wrong tool.
MOST_BYTES = 400_000_000
BYTES_EACH = 16


class Misfit(StrEnum):
    """What stands against describing a problem as vehicle routing."""

    CREWS = "crews"
    AFTER = "after"
    BREAKS = "breaks"
    FAIRNESS = "fairness"
    WAITING = "waiting"
    MEMORY = "memory"
    EMPTY = "empty"


def misfits(problem: Problem, most_bytes: int = MOST_BYTES) -> tuple[Misfit, ...]:
    """What of this problem cannot be said; nothing where it fits."""
    weights = problem.weights
    held = {
        Misfit.EMPTY: not problem.jobs or not problem.tours,
        Misfit.CREWS: any(job.crew > 1 for job in problem.jobs),
        Misfit.AFTER: any(job.after for job in problem.jobs),
        Misfit.BREAKS: common_breaks(folded(problem).tours) is None,
        Misfit.FAIRNESS: weights.unfair > 0,
        Misfit.WAITING: weights.waiting > weights.travel,
        Misfit.MEMORY: _bytes(problem) > most_bytes,
    }
    return tuple(misfit for misfit, holds in held.items() if holds)


def _bytes(problem: Problem) -> int:
    ends = {(tour.start_place, tour.end_place) for tour in problem.tours}
    nodes = len(problem.jobs) + 2 * len(ends)
    profiles = int(np.unique(columns(problem)).size)
    return profiles * nodes * nodes * BYTES_EACH
