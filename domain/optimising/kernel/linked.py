"""Inserting jobs that others wait for: a moment is agreed upon, and holds while the job is in the plan."""

import numpy as np
from numpy.typing import NDArray

from domain.optimising.kernel.arrays import NEVER, Arrays
from domain.optimising.kernel.chance import below
from domain.optimising.kernel.compiling import compiled, inlined
from domain.optimising.kernel.insertion import before, cheapest_on
from domain.optimising.kernel.presence import insert
from domain.optimising.kernel.schedule import first_begin, promised, settle
from domain.optimising.kernel.state import MOMENTS, State


@compiled
def insert_linked(a: Arrays, s: State, job: int) -> bool:
    """Insert the job with all its crew at the cheapest of some moments; whether that costs less than leaving it out."""
    floor = _floor(a, s, job)
    if floor == NEVER:
        return False
    moments = s.scratch.moments
    moments[:] = NEVER
    _draw_moments(a, s, job, floor, moments)
    crew = a.jobs[job].crew
    tours, positions = s.scratch.tours[:crew], s.scratch.positions[:crew]
    least, agreed = a.jobs[job].left_out, -1
    for each in range(MOMENTS):
        if moments[each] == NEVER:
            continue
        extra = _cheapest_crew(a, s, job, moments[each], tours, positions)
        if extra < least:
            least, agreed = extra, each
    if agreed < 0:
        return False
    _cheapest_crew(a, s, job, moments[agreed], tours, positions)
    s.marks[job].pin = moments[agreed]
    for seat in range(crew):
        insert(a, s, job, tours[seat], positions[seat])
    return True


@inlined
def _floor(a: Arrays, s: State, job: int) -> int:
    """When everything that comes before the job is done, NEVER where something is left out."""
    floor = -NEVER
    for each in range(a.jobs[job].after_from, a.jobs[job].after_to):
        leader = a.after[each, 0]
        if s.marks[leader].tour < 0:
            return NEVER
        floor = max(floor, s.marks[leader].pin + a.jobs[leader].ticks + a.after[each, 1])
    return floor


@inlined
def _draw_moments(a: Arrays, s: State, job: int, floor: int, moments: NDArray[np.int64]) -> None:
    """Fill in when it could begin: as early as can be, where it stands now, and at some places of its tours."""
    moments[0] = first_begin(a, job, floor)
    present = a.jobs[job].present
    if present >= floor and first_begin(a, job, present) == present:
        moments[1] = present
    seen = 0
    for number in range(s.choices_from[job], s.choices_from[job + 1]):
        tour = s.choices[number].tour
        for position in range(s.heads[tour].length + 1):
            clock, place, taken = before(a, s, tour, position)
            begin, _, _ = settle(a, tour, clock, place, taken, job, max(floor, promised(a, job, tour)))
            if begin == NEVER:
                break
            seat = seen if seen < MOMENTS - 2 else below(s.chance, seen + 1)
            if seat < MOMENTS - 2:
                moments[seat + 2] = begin
            seen += 1


@compiled
def _cheapest_crew(
    a: Arrays, s: State, job: int, moment: int, tours: NDArray[np.int64], positions: NDArray[np.int64]
) -> float:
    """What the cheapest crew of different technicians costs at the moment; fills in their tours and positions."""
    crew = len(tours)
    extras = s.scratch.extras[:crew]
    extras[:] = np.inf
    for number in range(s.choices_from[job], s.choices_from[job + 1]):
        tour = s.choices[number].tour
        extra, position = cheapest_on(a, s, tour, job, moment)
        if extra < np.inf:
            seat = _seat_of(a, tours, extras, tour)
            if extra < extras[seat]:
                extras[seat], tours[seat], positions[seat] = extra, tour, position
    return float(extras.sum())


@inlined
def _seat_of(a: Arrays, tours: NDArray[np.int64], extras: NDArray[np.float64], tour: int) -> int:
    """The seat that a tour may take: that of another tour of the same technician, else the dearest."""
    dearest = 0
    for seat in range(len(tours)):
        if extras[seat] < np.inf and a.tours[tours[seat]].technician == a.tours[tour].technician:
            return seat
        if extras[seat] > extras[dearest]:
            dearest = seat
    return dearest
