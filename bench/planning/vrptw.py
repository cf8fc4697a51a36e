"""The vehicle routing problems with time windows of Solomon, and of Gehring and Homberger.

Ways are cut after one decimal, as in the tables of best known distances; a tick is a tenth.
"""

import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.optimising.problem import MUST, Job, Problem, Tour

SCALE = 10
BEST = "best_known.json"


def best_known(folder: Path) -> dict[str, float]:
    """The least distances that are known, by name of the problem."""
    told = json.loads((folder / BEST).read_text(encoding="utf-8"))
    return {name: float(each["bks"]) for name, each in told.items()}


def read(path: Path) -> Problem:
    """The problem of one file: vehicles are tours with their load as stock, customers jobs that must be done."""
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [[int(word) for word in line] for line in lines if line and all(word.isdigit() for word in line)]
    (vehicles, load), (depot, *customers) = rows[0], rows[1:]
    _, x, y, _, opens, closes, _ = depot
    tours = tuple(
        Tour(number, opens * SCALE, closes * SCALE, closes * SCALE, 0, 0, stock=(load,)) for number in range(vehicles)
    )
    points = [(x, y), *((row[1], row[2]) for row in customers)]
    jobs = tuple(
        Job(service * SCALE, place, ((ready * SCALE, due * SCALE),), MUST, uses=(demand,))
        for place, (_, _, _, demand, ready, due, service) in enumerate(customers, start=1)
    )
    return Problem(tours, jobs, _ways(points), np.zeros((len(jobs), vehicles)))


def _ways(points: list[tuple[int, int]]) -> NDArray[np.int32]:
    ways = [
        [math.isqrt(SCALE * SCALE * ((x - other_x) ** 2 + (y - other_y) ** 2)) for other_x, other_y in points]
        for x, y in points
    ]
    return np.array(ways, np.int32)
