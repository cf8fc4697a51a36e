"""Which technicians are one and the same to every job."""

import numpy as np
from numpy.typing import NDArray

from domain.optimising.problem import Problem


def columns(problem: Problem) -> NDArray[np.intp]:
    """For each technician the first one for whom every job costs the same."""
    if not problem.jobs:
        return np.zeros(problem.technicians, np.intp)
    _, first, inverse = np.unique(problem.people, axis=1, return_index=True, return_inverse=True)
    return np.asarray(first[inverse.reshape(-1)], np.intp)
