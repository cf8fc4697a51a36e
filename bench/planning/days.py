"""Service days made up from fixed seeds: technicians with skills, homes, shifts and lunch, and more orders than fit."""

import math
from dataclasses import dataclass
from random import Random

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.planning import dispatcher
from bench.planning.reference import judge
from domain.optimising.plan import Plan, nothing
from domain.optimising.problem import MUST, Break, Job, Present, Problem, Tour

SKILLS = 8
MINUTES = 24 * 60
#: What it costs to leave an order out, and each minute after it is due, from the highest priority to the lowest.
LEFT_OUT = (2000.0, 800.0, 400.0, 200.0)
LATE = (5.0, 2.0, 1.0, 0.5)
COMMON = (0.1, 0.2, 0.4, 0.3)
#: What it costs to send somebody else than planned, and to come at another time.
OTHER_TECHNICIAN = 15.0
OTHER_TIME = 5.0
_SHIFT = 510
_STARTS = (420, 450, 480, 510, 540)
_LUNCH = (690, 810, 30)
#: How many kilometres wide the land of twenty technicians is; more of them have more land.
_SIDE = 40.0


@dataclass(frozen=True)
class Service:
    """How large a service centre is, and for how many days it plans."""

    technicians: int
    orders: int
    days: int = 1

    @property
    def name(self) -> str:
        """What figures call it."""
        return f"{self.technicians}x{self.orders}" + (f"x{self.days}" if self.days > 1 else "")


@dataclass(frozen=True)
class Repair:
    """A day that is planned, with orders that have come since: the problem, and the plan in force."""

    problem: Problem
    plan: Plan
    locked: tuple[int, ...]


def generate(service: Service, seed: int) -> Problem:
    """The orders of some days, all different for another seed."""
    draw = Random(seed)
    side = _SIDE * math.sqrt(service.technicians / 20)
    points = [(draw.uniform(0, side), draw.uniform(0, side)) for _ in range(service.technicians + service.orders)]
    skills = [set(draw.sample(range(SKILLS), draw.randint(2, 5))) for _ in range(service.technicians)]
    shifts = [draw.choice(_STARTS) for _ in range(service.technicians)]
    tours = tuple(
        _tour(technician, day * MINUTES, shifts[technician])
        for day in range(service.days)
        for technician in range(service.technicians)
    )
    wanted = [draw.randrange(SKILLS) for _ in range(service.orders)]
    jobs = tuple(_job(draw, service.technicians + order, service.days) for order in range(service.orders))
    people = [[0.0 if skill in known else np.inf for known in skills] for skill in wanted]
    return Problem(tours, jobs, _ways(points), np.array(people))


def repair(service: Service, seed: int, *, new: int = 30, locked: int = 10) -> Repair:
    """The same day: all orders but the last were planned as a dispatcher does; some of these must stay as they are."""
    problem = generate(service, seed)
    known = range(len(problem.jobs) - new)
    before = dispatcher.insert(problem, nothing(problem), known)
    starts = judge(problem, before).starts
    tours = {job: number for number, route in enumerate(before.routes) for job in route}
    fixed = tuple(sorted(Random(seed).sample(sorted(starts), locked)))
    jobs, people = list(problem.jobs), problem.people.copy()
    for job, start in starts.items():
        mine = problem.tours[tours[job]].technician
        others = np.arange(problem.technicians) != mine
        people[job, others] = np.inf if job in fixed else people[job, others] + OTHER_TECHNICIAN
        present = Present((tours[job],), start)
        jobs[job] = msgspec.structs.replace(jobs[job], present=present, moved=OTHER_TIME)
        if job in fixed:
            jobs[job] = msgspec.structs.replace(jobs[job], windows=((start, start),), left_out=MUST)
    return Repair(Problem(problem.tours, tuple(jobs), problem.travel, people, problem.weights), before, fixed)


def changed(repaired: Repair, plan: Plan) -> int:
    """How many orders that were planned are done at another time, by somebody else, or not at all."""
    starts = judge(repaired.problem, plan).starts
    tours = {job: number for number, route in enumerate(plan.routes) for job in route}
    return sum(
        job.present is not None and ((tours.get(number),), starts.get(number)) != (job.present.tours, job.present.start)
        for number, job in enumerate(repaired.problem.jobs)
    )


def _tour(technician: int, midnight: int, shift: int) -> Tour:
    starts = midnight + shift
    opens, closes, ticks = _LUNCH
    lunch = Break(midnight + opens, midnight + closes, ticks)
    return Tour(technician, starts, starts + _SHIFT, starts + _SHIFT, technician, technician, (lunch,))


def _job(draw: Random, place: int, days: int) -> Job:
    priority = draw.choices(range(len(COMMON)), COMMON)[0]
    day = draw.randrange(days)
    midnight = day * MINUTES
    windows = ((0, days * MINUTES),)
    if draw.random() < 0.2:
        opens = midnight + draw.randrange(480, 900, 30)
        windows = ((opens, opens + 120),)
    elif days > 1:
        windows = ((midnight, min(days, day + draw.randint(2, 7)) * MINUTES),)
    return Job(
        ticks=draw.choice((20, 30, 45, 60, 60, 90)),
        place=place,
        windows=windows,
        left_out=LEFT_OUT[priority],
        due=midnight + draw.randrange(540, 1020),
        late=LATE[priority],
    )


def _ways(points: list[tuple[float, float]]) -> NDArray[np.int32]:
    """Minutes by road: three to park, and the longer the way the faster."""
    x, y = np.array(points, np.float32).T
    km = 1.3 * np.hypot(x[:, None] - x, y[:, None] - y)
    minutes = 3 + np.interp(km, (0, 5, 20, 420), (0, 12, 32, 375))
    np.fill_diagonal(minutes, 0)
    rounded: NDArray[np.int32] = np.ceil(minutes).astype(np.int32)
    return rounded
