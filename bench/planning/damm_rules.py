"""The published rules of the technician problems of Damm and others, over the figures of their files.

Nothing here is shared with the problems that engines solve: times are minutes, and ways are exact.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

#: What adding up fractions of minutes may be off by.
HAIR = 1e-6


@dataclass(frozen=True)
class Task:
    """What is to be done between two moments, by somebody who is able, and what priority it wins."""

    priority: int
    able: frozenset[int]
    takes: float
    earliest: float
    latest: float
    at: tuple[float, float]


@dataclass(frozen=True)
class Lunch:
    """So many minutes in one piece between two moments, wherever the technician is."""

    takes: float
    earliest: float
    latest: float


@dataclass(frozen=True)
class Technician:
    """Leaves the depot and is back there within a shift, with lunch in between."""

    begins: float
    ends: float
    lunch: Lunch


@dataclass(frozen=True)
class Figures:
    """The figures of one file."""

    tasks: tuple[Task, ...]
    technicians: tuple[Technician, ...]
    depot: tuple[float, float]


@dataclass(frozen=True)
class _Stay:
    """Somewhere from one moment to another one."""

    since: float
    until: float
    at: tuple[float, float]


def breaches(figures: Figures, done: Mapping[int, Mapping[int, float]]) -> Iterator[str]:
    """What these plans break: for each technician the tasks that they do, and when they begin them."""
    for task, count in Counter(task for begun in done.values() for task in begun).items():
        if count > 1:
            yield f"task {task} is done {count} times"
    for technician, begun in done.items():
        for task, begins in begun.items():
            yield from _of_task(figures.tasks[task], f"task {task}", technician, begins)
        if begun:
            yield from _of_tour(figures, technician, begun)


def _of_task(task: Task, name: str, technician: int, begins: float) -> Iterator[str]:
    if technician not in task.able:
        yield f"technician {technician} is not able to do {name}"
    if begins < task.earliest - HAIR:
        yield f"{name} begins at {begins}, before {task.earliest}"
    if begins + task.takes > task.latest + HAIR:
        yield f"{name} is finished at {begins + task.takes}, after {task.latest}"


def _of_tour(figures: Figures, technician: int, begun: Mapping[int, float]) -> Iterator[str]:
    shift = figures.technicians[technician]
    tasks = [(begins, figures.tasks[task]) for task, begins in sorted(begun.items(), key=lambda each: each[1])]
    stays = [
        _Stay(-math.inf, shift.begins, figures.depot),
        *(_Stay(begins, begins + task.takes, task.at) for begins, task in tasks),
        _Stay(shift.ends, math.inf, figures.depot),
    ]
    for before, after in pairwise(stays):
        arrives = before.until + math.dist(before.at, after.at)
        if arrives > after.since + HAIR:
            yield f"technician {technician} is at {after.at} from {arrives} on and has to be there at {after.since}"
    if shift.lunch.takes and not any(_has_room(shift.lunch, before, after) for before, after in pairwise(stays)):
        yield f"technician {technician} has no lunch"


def _has_room(lunch: Lunch, before: _Stay, after: _Stay) -> bool:
    """Whether there is time for lunch beside the way, which it may interrupt."""
    idle = after.since - before.until - math.dist(before.at, after.at)
    free = min(after.since, lunch.latest) - max(before.until, lunch.earliest)
    return min(idle, free) >= lunch.takes - HAIR
