"""The technician problems of Damm and others: skills, windows, shifts, lunch, and the sum of priorities to win.

A task must be finished by its latest moment, and lunch may interrupt a way. Time is counted in hundredths of their
minutes and ways are rounded up, so that every plan also holds with exact ways, which `breaches` checks once more.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.planning import damm_rules
from bench.planning.damm_rules import HAIR, Figures, Lunch, Task, Technician
from bench.planning.reference import judge
from domain.optimising.plan import Plan, served
from domain.optimising.problem import Break, Job, Problem, Tour, Weights

SCALE = 100
BEST = "published_best.json"


@dataclass(frozen=True)
class Technicians:
    """One of the problems: the figures of its file, and the same as a problem of ours; place 0 is the depot."""

    name: str
    figures: Figures
    problem: Problem

    def won(self, plan: Plan) -> int:
        """The sum of the priorities of the tasks that are done."""
        return sum(self.figures.tasks[job].priority for job in served(plan))

    def breaches(self, plan: Plan) -> Iterator[str]:
        """What of the published rules the plan breaks, with the begin times that it has by ours."""
        starts = judge(self.problem, plan).starts
        yield from (f"task {job} never begins" for job in sorted(served(plan) - starts.keys()))
        begun = [{job: starts[job] / SCALE for job in route if job in starts} for route in plan.routes]
        yield from damm_rules.breaches(self.figures, dict(enumerate(begun)))


def published(folder: Path) -> dict[str, int]:
    """The best sums that were published, by name of the problem."""
    best: dict[str, int] = json.loads((folder / BEST).read_text(encoding="utf-8"))
    return best


def read(path: Path) -> Technicians:
    """The problem of one file."""
    figures = _figures(iter(path.read_text(encoding="utf-8").split()))
    return Technicians(path.stem, figures, _problem(figures))


def _figures(words: Iterator[str]) -> Figures:
    """One row for the depot, one for each task, one for the lunch of each technician."""
    count, people = int(next(words)), int(next(words))
    rows = 1 + count + people
    priorities = [int(next(words)) for _ in range(rows)]
    able = [[next(words) == "1" for _ in range(people)] for _ in range(rows)]
    takes, earliest, latest = ([float(next(words)) for _ in range(rows)] for _ in range(3))
    begins, ends = ([float(next(words)) for _ in range(people)] for _ in range(2))
    _big, _most = next(words), next(words)
    points = [(float(next(words)), float(next(words))) for _ in range(1 + count)]
    tasks = tuple(
        Task(
            priorities[row],
            frozenset(number for number in range(people) if able[row][number]),
            takes[row],
            earliest[row],
            latest[row],
            points[row],
        )
        for row in range(1, 1 + count)
    )
    lunches = [Lunch(takes[row], earliest[row], latest[row]) for row in range(1 + count, rows)]
    technicians = tuple(Technician(*each) for each in zip(begins, ends, lunches, strict=True))
    return Figures(tasks, technicians, points[0])


def _problem(figures: Figures) -> Problem:
    tours = tuple(_tour(number, each) for number, each in enumerate(figures.technicians))
    jobs = tuple(
        Job(
            _ticks(task.takes),
            place,
            ((_ticks(task.earliest), _ticks(task.latest - task.takes)),),
            float(task.priority),
        )
        for place, task in enumerate(figures.tasks, start=1)
    )
    allowed = [[0.0 if number in task.able else np.inf for number in range(len(tours))] for task in figures.tasks]
    ways = _ways((figures.depot, *(task.at for task in figures.tasks)))
    return Problem(tours, jobs, ways, np.array(allowed), _hardly_travel(tours))


def _tour(number: int, technician: Technician) -> Tour:
    starts, ends, lunch = _ticks(technician.begins), _ticks(technician.ends), technician.lunch
    rest = Break(_ticks(lunch.earliest), _ticks(lunch.latest), _ticks(lunch.takes), on_the_way=True)
    return Tour(number, starts, ends, ends, 0, 0, (rest,) if rest.ticks else ())


def _ticks(minutes: float) -> int:
    return round(minutes * SCALE)


def _ways(points: tuple[tuple[float, float], ...]) -> NDArray[np.int32]:
    places = np.array(points)
    apart = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    ways: NDArray[np.int32] = np.ceil(apart * SCALE - HAIR).astype(np.int32)
    return ways


def _hardly_travel(tours: tuple[Tour, ...]) -> Weights:
    """Short ways are only a hint: all together they weigh less than one point of priority."""
    return Weights(travel=0.5 / sum(tour.latest - tour.starts for tour in tours))
