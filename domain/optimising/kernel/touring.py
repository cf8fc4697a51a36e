"""One tour of the plan that is searched from: what it costs, and jobs put on it and taken off it."""

import numpy as np

from domain.optimising.kernel.arrays import NEVER, Arrays
from domain.optimising.kernel.compiling import compiled, inlined
from domain.optimising.kernel.schedule import homecoming, promised, settle
from domain.optimising.kernel.state import ROUND, TOUCHED, VERSION, State


@compiled
def visit(a: Arrays, tour: int, clock: int, place: int, taken: int, job: int, pin: int) -> tuple[int, int, float]:
    """When the job is finished (NEVER: it cannot be done), the first break left then, and what it costs.

    What a job costs as a whole is shared by its crew; a pinned one begins at its pin or not at all.
    """
    floor = promised(a, job, tour)
    if pin != NEVER:
        floor = max(floor, pin)
    begin, leave, taken = settle(a, tour, clock, place, taken, job, floor)
    if begin == NEVER or begin > pin:
        return NEVER, taken, np.inf
    what, weights = a.jobs[job], a.weights[0]
    way = a.travel[place, what.place]
    once = what.late * max(0, begin + what.ticks - what.due)
    if what.present not in (-NEVER, begin):
        once += what.moved
    extra = weights.travel * way + weights.waiting * (begin - leave - way) + a.people[job, a.tours[tour].technician]
    return begin + what.ticks, taken, extra + once / what.crew


@compiled
def ending(a: Arrays, tour: int, place: int, home: int, busy: int) -> float:
    """What the way home costs, and what the tour as a whole does."""
    end, weights = a.tours[tour], a.weights[0]
    if home > end.latest:
        return np.inf
    way = a.travel[place, end.end_place]
    over = weights.overtime * max(0, home - end.ends)
    cost: float = weights.travel * way + over + weights.unfair * max(0, busy + way - end.fair)
    return cost


@compiled
def refresh(a: Arrays, s: State, tour: int) -> None:
    """Reckon the tour anew; it costs infinitely much where it cannot be done."""
    head = s.heads[tour]
    s.counts[VERSION] += 1
    head.version = s.counts[VERSION]
    head.cost, head.spent, head.busy, head.home = 0.0, 0.0, 0, a.tours[tour].starts
    if head.length == 0:
        return
    clock, place, taken = a.tours[tour].starts, a.tours[tour].start_place, a.tours[tour].breaks_from
    for position in range(head.length):
        stop = s.stops[tour, position]
        clock, taken, cost = visit(a, tour, clock, place, taken, stop.job, s.marks[stop.job].pin)
        if clock == NEVER:
            head.cost = np.inf
            return
        head.spent += cost
        head.busy += a.travel[place, a.jobs[stop.job].place] + a.jobs[stop.job].ticks
        place = a.jobs[stop.job].place
        stop.clock, stop.taken, stop.spent, stop.busy = clock, taken, head.spent, head.busy
    head.home = homecoming(a, tour, clock, place, taken)
    head.cost = head.spent + ending(a, tour, place, head.home, head.busy)
    _reckon_latest(a, s, tour)


@inlined
def _reckon_latest(a: Arrays, s: State, tour: int) -> None:
    """The latest begin of each stop, breaks left aside."""
    latest, place = a.tours[tour].latest, a.tours[tour].end_place
    for position in range(s.heads[tour].length - 1, -1, -1):
        stop = s.stops[tour, position]
        job = a.jobs[stop.job]
        latest = min(latest - a.travel[job.place, place] - job.ticks, job.last, s.marks[stop.job].pin)
        stop.latest = latest
        place = job.place


@compiled
def touch(s: State, tour: int) -> None:
    """Remember the tour as it was before this round."""
    if s.heads[tour].touched == s.counts[ROUND]:
        return
    s.heads[tour].touched = s.counts[ROUND]
    s.kept_heads[tour] = s.heads[tour]
    for position in range(s.heads[tour].length):
        s.kept_stops[tour, position] = s.stops[tour, position]
    s.touched[s.counts[TOUCHED]] = tour
    s.counts[TOUCHED] += 1


@compiled
def put_on(a: Arrays, s: State, tour: int, position: int, job: int) -> None:
    """Put the job before the stop at the position."""
    touch(s, tour)
    for each in range(s.heads[tour].length, position, -1):
        s.stops[tour, each] = s.stops[tour, each - 1]
    s.stops[tour, position].job = job
    s.heads[tour].length += 1
    for kind in range(a.uses.shape[1]):
        s.load[tour, kind] += a.uses[job, kind]


@compiled
def take_off(a: Arrays, s: State, tour: int, job: int) -> None:
    """Take the job off the tour."""
    touch(s, tour)
    found = 0
    for position in range(s.heads[tour].length):
        if s.stops[tour, position].job == job:
            found += 1
        elif found > 0:
            s.stops[tour, position - 1] = s.stops[tour, position]
    s.heads[tour].length -= found
    for kind in range(a.uses.shape[1]):
        s.load[tour, kind] -= a.uses[job, kind]
