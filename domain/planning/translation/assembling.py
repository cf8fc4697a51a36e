"""Puts a problem together, with the present plan, and asks whether every job fits anywhere."""

from collections.abc import Mapping, Sequence

import numpy as np

from domain.optimising.plan import Plan
from domain.optimising.problem import Job, Present, Problem, Tour
from domain.planning.translation.clock import Clock
from domain.planning.translation.feasible import Feasible
from domain.planning.translation.jobs import JobMaker, Stocks
from domain.planning.translation.people import Costs
from domain.planning.translation.places import Places
from domain.planning.translation.standing import Item
from domain.planning.translation.touring import Open, Touring, route
from domain.planning.translation.values import Translated, Untouched
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.terms import Terms


class Assembled:
    """Jobs for what may be planned, by the same numbers, then for what stands fast; and the tours."""

    def __init__(
        self,
        work: Sequence[Open],
        toured: Sequence[Touring],
        needs: Mapping[int, Need],
        maker: JobMaker,
        terms: Terms,
        places: Places,
        clock: Clock,
    ) -> None:
        """`needs` are those of all bookings by their ids."""
        self._open, self._toured, self._needs, self._maker, self._clock = work, toured, needs, maker, clock
        self._stocks = Stocks([*(each.draft.work.need for each in work), *needs.values()], terms)
        self._numbers = {
            each.draft.work.booking.id: at for at, each in enumerate(work) if each.draft.work.booking is not None
        }
        self._jobs = self._of_work()
        self._fast: list[int] = []
        routes = [self._route(at, each) for at, each in enumerate(toured)]
        self._tours = self._laid_out(routes)
        self._routes = _unbroken(routes, self._jobs)
        self._travel = places.matrix()

    def impossible(self) -> dict[int, str]:
        """By number, what fits nowhere, and why; what stands where it is fits."""
        kept = {job for jobs in self._routes for job in jobs}
        staff = [each.outline.technician.id for each in self._toured]
        feasible = Feasible(self._tours, staff, self._travel)
        told = (
            (at, feasible.why_not(each.draft, self._jobs[at].place, each.costs))
            for at, each in enumerate(self._open)
            if at not in kept
        )
        return {at: reason for at, reason in told if reason}

    def translated(self, untouched: tuple[Untouched, ...]) -> Translated:
        """All of it, with what is not planned."""
        work = [each.draft.work for each in self._open]
        people = self._people()
        return Translated(
            problem=Problem(tuple(self._tours), tuple(self._jobs), self._travel, people, self._maker.weights),
            present=Plan(tuple(tuple(jobs) for jobs in self._routes)),
            work=(*work, *(None for _ in self._fast)),
            technicians=tuple(each.outline.technician.id for each in self._toured),
            clock=self._clock,
            untouched=untouched,
            articles=self._stocks.articles,
            idle=sum(each.day.idle for each in self._toured),
            placeless=tuple(dict.fromkeys(each.number for each in work if each.need.place is None)),
        )

    def _of_work(self) -> list[Job]:
        present = {
            item.keys[0]: Present((tour,), item.start) for tour, each in enumerate(self._toured) for item in each.there
        }
        found = []
        for each in self._open:
            booking, uses = each.draft.work.booking, self._stocks.uses([each.draft.work.need])
            here = None if booking is None else present.get(booking.id)
            found.append(self._maker.job(each.draft, here, uses))
        return found

    def _route(self, tour: int, touring: Touring) -> list[int]:
        """What stands in a tour at present; what stands fast becomes a job of its own."""
        found = []
        for item in route(touring):
            at = self._numbers.get(item.keys[0])
            if at is None:
                at = len(self._jobs)
                self._jobs.append(self._maker.fast(item, tour, self._stocks.uses(self._needs_of(item))))
                self._fast.append(touring.column)
            found.append(at)
        return found

    def _needs_of(self, item: Item) -> list[Need]:
        return [self._needs[key] for key in item.keys if key in self._needs]

    def _laid_out(self, routes: Sequence[Sequence[int]]) -> list[Tour]:
        lengths = [each.day.ends - each.day.starts for each in self._toured]
        ticks, whole = sum(job.ticks for job in self._jobs), max(1, sum(lengths))
        return [
            self._maker.tour(
                each,
                each.column,
                ticks * length // whole,
                self._stocks.carried(each, [self._jobs[job].uses for job in jobs]),
            )
            for each, jobs, length in zip(self._toured, routes, lengths, strict=True)
        ]

    def _people(self) -> Costs:
        columns = max((each.column for each in self._toured), default=-1) + 1
        fast = np.full((len(self._fast), columns), np.inf)
        fast[np.arange(len(self._fast)), self._fast] = 0.0
        rows = [each.costs for each in self._open]
        return np.vstack([*rows, fast]) if rows else fast


def _unbroken(routes: Sequence[Sequence[int]], jobs: Sequence[Job]) -> list[list[int]]:
    """Without what begins, in the plan in force, before what must be done first."""
    found = [list(jobs_of) for jobs_of in routes]
    while late := _too_early({job for jobs_of in found for job in jobs_of}, jobs):
        found = [[job for job in jobs_of if job not in late] for jobs_of in found]
    return found


def _too_early(done: set[int], jobs: Sequence[Job]) -> set[int]:
    return {
        job for job in done for before in jobs[job].after if _is_broken(jobs[job], before.job, before.gap, done, jobs)
    }


def _is_broken(job: Job, before: int, gap: int, done: set[int], jobs: Sequence[Job]) -> bool:
    present, first = job.present, jobs[before].present
    if before not in done or present is None or first is None:
        return True
    return present.start < first.start + jobs[before].ticks + gap
