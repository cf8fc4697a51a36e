"""What a whole plan costs, by cause, with crews and jobs that wait for each other."""

import numpy as np
from numpy.typing import NDArray

from domain.optimising.kernel.arrays import NEVER, Arrays, record
from domain.optimising.kernel.compiling import compiled, inlined
from domain.optimising.kernel.schedule import homecoming, promised, settle

#: Where the costs stand, in the order of `Cost`.
TRAVEL, OVERTIME, WAITING, UNFAIR, LATE, LEFT_OUT, PEOPLE, MOVED = range(8)

#: How far a tour has come: done jobs, clock and place, first break left, and whether its next job knows that it waits.
WALK = record(("done", "clock", "place", "taken", "waits", "ways", "work", "idle"))


@compiled
def measure(
    a: Arrays,
    routes: NDArray[np.int64],
    lengths: NDArray[np.int64],
    walks: NDArray[np.void],
    crews: NDArray[np.int64],
    begins: NDArray[np.int64],
    costs: NDArray[np.float64],
) -> bool:
    """Whether the plan can be lived through; fills in when jobs begin (NEVER: not at all) and the costs by cause."""
    begins[:] = NEVER
    costs[:] = 0.0
    crews[:, :] = -1
    for tour in range(len(walks)):
        walk = walks[tour]
        walk.done, walk.waits, walk.ways, walk.work, walk.idle = 0, 0, 0, 0, 0
        walk.clock, walk.place, walk.taken = a.tours[tour].starts, a.tours[tour].start_place, a.tours[tour].breaks_from
    comes_on = True
    while comes_on:
        comes_on = False
        for tour in range(len(walks)):
            while _advance(a, walks, crews, tour, routes[tour, : lengths[tour]], begins):
                comes_on = True
    _cost_jobs(a, crews, begins, costs)
    return _cost_tours(a, walks, lengths, costs)


@compiled
def _advance(
    a: Arrays,
    walks: NDArray[np.void],
    crews: NDArray[np.int64],
    tour: int,
    route: NDArray[np.int64],
    begins: NDArray[np.int64],
) -> bool:
    """Do the next job of the tour if all its crew is there and what comes before it is done."""
    if walks[tour].done == len(route):
        return False
    job = route[walks[tour].done]
    crew = a.jobs[job].crew
    if walks[tour].waits == 0:
        walks[tour].waits = 1
        for seat in range(crew):
            if crews[job, seat] < 0:
                crews[job, seat] = tour
                break
    floor = _after_others(a, job, begins)
    if crews[job, crew - 1] < 0 or floor == NEVER:
        return False
    begin = _settle_crew(a, walks, crews[job, :crew], job, floor)
    if begin == NEVER:
        return False
    begins[job] = begin
    return True


@compiled
def _after_others(a: Arrays, job: int, begins: NDArray[np.int64]) -> int:
    """The moment from which on everything that comes before the job is done, NEVER where something is not."""
    floor = -NEVER
    for each in range(a.jobs[job].after_from, a.jobs[job].after_to):
        before = a.after[each, 0]
        if begins[before] == NEVER:
            return NEVER
        floor = max(floor, begins[before] + a.jobs[before].ticks + a.after[each, 1])
    return floor


@inlined
def _settle_crew(a: Arrays, walks: NDArray[np.void], crew: NDArray[np.int64], job: int, floor: int) -> int:
    """When the job begins on all its tours, which come that far; NEVER where it cannot."""
    for tour in crew:
        floor = max(floor, promised(a, job, tour))
    begin = floor
    agreed = False
    while not agreed:
        agreed = True
        for tour in crew:
            walk = walks[tour]
            own, _, _ = settle(a, tour, walk.clock, walk.place, walk.taken, job, begin)
            if own == NEVER:
                return NEVER
            agreed = agreed and own == begin
            begin = own
    for tour in crew:
        walk = walks[tour]
        _, leave, taken = settle(a, tour, walk.clock, walk.place, walk.taken, job, begin)
        way = a.travel[walk.place, a.jobs[job].place]
        walks[tour].idle += begin - leave - way
        walks[tour].ways += way
        walks[tour].work += a.jobs[job].ticks
        walks[tour].clock = begin + a.jobs[job].ticks
        walks[tour].place = a.jobs[job].place
        walks[tour].taken = taken
        walks[tour].done += 1
        walks[tour].waits = 0
    return begin


@inlined
def _cost_jobs(a: Arrays, crews: NDArray[np.int64], begins: NDArray[np.int64], costs: NDArray[np.float64]) -> None:
    for number in range(len(a.jobs)):
        job = a.jobs[number]
        if begins[number] == NEVER:
            costs[LEFT_OUT] += job.left_out
            continue
        costs[LATE] += job.late * max(0, begins[number] + job.ticks - job.due)
        if job.present not in (-NEVER, begins[number]):
            costs[MOVED] += job.moved
        for seat in range(job.crew):
            costs[PEOPLE] += a.people[number, a.tours[crews[number, seat]].technician]


@inlined
def _cost_tours(a: Arrays, walks: NDArray[np.void], lengths: NDArray[np.int64], costs: NDArray[np.float64]) -> bool:
    """Whether every tour is done with its jobs and home in time."""
    sound = True
    weights = a.weights[0]
    for number in range(len(walks)):
        walk, tour = walks[number], a.tours[number]
        if lengths[number] == 0:
            continue
        home = homecoming(a, number, walk.clock, walk.place, walk.taken)
        sound = sound and walk.done == lengths[number] and home <= tour.latest
        ways = walk.ways + a.travel[walk.place, tour.end_place]
        costs[TRAVEL] += weights.travel * ways
        costs[OVERTIME] += weights.overtime * max(0, home - tour.ends)
        costs[WAITING] += weights.waiting * walk.idle
        costs[UNFAIR] += weights.unfair * max(0, ways + walk.work - tour.fair)
    return sound
