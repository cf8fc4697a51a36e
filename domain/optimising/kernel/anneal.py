"""Simulated annealing over ruined and recreated plans, in portions that can be stopped between."""

import math

from domain.optimising.kernel.arrays import Arrays
from domain.optimising.kernel.chance import fraction
from domain.optimising.kernel.compiling import compiled, inlined
from domain.optimising.kernel.measuring import measure
from domain.optimising.kernel.presence import join_absent, leave_absent
from domain.optimising.kernel.recreate import recreate
from domain.optimising.kernel.ruin import ruin
from domain.optimising.kernel.state import BEST, CURRENT, LEFT_OUT, ROUND, TOUCHED, State
from domain.optimising.kernel.touring import refresh

#: How often a tour is overlooked when a job is inserted.
_BLINK = 0.03


@compiled
def anneal(a: Arrays, s: State, rounds: int, temperature: float) -> None:
    """So many rounds; the warmer, the worse plans are put up with on the way. First of all what is absent is inserted.

    All in one, because each function that Python calls is compiled with everything in it.
    """
    if s.counts[ROUND] == 0:
        keep_best(a, s)
        begin_round(s)
        recreate(a, s, 0.0)
        settle_round(a, s)
        keep_best(a, s)
    s.sums[CURRENT] = total(s)
    for _ in range(rounds):
        _round(a, s, temperature)


@inlined
def begin_round(s: State) -> None:
    """From here on is remembered what changes."""
    s.counts[ROUND] += 1
    s.counts[TOUCHED] = 0


@inlined
def total(s: State) -> float:
    """What the plan costs as it stands, with the moments agreed upon for linked jobs."""
    cost = s.sums[LEFT_OUT]
    for tour in range(len(s.heads)):
        cost += s.heads[tour].cost
    return float(cost)


@inlined
def _round(a: Arrays, s: State, temperature: float) -> None:
    left_out = s.sums[LEFT_OUT]
    begin_round(s)
    ruin(a, s)
    recreate(a, s, _BLINK)
    change = s.sums[LEFT_OUT] - left_out
    for each in range(s.counts[TOUCHED]):
        tour = s.touched[each]
        change += s.heads[tour].cost - s.kept_heads[tour].cost
    if change < -temperature * math.log(1.0 - fraction(s.chance)):
        s.sums[CURRENT] += change
        settle_round(a, s)
        if s.sums[CURRENT] < s.sums[BEST] - 1e-7:
            keep_best(a, s)
    else:
        _go_back(a, s)
        s.sums[LEFT_OUT] = left_out


@inlined
def settle_round(a: Arrays, s: State) -> None:
    """Let what has changed stand."""
    for job in s.linked:
        s.marks[job].kept_pin = s.marks[job].pin
        for seat in range(a.jobs[job].crew):
            s.kept_seats[job, seat] = s.seats[job, seat]


@inlined
def _go_back(a: Arrays, s: State) -> None:
    """Put everything back to what it was before this round."""
    for each in range(s.counts[TOUCHED]):
        tour = s.touched[each]
        for position in range(s.heads[tour].length):
            _unseat(a, s, s.stops[tour, position].job)
        for kind in range(a.uses.shape[1]):
            s.load[tour, kind] = 0
    for each in range(s.counts[TOUCHED]):
        tour = s.touched[each]
        s.heads[tour] = s.kept_heads[tour]
        for position in range(s.heads[tour].length):
            s.stops[tour, position] = s.kept_stops[tour, position]
            job = s.stops[tour, position].job
            _seat(a, s, job, tour)
            for kind in range(a.uses.shape[1]):
                s.load[tour, kind] += a.uses[job, kind]
    for job in s.linked:
        s.marks[job].pin = s.marks[job].kept_pin
        for seat in range(a.jobs[job].crew):
            s.seats[job, seat] = s.kept_seats[job, seat]
        if s.seats[job, 0] < 0:
            _unseat(a, s, job)
        else:
            _seat(a, s, job, s.seats[job, 0])


@compiled
def _seat(a: Arrays, s: State, job: int, tour: int) -> None:
    """Note that the job stands on this tour first."""
    if s.marks[job].tour < 0:
        leave_absent(a, s, job)
    s.marks[job].tour = tour
    s.seats[job, 0] = tour


@compiled
def _unseat(a: Arrays, s: State, job: int) -> None:
    """Note that the job stands nowhere."""
    if s.marks[job].tour >= 0:
        join_absent(a, s, job)
    s.marks[job].tour = -1
    s.seats[job, 0] = -1


@compiled
def keep_best(a: Arrays, s: State) -> None:
    """Keep the plan if it is the best one; where jobs are linked, once its exact moments are agreed upon."""
    routes = s.scratch.routes
    for tour in range(len(s.heads)):
        s.scratch.lengths[tour] = s.heads[tour].length
        for position in range(s.heads[tour].length):
            routes[tour, position] = s.stops[tour, position].job
    if len(s.linked) > 0 and not _agree_anew(a, s):
        return
    s.sums[CURRENT] = total(s)
    if s.sums[CURRENT] < s.sums[BEST]:
        s.sums[BEST] = s.sums[CURRENT]
        for tour in range(len(s.heads)):
            s.best_lengths[tour] = s.scratch.lengths[tour]
            for position in range(s.best_lengths[tour]):
                s.best_routes[tour, position] = routes[tour, position]


@inlined
def _agree_anew(a: Arrays, s: State) -> bool:
    """Pin linked jobs to when they begin in this plan, which may be earlier than was agreed; whether it is sound."""
    room = s.scratch
    if not measure(a, room.routes, room.lengths, room.walks, room.crews, room.begins, room.costs):
        return False
    for job in s.linked:
        s.marks[job].pin = room.begins[job]
        s.marks[job].kept_pin = room.begins[job]
    for tour in range(len(s.heads)):
        refresh(a, s, tour)
    return True
