"""Where a job is put into the plan at the least cost."""

import numpy as np

from domain.optimising.kernel.arrays import NEVER, Arrays
from domain.optimising.kernel.chance import fraction
from domain.optimising.kernel.compiling import compiled
from domain.optimising.kernel.schedule import homecoming
from domain.optimising.kernel.state import State
from domain.optimising.kernel.touring import ending, visit


@compiled
def before(a: Arrays, s: State, tour: int, position: int) -> tuple[int, int, int]:
    """When and where the technician is free before the position, and the first break left."""
    if position == 0:
        return a.tours[tour].starts, a.tours[tour].start_place, a.tours[tour].breaks_from
    stop = s.stops[tour, position - 1]
    return stop.clock, a.jobs[stop.job].place, stop.taken


@compiled
def _is_hopeless(a: Arrays, s: State, tour: int, position: int, job: int, limit: float) -> bool:
    """Whether the job cannot stand there, or costs more than the limit, by what is known at once."""
    clock, place, _ = before(a, s, tour, position)
    what, weights = a.jobs[job], a.weights[0]
    way = a.travel[place, what.place]
    arrival = max(clock + way, a.windows[what.windows_from, 0])
    if position < s.heads[tour].length:
        stop = s.stops[tour, position]
        then, latest = a.jobs[stop.job].place, stop.latest
    else:
        then, latest = a.tours[tour].end_place, a.tours[tour].latest
    onward = a.travel[what.place, then]
    if arrival > what.last or arrival + what.ticks + onward > latest:
        return True
    if weights.waiting > 0 or s.heads[tour].length == 0:
        return False
    detour = weights.travel * (way + onward - a.travel[place, then])
    late = what.late * max(0, arrival + what.ticks - what.due)
    least: float = detour + late / what.crew + a.people[job, a.tours[tour].technician]
    return least >= limit


@compiled
def extra_cost(a: Arrays, s: State, tour: int, position: int, job: int, pin: int, limit: float) -> float:
    """What the tour costs more with the job before the position; infinite where it cannot be or reaches the limit."""
    head = s.heads[tour]
    clock, place, taken = before(a, s, tour, position)
    spent, busy = -head.cost, 0
    if position > 0:
        spent += s.stops[tour, position - 1].spent
        busy = s.stops[tour, position - 1].busy
    following, following_pin = job, pin
    for each in range(position, head.length + 1):
        clock, taken, cost = visit(a, tour, clock, place, taken, following, following_pin)
        spent += cost
        if clock == NEVER or spent >= limit:
            return np.inf
        busy += a.travel[place, a.jobs[following].place] + a.jobs[following].ticks
        place = a.jobs[following].place
        if each > position:
            stop = s.stops[tour, each - 1]
            if clock == stop.clock and taken == stop.taken:
                last = a.jobs[s.stops[tour, head.length - 1].job].place
                busy += head.busy - stop.busy
                return float(spent + head.spent - stop.spent + ending(a, tour, last, head.home, busy))
        if each < head.length:
            following = s.stops[tour, each].job
            following_pin = s.marks[following].pin
    return float(spent + ending(a, tour, place, homecoming(a, tour, clock, place, taken), busy))


@compiled
def has_room(a: Arrays, s: State, tour: int, job: int) -> bool:
    """Whether the tour carries what the job uses, and may have one more stop."""
    for kind in range(a.uses.shape[1]):
        if s.load[tour, kind] + a.uses[job, kind] > a.stock[tour, kind]:
            return False
    return bool(s.heads[tour].length < s.stops.shape[1] and s.heads[tour].cost < np.inf)


@compiled
def cheapest_on(a: Arrays, s: State, tour: int, job: int, pin: int) -> tuple[float, int]:
    """The least that the tour costs more with the job, and the position for it."""
    least, best = np.inf, -1
    if not has_room(a, s, tour, job):
        return least, best
    for position in range(s.heads[tour].length + 1):
        if not _is_hopeless(a, s, tour, position, job, least):
            extra = extra_cost(a, s, tour, position, job, pin, least)
            if extra < least:
                least, best = extra, position
    return least, best


@compiled
def cheapest(a: Arrays, s: State, job: int, blink: float) -> tuple[float, int, int]:
    """The least that the plan costs more with the job, and the tour and position; tours are overlooked by `blink`."""
    least, best, at = np.inf, -1, -1
    for number in range(s.choices_from[job], s.choices_from[job + 1]):
        if blink > 0.0 and fraction(s.chance) < blink:
            continue
        choice = s.choices[number]
        version = s.heads[choice.tour].version
        if choice.version != version:
            choice.extra, choice.position = cheapest_on(a, s, choice.tour, job, s.marks[job].pin)
            choice.version = version
        if choice.extra < least:
            least, best, at = choice.extra, choice.tour, choice.position
    return least, best, at
