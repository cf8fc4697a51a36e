"""Whether problem and plan hang together: compiled code follows numbers without looking where they lead."""

from collections.abc import Iterator

import numpy as np

from domain.optimising.plan import Plan
from domain.optimising.problem import NOWHERE, Job, Problem, Tour


def fault(problem: Problem, plan: Plan) -> str | None:
    """The first thing that leads nowhere, for the log."""
    return next(_faults(problem, plan), None)


def _faults(problem: Problem, plan: Plan) -> Iterator[str]:
    places = len(problem.travel)
    if problem.travel.shape != (places, places) or problem.travel.dtype != np.int32:
        yield "travel is not a square of whole numbers"
    if problem.people.ndim != 2 or len(problem.people) != len(problem.jobs):  # noqa: PLR2004 - a table
        yield "people has not one row for each job"
    elif problem.people.dtype != np.float64 or np.isnan(problem.people).any():
        yield "people has what is no number"
    for number, tour in enumerate(problem.tours):
        yield from (f"tour {number} {what}" for what in _of_tour(tour, problem.technicians, places))
    for number, job in enumerate(problem.jobs):
        yield from (f"job {number} {what}" for what in _of_job(job, problem, places))
    if len(plan.routes) != len(problem.tours):
        yield f"the plan has {len(plan.routes)} routes for {len(problem.tours)} tours"
    if not all(0 <= job < len(problem.jobs) for route in plan.routes for job in route):
        yield "the plan has a job that is not there"


def _of_tour(tour: Tour, technicians: int, places: int) -> Iterator[str]:
    if not 0 <= tour.technician < technicians:
        yield f"is of technician {tour.technician}, who is not there"
    for place in (tour.start_place, tour.end_place):
        if not NOWHERE <= place < places:
            yield f"is at place {place}, which is not there"
    if not tour.starts <= tour.ends <= tour.latest:
        yield "ends before it starts, or its overtime before its end"


def _of_job(job: Job, problem: Problem, places: int) -> Iterator[str]:
    if not NOWHERE <= job.place < places:
        yield f"is at place {job.place}, which is not there"
    if job.ticks < 0 or job.crew < 1:
        yield "takes less than nothing or nobody"
    if not all(0 <= before.job < len(problem.jobs) for before in job.after):
        yield "comes after a job that is not there"
    if job.present is not None and not all(0 <= tour < len(problem.tours) for tour in job.present.tours):
        yield "stands on a tour that is not there"
