"""When jobs begin on a tour, by the arithmetic of docs/optimiser.md."""

from domain.optimising.kernel.arrays import NEVER, Arrays
from domain.optimising.kernel.compiling import compiled, inlined


@compiled
def first_begin(a: Arrays, job: int, moment: int) -> int:
    """The first moment of the job's windows that is not before `moment`, or NEVER."""
    for window in range(a.jobs[job].windows_from, a.jobs[job].windows_to):
        if moment <= a.windows[window, 1]:
            begin: int = max(moment, a.windows[window, 0])
            return begin
    return NEVER


@compiled
def promised(a: Arrays, job: int, tour: int) -> int:
    """The moment before which the job does not begin on this tour, because it is promised for then."""
    promise: int = a.jobs[job].promise
    if a.tours[tour].starts <= promise and promise + a.jobs[job].ticks <= a.tours[tour].latest:
        return promise
    return -NEVER


@compiled
def all_fit(a: Arrays, tour: int, taken: int, moment: int) -> bool:
    """Whether all breaks from `taken` on fit one after the other from `moment` on."""
    for each in range(taken, a.tours[tour].breaks_to):
        moment = max(moment, a.breaks[each].opens) + a.breaks[each].ticks
        if moment > a.breaks[each].closes:
            return False
    return True


@compiled
def settle(a: Arrays, tour: int, clock: int, place: int, taken: int, job: int, floor: int) -> tuple[int, int, int]:
    """When the job begins, no earlier than `floor`, when the way there begins, and the first break still left.

    The technician is free since `clock` at `place`, and `taken` is the first break left then. NEVER: it cannot.
    """
    way = a.travel[place, a.jobs[job].place]
    begin = first_begin(a, job, max(clock + way, floor))
    rested = clock
    while taken < a.tours[tour].breaks_to and begin != NEVER:
        pause = a.breaks[taken]
        over = max(rested, pause.opens) + pause.ticks
        leaves = _leaves(a, taken, clock, rested, way)
        fits = over <= pause.closes
        gladly = fits and (leaves + way <= begin or _is_partly_idle(a, taken, job, begin, leaves + way))
        if not gladly and all_fit(a, tour, taken, begin + a.jobs[job].ticks):
            break
        if not fits:
            return NEVER, clock, taken
        rested, clock = over, leaves
        taken += 1
        begin = first_begin(a, job, max(begin, clock + way))
    return begin, clock, taken


@inlined
def _leaves(a: Arrays, taken: int, clock: int, rested: int, way: int) -> int:
    """When the way would begin for somebody who takes the break before it, though some of it may lie before."""
    pause = a.breaks[taken]
    begins: int = max(clock, pause.opens - way) if pause.on_the_way else max(rested, pause.opens)
    leaves: int = begins + pause.ticks
    return leaves


@inlined
def _is_partly_idle(a: Arrays, taken: int, job: int, begin: int, arrival: int) -> bool:
    """Whether some of a break on the way passes while waiting anyway for a job of one technician."""
    pause = a.breaks[taken]
    if not pause.on_the_way or a.jobs[job].crew > 1:
        return False
    return bool(first_begin(a, job, max(begin, arrival)) < begin + pause.ticks)


@compiled
def homecoming(a: Arrays, tour: int, clock: int, place: int, taken: int) -> int:
    """When the technician is home, free since `clock` at `place`; NEVER where a break does not fit any more."""
    way: int = a.travel[place, a.tours[tour].end_place]
    rested = clock
    while not all_fit(a, tour, taken, clock + way):
        clock = _leaves(a, taken, clock, rested, way)
        rested = max(rested, a.breaks[taken].opens) + a.breaks[taken].ticks
        if rested > a.breaks[taken].closes:
            return NEVER
        taken += 1
    return clock + way
