"""Small problems, children that solve them slowly, and what they tell."""

from collections.abc import Iterator
from queue import Queue

import numpy as np
import psutil

from domain.optimising.plan import nothing
from domain.optimising.problem import Job, Problem, Tour
from domain.optimising.running.ending import Progress
from domain.optimising.running.run import Run
from domain.optimising.running.workers import Workers

PROGRAM = "tests.domain.optimising.running.searching_child"
#: Nothing waits so long.
LONG = 120.0
#: Enough to find something better, however slow the machine is.
SOME = 30


def day(jobs: int = 12, technicians: int = 3) -> Problem:
    """Places on a line, home at its end."""
    places = np.arange(jobs + 1, dtype=np.int32)
    return Problem(
        tuple(Tour(number, 0, 480, 540, jobs, jobs) for number in range(technicians)),
        tuple(Job(20, number, ((0, 400),), 1000.0) for number in range(jobs)),
        np.abs(places[:, None] - places),
        np.zeros((jobs, technicians)),
    )


class Heard:
    """A run and what it tells, in its order."""

    def __init__(
        self, workers: Workers, problem: Problem, *engines: str, seconds: float = LONG, iterations: int | None = None
    ) -> None:
        self.start = nothing(problem)
        self._told: Queue[Progress] = Queue()
        self.run = Run(
            workers,
            problem,
            self.start,
            seconds=seconds,
            engines=engines or ("inserting",),
            iterations=iterations,
            told=self._told.put,
        )
        self.run.start()

    def next(self) -> Progress:
        """What it tells next."""
        return self._told.get(timeout=LONG)

    def until_better(self) -> Progress:
        """The first better plan, or the next one."""
        while not (progress := self.next()).engine:
            pass
        return progress


def searching() -> Iterator[psutil.Process]:
    """The children that there are."""
    return (child for child in psutil.Process().children() if PROGRAM in child.cmdline())
