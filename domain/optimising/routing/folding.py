"""Breaks that are part of what comes before them, so that an engine needs no words for them."""

import msgspec
import numpy as np

from domain.optimising.problem import MUST, Break, Problem
from domain.optimising.routing.ways import between

#: A tour and a moment.
Moment = tuple[int, int]


def folded(problem: Problem) -> Problem:
    """The same without breaks that fill their own time where a tour starts, or right after work that stands fast.

    The tour starts later for the one, and that work takes longer for the other. Plans begin the same; whoever has
    nothing more to do goes home after the break here and before it there, which may look like overtime.
    """
    ends = _ends(problem)
    tours, jobs = list(problem.tours), list(problem.jobs)
    for number, tour in enumerate(problem.tours):
        starts, kept = tour.starts, list[Break]()
        for each in tour.breaks:
            fills = each.opens + each.ticks == each.closes
            if fills and each.opens == starts:
                starts = each.closes
            elif fills and (number, each.opens) in ends:
                job = ends[number, each.opens]
                home = int(between(problem, (jobs[job].place, tour.end_place))[0, 1])
                if each.closes + home <= tour.latest:  # else nothing comes after it
                    jobs[job] = msgspec.structs.replace(jobs[job], ticks=jobs[job].ticks + each.ticks)
            else:
                kept.append(each)
        if len(kept) < len(tour.breaks):
            tours[number] = msgspec.structs.replace(tour, starts=starts, breaks=tuple(kept))
    return msgspec.structs.replace(problem, tours=tuple(tours), jobs=tuple(jobs))


def _ends(problem: Problem) -> dict[Moment, int]:
    """When work that stands fast, and counts no lateness, ends on its tour."""
    alone = np.isfinite(problem.people).sum(axis=1) == 1
    found: dict[Moment, int] = {}
    for number, job in enumerate(problem.jobs):
        if alone[number] and job.left_out >= MUST and job.due is None and job.present is not None:
            (first, last), *others = job.windows
            if first == last and not others and len(job.present.tours) == 1:
                found[job.present.tours[0], first + job.ticks] = number
    return found
