"""The ways in which a job may be done, each with a window of its own and what it is worth."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from domain.optimising.problem import Job, Present, Problem
from domain.optimising.routing.scale import Scale

#: Lateness grows with each tick, and the library only knows windows: late ones, as parts of what is still worth it.
LATE_PARTS = (1 / 6, 1 / 2, 1)


class Option(NamedTuple):
    """Beginning between `first` and `last`, both included, is worth `prize`."""

    first: int
    last: int
    prize: int


def options(problem: Problem, job: Job, scale: Scale) -> list[Option]:
    """Everything that may be done about a job and is worth it, the best first where they are equal in time."""
    worth = scale.prize(job.left_out) + scale.units(problem.weights.waiting * job.ticks)
    found = [
        each
        for first, last, moved in _windows(problem, _within_hours(problem, job))
        for each in _by_lateness(job, Option(first, last, worth - scale.units(moved)), scale)
    ]
    return [each for each in found if each.prize > 0]


def _within_hours(problem: Problem, job: Job) -> Job:
    """The same without what of its windows lies outside of everybody's hours."""
    opens = min((tour.starts for tour in problem.tours), default=0)
    closes = max((tour.latest for tour in problem.tours), default=0) - job.ticks
    clipped = ((max(first, opens), min(last, closes)) for first, last in job.windows)
    return msgspec.structs.replace(job, windows=tuple((first, last) for first, last in clipped if first <= last))


def _windows(problem: Problem, job: Job) -> Iterator[tuple[int, int, float]]:
    present = job.present
    if present is None or job.moved <= 0 or not any(a <= present.start <= b for a, b in job.windows):
        yield from ((first, last, 0.0) for first, last in job.windows)
        return
    yield present.start, present.start, 0.0
    barred = _not_before(problem, job, present)
    for first, last in job.windows:
        if first < barred:
            yield first, min(last, barred - 1), job.moved
        if last > present.start:
            yield max(first, present.start + 1), last, job.moved


def _not_before(problem: Problem, job: Job, present: Present) -> int:
    """From when on tours are under way that would not bring the promise forward."""
    spanning = (
        tour.starts
        for tour in problem.tours
        if tour.starts <= present.start and present.start + job.ticks <= tour.latest
    )
    return min(spanning, default=present.start)


def _by_lateness(job: Job, option: Option, scale: Scale) -> Iterator[Option]:
    if job.due is None or job.late <= 0:
        yield option
        return
    on_time = job.due - job.ticks
    if option.first <= on_time:
        yield option._replace(last=min(option.last, on_time))
    begins = earliest = max(option.first, on_time + 1)
    bound = min(option.last, on_time + option.prize // max(scale.units(job.late), 1))
    for part in LATE_PARTS:
        ends = earliest + int((bound - earliest) * part)
        if begins <= ends:
            lateness = (begins + ends) / 2 - on_time
            yield Option(begins, ends, option.prize - scale.units(job.late * lateness))
            begins = ends + 1
