"""A problem as arrays of plain numbers, which is all that compiled code reads."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.optimising.problem import NOWHERE, Job, Problem, Tour

#: A moment that never comes.
NEVER = 2**60


def record(whole: tuple[str, ...], real: tuple[str, ...] = ()) -> np.dtype[np.void]:
    """The layout of a record of whole numbers, then of real ones."""
    return np.dtype([*((name, np.int64) for name in whole), *((name, np.float64) for name in real)])


_TIMES = ("ticks", "place", "windows_from", "windows_to", "last", "due", "crew", "promise", "present")
_LINKS = ("after_from", "after_to", "followers")
_SPAN = ("starts", "ends", "latest")
JOB = record((*_TIMES, *_LINKS), ("left_out", "late", "moved"))
TOUR = record(("technician", *_SPAN, "start_place", "end_place", "breaks_from", "breaks_to", "fair"))
BREAK = record(("opens", "closes", "ticks", "on_the_way"))
WEIGHTS = record((), ("travel", "overtime", "waiting", "unfair"))


class Arrays(NamedTuple):
    """Records of jobs and tours; `..._from` and `..._to` are where theirs begin and end in the other arrays.

    The place that nobody knows is the last one of `travel`, zero from everywhere. `promise` is the moment that a job is
    not brought forward from, `present` the one at which it stands now, both -NEVER where there is none.
    """

    jobs: NDArray[np.void]
    tours: NDArray[np.void]
    breaks: NDArray[np.void]
    windows: NDArray[np.int64]
    after: NDArray[np.int64]
    travel: NDArray[np.int32]
    people: NDArray[np.float64]
    uses: NDArray[np.int64]
    stock: NDArray[np.int64]
    weights: NDArray[np.void]


def widest_crew(a: Arrays) -> int:
    """How many technicians a job wants at most."""
    return int(a.jobs["crew"].max(initial=1))


def arrays(problem: Problem) -> Arrays:
    """The problem in arrays."""
    nowhere = problem.travel.shape[0]
    travel = np.zeros((nowhere + 1, nowhere + 1), np.int32)
    travel[:nowhere, :nowhere] = problem.travel
    weights = problem.weights
    kinds = max((len(each.uses) for each in problem.jobs), default=0)
    breaks = [sorted(tour.breaks, key=lambda each: each.opens) for tour in problem.tours]
    flat = [(each.opens, each.closes, each.ticks, each.on_the_way) for of_tour in breaks for each in of_tour]
    return Arrays(
        jobs=_jobs(problem.jobs, nowhere),
        tours=_tours(problem.tours, nowhere),
        breaks=np.array(flat, BREAK),
        windows=_pairs([window for job in problem.jobs for window in job.windows]),
        after=_pairs([(each.job, each.gap) for job in problem.jobs for each in job.after]),
        travel=travel,
        people=np.ascontiguousarray(problem.people, np.float64),
        uses=_amounts([job.uses for job in problem.jobs], kinds),
        stock=_amounts([tour.stock for tour in problem.tours], kinds),
        weights=np.array([(weights.travel, weights.overtime, weights.waiting, weights.unfair)], WEIGHTS),
    )


def _jobs(jobs: Sequence[Job], nowhere: int) -> NDArray[np.void]:
    filled = np.zeros(len(jobs), JOB)
    windows = after = 0
    for row, job in zip(filled, jobs, strict=True):
        row["ticks"], row["crew"], row["place"] = job.ticks, job.crew, nowhere if job.place == NOWHERE else job.place
        row["windows_from"], row["windows_to"] = windows, (windows := windows + len(job.windows))
        row["after_from"], row["after_to"] = after, (after := after + len(job.after))
        for before in job.after:
            filled[before.job]["followers"] += 1
        row["last"] = job.windows[-1][1] if job.windows else -NEVER
        row["due"] = NEVER if job.due is None else job.due
        row["present"] = -NEVER if job.present is None else job.present.start
        row["promise"] = row["present"] if _is_promise(job) else -NEVER
        row["left_out"], row["late"], row["moved"] = job.left_out, job.late, job.moved
    return filled


def _is_promise(job: Job) -> bool:
    start = None if job.present is None or job.moved <= 0 else job.present.start
    return start is not None and any(first <= start <= last for first, last in job.windows)


def _tours(tours: Sequence[Tour], nowhere: int) -> NDArray[np.void]:
    filled = np.zeros(len(tours), TOUR)
    breaks = 0
    for row, tour in zip(filled, tours, strict=True):
        row["technician"], row["fair"] = tour.technician, tour.fair
        row["starts"], row["ends"], row["latest"] = tour.starts, tour.ends, tour.latest
        row["start_place"] = nowhere if tour.start_place == NOWHERE else tour.start_place
        row["end_place"] = nowhere if tour.end_place == NOWHERE else tour.end_place
        row["breaks_from"], row["breaks_to"] = breaks, (breaks := breaks + len(tour.breaks))
    return filled


def _pairs(pairs: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    return np.array(pairs, np.int64).reshape(len(pairs), 2)


def _amounts(amounts: Sequence[tuple[int, ...]], kinds: int) -> NDArray[np.int64]:
    """A row for each, zero where nothing is named."""
    filled = np.zeros((len(amounts), kinds), np.int64)
    for row, named in zip(filled, amounts, strict=True):
        row[: len(named)] = named[:kinds]
    return filled
