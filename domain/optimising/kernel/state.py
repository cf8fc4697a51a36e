"""The plan that is searched from: its tours stop by stop, what is absent, and what is remembered to go back."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.optimising.kernel.arrays import NEVER, Arrays, record, widest_crew
from domain.optimising.kernel.measuring import WALK

#: A job on a tour: when it is finished, the first break left then, the latest begin from which the rest could be done
#: if there were no breaks, and what the tour has cost and worked up to there.
STOP = record(("job", "clock", "taken", "latest", "busy"), ("spent",))
#: A tour: how many jobs, which state of it this is, when it is home, its work and costs before the way home, its cost
#: in all, and the last round that changed it.
HEAD = record(("length", "version", "home", "busy", "touched"), ("spent", "cost"))
#: A job: its first tour or -1, where it stands among the absent, and the begin that others count on (NEVER: nobody).
MARK = record(("tour", "place", "pin", "kept_pin"))
#: A tour that may do a job, and the cheapest place in it as it was in one version of the tour.
CHOICE = record(("tour", "position", "version"), ("extra",))

#: Where the counts and sums stand.
ABSENT, VERSION, TOUCHED, ROUND = range(4)
CURRENT, BEST, LEFT_OUT = range(3)

#: The longest string of jobs taken out at once, and how many moments are tried for a linked job.
LONGEST = 10
MOMENTS = 16

_NEIGHBOURS = 100


class Scratch(NamedTuple):
    """Room to work in; nothing is made while searching."""

    walks: NDArray[np.void]
    crews: NDArray[np.int64]
    begins: NDArray[np.int64]
    costs: NDArray[np.float64]
    routes: NDArray[np.int64]
    lengths: NDArray[np.int64]
    queue: NDArray[np.int64]
    keys: NDArray[np.float64]
    moments: NDArray[np.int64]
    tours: NDArray[np.int64]
    positions: NDArray[np.int64]
    extras: NDArray[np.float64]


class State(NamedTuple):
    """Everything that changes while searching, and what is worked out beforehand for it."""

    stops: NDArray[np.void]
    heads: NDArray[np.void]
    kept_stops: NDArray[np.void]
    kept_heads: NDArray[np.void]
    best_routes: NDArray[np.int64]
    best_lengths: NDArray[np.int64]
    touched: NDArray[np.int64]
    marks: NDArray[np.void]
    seats: NDArray[np.int64]
    kept_seats: NDArray[np.int64]
    linked: NDArray[np.int64]
    absent: NDArray[np.int64]
    choices: NDArray[np.void]
    choices_from: NDArray[np.int64]
    near: NDArray[np.int64]
    load: NDArray[np.int64]
    counts: NDArray[np.int64]
    sums: NDArray[np.float64]
    scratch: Scratch
    chance: NDArray[np.uint64]


def empty_state(a: Arrays, seed: int) -> State:
    """The state in which every job is absent."""
    jobs, tours = len(a.jobs), len(a.tours)
    most = _most_stops(a)
    marks = np.zeros(jobs, MARK)
    marks["tour"], marks["pin"], marks["kept_pin"], marks["place"] = -1, NEVER, NEVER, np.arange(jobs)
    choices = [_choices(a, job) for job in range(jobs)]
    filled = np.zeros(sum(map(len, choices)), CHOICE)
    filled["tour"] = np.concatenate(choices) if choices else 0
    filled["version"] = -1
    seats = np.full((jobs, widest_crew(a)), -1, np.int64)
    counts = np.zeros(4, np.int64)
    counts[ABSENT] = jobs
    return State(
        stops=np.zeros((tours, most), STOP),
        heads=np.zeros(tours, HEAD),
        kept_stops=np.zeros((tours, most), STOP),
        kept_heads=np.zeros(tours, HEAD),
        best_routes=np.zeros((tours, most), np.int64),
        best_lengths=np.zeros(tours, np.int64),
        touched=np.zeros(tours, np.int64),
        marks=marks,
        seats=seats,
        kept_seats=seats.copy(),
        linked=np.flatnonzero(_is_linked(a)),
        absent=np.arange(jobs),
        choices=filled,
        choices_from=np.cumsum([0, *map(len, choices)]),
        near=_neighbours(a),
        load=np.zeros_like(a.stock),
        counts=counts,
        sums=np.array([np.inf, np.inf, a.jobs["left_out"].sum()]),
        chance=np.array([seed], np.uint64),
        scratch=_scratch(jobs, tours, most, widest_crew(a)),
    )


def _scratch(jobs: int, tours: int, most: int, crew: int) -> Scratch:
    return Scratch(
        walks=np.zeros(tours, WALK),
        crews=np.zeros((jobs, crew), np.int64),
        begins=np.zeros(jobs, np.int64),
        costs=np.zeros(8),
        routes=np.zeros((tours, most), np.int64),
        lengths=np.zeros(tours, np.int64),
        queue=np.zeros(max(jobs, LONGEST), np.int64),
        keys=np.zeros(jobs),
        moments=np.zeros(MOMENTS, np.int64),
        tours=np.zeros(crew, np.int64),
        positions=np.zeros(crew, np.int64),
        extras=np.zeros(crew),
    )


def _is_linked(a: Arrays) -> NDArray[np.bool_]:
    """Which jobs wait for others or let others wait."""
    jobs = a.jobs
    waits = (jobs["crew"] > 1) | (jobs["after_to"] > jobs["after_from"])
    linked: NDArray[np.bool_] = waits | (jobs["followers"] > 0)
    return linked


def _most_stops(a: Arrays) -> int:
    """More jobs than any tour can do, by their length alone, and one more."""
    if not len(a.tours):
        return 1
    longest = int((a.tours["latest"] - a.tours["starts"]).max())
    return int(np.searchsorted(np.cumsum(np.sort(a.jobs["ticks"])), max(0, longest), side="right")) + 1


def _choices(a: Arrays, job: int) -> NDArray[np.int64]:
    """The tours that may do the job, from what is plain before any plan."""
    what, tours = a.jobs[job], a.tours
    place, first = what["place"], a.windows[what["windows_from"] : what["windows_to"], 0].min(initial=NEVER)
    begin = np.maximum(tours["starts"] + a.travel[tours["start_place"], place], first)
    able = np.isfinite(a.people[job, tours["technician"]]) & (begin <= what["last"])
    able &= begin + what["ticks"] + a.travel[place, tours["end_place"]] <= tours["latest"]
    able &= (a.uses[job] <= a.stock).all(axis=1)
    return np.flatnonzero(able)


def _neighbours(a: Arrays) -> NDArray[np.int64]:
    """For each job the others nearest to it, itself first: by ways and by the time between their windows."""
    jobs = len(a.jobs)
    many = min(jobs, _NEIGHBOURS)
    near = np.zeros((jobs, many), np.int64)
    places, last = a.jobs["place"], a.jobs["last"]
    first = np.array([a.windows[job["windows_from"], 0] for job in a.jobs if job["windows_to"] > job["windows_from"]])
    first = first if len(first) == jobs else np.zeros(jobs, np.int64)
    noise = np.random.default_rng(0).random(jobs)
    for job in range(jobs):
        apart = a.travel[places[job], places] + a.travel[places, places[job]] + noise
        apart += np.maximum(0, np.maximum(first - last[job], first[job] - last))
        apart[job] = -1
        nearest = np.argpartition(apart, many - 1)[:many]
        near[job] = nearest[np.argsort(apart[nearest])]
    return near
