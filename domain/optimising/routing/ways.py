"""The ways between the nodes of a routing library, which know each place by itself."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from domain.optimising.problem import NOWHERE, Problem


def between(problem: Problem, places: Iterable[int]) -> NDArray[np.int64]:
    """The ticks between nodes at these places; none to or from one that is not known."""
    at = np.array(list(places), np.intp)
    if not problem.travel.size:
        return np.zeros((at.size, at.size), np.int64)
    known = at != NOWHERE
    where = np.where(known, at, 0)
    ticks = problem.travel[np.ix_(where, where)].astype(np.int64) * np.outer(known, known)
    np.fill_diagonal(ticks, 0)
    return np.asarray(ticks, np.int64)
