"""What must stay together: tours that share a crew or an order of jobs, and the jobs that lean on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
from numpy.typing import NDArray

from domain.optimising.problem import NOWHERE, Problem
from domain.optimising.splitting.part import Route

#: Among how many of the nearest technicians is drawn who may try a job that is left out.
NEAREST = 3


@dataclass
class Unit:
    """Tours and jobs that come into the same part."""

    tours: list[int] = field(default_factory=list)
    jobs: list[int] = field(default_factory=list)


def units(problem: Problem, routes: Sequence[Route], draw: Random) -> list[Unit]:
    """Every tour in its unit; a job that is left out leans on a tour that may do it, where there is one."""
    groups = _Groups(len(problem.tours), len(problem.jobs))
    for tour, route in enumerate(routes):
        for job in route:
            groups.join(tour, groups.of_job(job))
    for number, linked in enumerate(problem.jobs):
        for before in linked.after:
            groups.join(groups.of_job(number), groups.of_job(before.job))
    _lean(problem, routes, groups, draw)
    return groups.units()


class _Groups:
    """Tours and jobs, joined to groups; jobs are counted behind the tours."""

    def __init__(self, tours: int, jobs: int) -> None:
        self._tours = tours
        self._leader = list(range(tours + jobs))

    def of_job(self, job: int) -> int:
        return self._tours + job

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.leader(one), self.leader(other)))
        self._leader[second] = first

    def leader(self, member: int) -> int:
        """The first of the group; a tour if it has one."""
        while self._leader[member] != member:
            self._leader[member] = member = self._leader[self._leader[member]]
        return member

    def units(self) -> list[Unit]:
        found: dict[int, Unit] = {}
        for member in range(len(self._leader)):
            unit = found.setdefault(self.leader(member), Unit())
            if member < self._tours:
                unit.tours.append(member)
            else:
                unit.jobs.append(member - self._tours)
        return [unit for unit in found.values() if unit.tours]


def _lean(problem: Problem, routes: Sequence[Route], groups: _Groups, draw: Random) -> None:
    able = _Able(problem)
    done = {job for route in routes for job in route}
    for number in range(len(problem.jobs)):
        if number in done:
            continue
        for tour in able.tours(number, problem.jobs[number].crew, draw):
            groups.join(tour, groups.of_job(number))


class _Able:
    """Which tours may do a job, as far as skills and hours say."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._technicians = np.array([tour.technician for tour in problem.tours], np.int64)
        self._starts = np.array([tour.starts for tour in problem.tours], np.int64)
        self._latest = np.array([tour.latest for tour in problem.tours], np.int64)
        self._homes = np.array([tour.start_place for tour in problem.tours], np.int64)

    def tours(self, number: int, crew: int, draw: Random) -> Iterator[int]:
        """As many as its crew, of different technicians near by; none where there are too few."""
        able = self._able(number)
        ways = self._ways(number, able)
        near: dict[int, list[int]] = {}
        for tour in able[np.argsort(ways, kind="stable")].tolist():
            technician = int(self._technicians[tour])
            if technician not in near and len(near) == crew + NEAREST - 1:
                break
            near.setdefault(technician, []).append(tour)
        if len(near) >= crew:
            yield from (draw.choice(near[technician]) for technician in draw.sample(sorted(near), crew))

    def _able(self, number: int) -> NDArray[np.int64]:
        job = self._problem.jobs[number]
        spans = np.zeros(len(self._starts), bool)
        for opens, closes in job.windows:
            spans |= (self._starts <= closes) & (self._latest >= opens + job.ticks)
        allowed = np.isfinite(self._problem.people[number])
        return np.flatnonzero(spans & allowed[self._technicians]) if len(spans) else np.zeros(0, np.int64)

    def _ways(self, number: int, tours: NDArray[np.int64]) -> NDArray[np.int64]:
        place, homes = self._problem.jobs[number].place, self._homes[tours]
        if place == NOWHERE or not self._problem.travel.size:
            return np.zeros(len(tours), np.int64)
        return np.where(homes == NOWHERE, 0, self._problem.travel[place, homes]).astype(np.int64)
