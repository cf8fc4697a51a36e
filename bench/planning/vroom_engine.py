"""VROOM as an engine to be measured against: it knows hours, breaks, windows and priorities, but no amounts of cost."""

import time
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.planning.answering import answer
from domain.optimising.engine import Told
from domain.optimising.plan import Plan
from domain.optimising.problem import NOWHERE, Job, Problem, Tour
from domain.optimising.routing.loads import filled, kinds

#: The highest priority that it knows, and how thoroughly it looks at the most.
HIGHEST = 100
THOROUGH = 5
THREADS = 2


def vroom_missing() -> str | None:
    """Why VROOM cannot take part, if it cannot."""
    return None if find_spec("vroom") else "pyvroom is not installed"


class VroomEngine:
    """Asks VROOM once; deadlines are hard windows to it where they can be held at all. Crews it is not asked about."""

    name = "vroom"

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:  # noqa: ARG002 - it draws nothing
        """Its plan as it holds by our own arithmetic, or the start where that is better."""
        import vroom  # only where it is installed

        began = time.monotonic()
        found = _asked(vroom, problem).solve(
            exploration_level=THOROUGH, nb_threads=THREADS, timeout=timedelta(seconds=seconds)
        )
        return answer(problem, start, _plan(problem, found.to_dict()), began, told)


def _asked(vroom: ModuleType, problem: Problem) -> Any:
    asked = vroom.Input()
    asked.set_durations_matrix("car", _durations(problem))
    teams = {tuple(row) for row in np.isfinite(problem.people)}
    skills = {team: number for number, team in enumerate(sorted(teams), start=1)}
    for number, tour in enumerate(problem.tours):
        able = {skill for team, skill in skills.items() if team[tour.technician]}
        asked.add_vehicle(_vehicle(vroom, problem, number, tour, able))
    most = max((job.left_out for job in problem.jobs), default=0.0)
    for number, job in enumerate(problem.jobs):
        if job.crew == 1 and not job.after and job.windows:
            skill = skills[tuple(np.isfinite(problem.people[number]))]
            priority = round(HIGHEST * job.left_out / most) if most else 0
            asked.add_job(_job(vroom, problem, number, job, skill, priority))
    return asked


def _vehicle(vroom: ModuleType, problem: Problem, number: int, tour: Tour, able: set[int]) -> Any:
    over = tour.ends if problem.weights.overtime > 0 else tour.latest
    breaks = [
        vroom.Break(place, [vroom.TimeWindow(each.opens, each.closes - each.ticks)], service=each.ticks)
        for place, each in enumerate(tour.breaks)
    ]
    return vroom.Vehicle(
        number,
        start=_node(problem, tour.start_place),
        end=_node(problem, tour.end_place),
        capacity=filled(tour.stock, kinds(problem)),
        skills=able,
        time_window=vroom.TimeWindow(tour.starts, over),
        breaks=breaks,
    )


def _job(vroom: ModuleType, problem: Problem, number: int, job: Job, skill: int, priority: int) -> Any:
    return vroom.Job(
        number,
        location=_node(problem, job.place),
        default_service=job.ticks,
        delivery=vroom.Amount(filled(job.uses, kinds(problem))),
        skills={skill},
        priority=priority,
        time_windows=[vroom.TimeWindow(first, last) for first, last in _windows(job)],
    )


def _windows(job: Job) -> list[tuple[int, int]]:
    """Those in which the job is on time, or all where it cannot be."""
    if job.due is None or job.late <= 0:
        return list(job.windows)
    latest = job.due - job.ticks
    return [(first, min(last, latest)) for first, last in job.windows if first <= latest] or list(job.windows)


def _durations(problem: Problem) -> NDArray[np.uint32]:
    """The ways, and one more place that is no way from anywhere."""
    size = len(problem.travel)
    durations = np.zeros((size + 1, size + 1), np.uint32)
    durations[:size, :size] = problem.travel
    return durations


def _node(problem: Problem, place: int) -> int:
    return len(problem.travel) if place == NOWHERE else place


def _plan(problem: Problem, found: dict[str, Any]) -> Plan:
    routes: list[tuple[int, ...]] = [()] * len(problem.tours)
    for route in found["routes"]:
        routes[route["vehicle"]] = tuple(_jobs(route))
    return Plan(tuple(routes))


def _jobs(route: dict[str, Any]) -> Iterator[int]:
    return (step["id"] for step in route["steps"] if step["type"] == "job")
