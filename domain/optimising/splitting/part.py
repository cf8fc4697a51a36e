"""A part of a problem: some of its tours and jobs as a problem of their own, and the way back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from msgspec.structs import replace

from domain.optimising.plan import Plan
from domain.optimising.problem import NOWHERE, Job, Present, Problem, Tour

Route = tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """`problem` and `plan` count tours and jobs anew; `tours` and `jobs` say which they are in the whole."""

    tours: tuple[int, ...]
    jobs: tuple[int, ...]
    problem: Problem
    plan: Plan

    @classmethod
    def cut_out(cls, whole: Problem, routes: Sequence[Route], tours: Sequence[int], jobs: Sequence[int]) -> Self:
        """The part of these tours and jobs; no job of it stands on another tour or is linked with one outside."""
        numbers = _Numbers(whole, tours, jobs)
        problem = Problem(
            tuple(numbers.tour(whole.tours[tour]) for tour in tours),
            tuple(numbers.job(whole.jobs[job]) for job in jobs),
            whole.travel[np.ix_(numbers.places, numbers.places)],
            whole.people[np.ix_(jobs, numbers.technicians)],
            whole.weights,
        )
        plan = Plan(tuple(tuple(numbers.of_job[job] for job in routes[tour]) for tour in tours))
        return cls(tuple(tours), tuple(jobs), problem, plan)

    def put_back(self, plan: Plan, routes: list[Route]) -> None:
        """Write a plan of this part into the routes of the whole."""
        for tour, route in zip(self.tours, plan.routes, strict=True):
            routes[tour] = tuple(self.jobs[job] for job in route)


class _Numbers:
    """How places, technicians, tours and jobs are counted in a part."""

    def __init__(self, whole: Problem, tours: Sequence[int], jobs: Sequence[int]) -> None:
        homes = [place for tour in tours for place in (whole.tours[tour].start_place, whole.tours[tour].end_place)]
        self.places = sorted({*homes, *(whole.jobs[job].place for job in jobs)} - {NOWHERE})
        self.technicians = sorted({whole.tours[tour].technician for tour in tours})
        self.of_job = _counted(jobs)
        self._of_tour = _counted(tours)
        self._of_technician = _counted(self.technicians)
        self._of_place = {**_counted(self.places), NOWHERE: NOWHERE}

    def tour(self, tour: Tour) -> Tour:
        return replace(
            tour,
            technician=self._of_technician[tour.technician],
            start_place=self._of_place[tour.start_place],
            end_place=self._of_place[tour.end_place],
        )

    def job(self, job: Job) -> Job:
        return replace(
            job,
            place=self._of_place[job.place],
            after=tuple(replace(before, job=self.of_job[before.job]) for before in job.after),
            present=None if job.present is None else self._present(job.present),
        )

    def _present(self, present: Present) -> Present:
        return replace(present, tours=tuple(self._of_tour[tour] for tour in present.tours if tour in self._of_tour))


def _counted(numbers: Iterable[int]) -> dict[int, int]:
    return {number: count for count, number in enumerate(numbers)}
