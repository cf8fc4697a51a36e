"""The smallest problem that needs everything of an engine: what it is given so that it compiles."""

import numpy as np

from domain.optimising.problem import Job, Problem, Tour

TINY = Problem((Tour(0, 0, 10, 10),), (Job(1, 0, ((0, 5),), 1.0),), np.zeros((1, 1), np.int32), np.zeros((1, 1)))
