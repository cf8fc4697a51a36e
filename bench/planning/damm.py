"""The technician problems of Damm and others: skills, windows, shifts, lunch, and the sum of priorities to win.

A task must be finished by its latest moment. Time is counted in hundredths of their minutes and ways are rounded up, so
that every plan also holds with exact ways, which `breaches` checks once more.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.planning.reference import judge
from domain.optimising.plan import Plan, served
from domain.optimising.problem import Break, Job, Problem, Tour, Weights

SCALE = 100
BEST = "published_best.json"
_HAIR = 1e-6


@dataclass(frozen=True)
class Technicians:
    """One of the problems, the priorities of its tasks, and where everything is; point 0 is the depot."""

    name: str
    problem: Problem
    priorities: tuple[int, ...]
    points: tuple[tuple[float, float], ...]

    def won(self, plan: Plan) -> int:
        """The sum of the priorities of the tasks that are done."""
        return sum(self.priorities[job] for job in served(plan))

    def breaches(self, plan: Plan) -> Iterator[str]:
        """Where the begin times do not hold with exact ways in whole minutes and fractions."""
        starts = judge(self.problem, plan).starts
        for tour, route in zip(self.problem.tours, plan.routes, strict=True):
            if route:
                yield from self._on_tour(tour, [self._stay(job, starts[job]) for job in route])

    def _stay(self, job: int, start: int) -> tuple[float, float, int]:
        return start / SCALE, (start + self.problem.jobs[job].ticks) / SCALE, self.problem.jobs[job].place

    def _on_tour(self, tour: Tour, stays: list[tuple[float, float, int]]) -> Iterator[str]:
        last = stays[-1]
        home = last[1] + math.dist(self.points[last[2]], self.points[0])
        whole = [(-math.inf, tour.starts / SCALE, 0), *stays, (tour.latest / SCALE, math.inf, 0)]
        slack = [(before[1], after[0] - self._way(before, after)) for before, after in pairwise(whole)]
        for (leaves, latest), (_, _, place) in zip(slack, whole, strict=False):
            if leaves > latest + _HAIR:
                yield f"technician {tour.technician} leaves place {place} at {leaves} and had to by {latest}"
        at_home = (home, math.inf)
        for each in tour.breaks:
            if not any(_has_room(each, *gap) for gap in (*slack, at_home)):
                yield f"technician {tour.technician} has no lunch"

    def _way(self, before: tuple[float, float, int], after: tuple[float, float, int]) -> float:
        return math.dist(self.points[before[2]], self.points[after[2]])


def _has_room(rest: Break, since: float, until: float) -> bool:
    begin = max(since, rest.opens / SCALE)
    return begin + rest.ticks / SCALE <= min(until, rest.closes / SCALE) + _HAIR


def published(folder: Path) -> dict[str, int]:
    """The best sums that were published, by name of the problem."""
    best: dict[str, int] = json.loads((folder / BEST).read_text(encoding="utf-8"))
    return best


def read(path: Path) -> Technicians:
    """The problem of one file."""
    words = iter(path.read_text(encoding="utf-8").split())
    tasks, people = int(next(words)), int(next(words))
    rows = tasks + 1 + people
    priorities = [int(next(words)) for _ in range(rows)]
    able = [[int(next(words)) for _ in range(people)] for _ in range(rows)]
    takes, earliest, latest = ([_ticks(next(words)) for _ in range(rows)] for _ in range(3))
    shifts = [[_ticks(next(words)) for _ in range(people)] for _ in range(2)]
    _big, _most = next(words), next(words)
    points = tuple((float(next(words)), float(next(words))) for _ in range(tasks + 1))
    lunches = [Break(earliest[row], latest[row], takes[row]) if takes[row] else None for row in range(tasks + 1, rows)]
    tours = tuple(
        Tour(number, starts, ends, ends, 0, 0, () if lunch is None else (lunch,))
        for number, (starts, ends, lunch) in enumerate(zip(*shifts, lunches, strict=True))
    )
    jobs = tuple(
        Job(takes[row], row, ((earliest[row], latest[row] - takes[row]),), float(priorities[row]))
        for row in range(1, tasks + 1)
    )
    allowed = np.where(np.array(able[1 : tasks + 1], np.bool_), 0.0, np.inf)
    problem = Problem(tours, jobs, _ways(points), allowed, _hardly_travel(tours))
    return Technicians(path.stem, problem, tuple(priorities[1 : tasks + 1]), points)


def _ticks(word: str) -> int:
    return round(float(word) * SCALE)


def _ways(points: tuple[tuple[float, float], ...]) -> NDArray[np.int32]:
    places = np.array(points)
    apart = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    ways: NDArray[np.int32] = np.ceil(apart * SCALE - _HAIR).astype(np.int32)
    return ways


def _hardly_travel(tours: tuple[Tour, ...]) -> Weights:
    """Short ways are only a hint: all together they weigh less than one point of priority."""
    return Weights(travel=0.5 / sum(tour.latest - tour.starts for tour in tours))
