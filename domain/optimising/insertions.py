"""One more job on one tour: where it fits and what it costs, by the arithmetic of whole plans."""

from collections.abc import Iterator

import msgspec
import numpy as np

from domain.optimising.evaluation import Evaluator
from domain.optimising.insertion import Insertion
from domain.optimising.plan import Plan
from domain.optimising.problem import NOWHERE, After, Job, Problem


class Around(msgspec.Struct, frozen=True):
    """One tour by itself, as a problem of its own: its jobs in their order, and behind them one that is to go in.

    `numbers` are what its jobs are in the whole problem. What others wait for begins when it does now.
    """

    tour: int
    problem: Problem
    numbers: tuple[int, ...]

    @property
    def job(self) -> Job:
        """The one that is to go in."""
        return self.problem.jobs[-1]

    @property
    def is_forbidden(self) -> bool:
        """Whether the technician may not do it."""
        return bool(np.isinf(self.problem.people[-1, 0]))

    def cost(self) -> float:
        """What the tour costs without it."""
        others = tuple(range(len(self.numbers) - 1))
        return Evaluator(self.problem).evaluate(Plan((others,))).cost.total - self.job.left_out

    def with_job(self, job: Job) -> "Around":
        """The same with this one to go in."""
        return self._with(jobs=(*self.problem.jobs[:-1], job))

    def allowed(self) -> "Around":
        """The same where the technician may do the job."""
        people = self.problem.people.copy()
        people[-1] = np.where(np.isfinite(people[-1]), people[-1], 0.0)
        return self._with(people=people)

    def longer(self, ticks: int) -> "Around":
        """The same where the tour may end later by so much."""
        (tour,) = self.problem.tours
        return self._with(tours=(msgspec.structs.replace(tour, latest=tour.latest + ticks),))

    def fresh(self, tick: int) -> "Around":
        """The same without the breaks that are over at a tick."""
        (tour,) = self.problem.tours
        kept = tuple(each for each in tour.breaks if each.closes > tick)
        return self._with(tours=(msgspec.structs.replace(tour, breaks=kept),))

    def carrying(self, more: tuple[int, ...]) -> "Around":
        """The same with more on board of each kind."""
        (tour,) = self.problem.tours
        stock = tuple((tour.stock[kind] if kind < len(tour.stock) else 0) + amount for kind, amount in enumerate(more))
        return self._with(tours=(msgspec.structs.replace(tour, stock=(*stock, *tour.stock[len(stock) :])),))

    def without(self, position: int) -> "Around":
        """The same without the job at this place of the tour."""
        kept = [number for number in range(len(self.numbers)) if number != position]
        problem = msgspec.structs.replace(
            self.problem, jobs=tuple(self.problem.jobs[number] for number in kept), people=self.problem.people[kept]
        )
        return Around(self.tour, problem, tuple(self.numbers[number] for number in kept))

    def empty(self) -> "Around":
        """The same without any other job."""
        alone = msgspec.structs.replace(self.problem, jobs=(self.job,), people=self.problem.people[-1:])
        return Around(self.tour, alone, self.numbers[-1:])

    def cheapest(self) -> Insertion | None:
        """Where the job costs least, if it fits anywhere."""
        evaluator = Evaluator(self.problem)
        others = tuple(range(len(self.numbers) - 1))
        before = evaluator.evaluate(Plan((others,))).cost.total
        new = len(others)
        found = [
            Insertion(self.tour, place, judged.starts[new], judged.cost.total - before)
            for place in range(new + 1)
            if not (judged := evaluator.evaluate(Plan(((*others[:place], new, *others[place:]),)))).broken
        ]
        left_out = self.job.left_out
        best = min(found, key=lambda each: each.extra, default=None)
        return None if best is None else msgspec.structs.replace(best, extra=best.extra + left_out)

    def _with(self, **changed: object) -> "Around":
        return Around(self.tour, msgspec.structs.replace(self.problem, **changed), self.numbers)


class Standing:
    """A plan as it stands, tour by tour."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self.starts = Evaluator(problem).evaluate(plan).starts
        self._bound = frozenset(_bound(problem))

    def around(self, tour: int, job: int) -> Around:
        """The tour by itself, with one more job to go in."""
        problem = self.problem
        numbers = (*(each for each in self.plan.routes[tour] if each != job), job)
        jobs = [self._alone(number, is_new=number == job) for number in numbers]
        own = msgspec.structs.replace(problem.tours[tour], technician=0)
        places = sorted({own.start_place, own.end_place, *(each.place for each in jobs)} - {NOWHERE})
        at = {NOWHERE: NOWHERE} | {place: number for number, place in enumerate(places)}
        own = msgspec.structs.replace(own, start_place=at[own.start_place], end_place=at[own.end_place])
        by_itself = Problem(
            tours=(own,),
            jobs=tuple(msgspec.structs.replace(each, place=at[each.place]) for each in jobs),
            travel=problem.travel[np.ix_(places, places)],
            people=problem.people[np.ix_(numbers, (problem.tours[tour].technician,))],
            weights=problem.weights,
        )
        return Around(tour, by_itself, numbers)

    def _alone(self, number: int, *, is_new: bool) -> Job:
        """A job as if nobody else had to do with it: what others depend on begins when it does now."""
        job = self.problem.jobs[number]
        windows = job.windows
        if is_new:
            floor = max((self._over(before) for before in job.after if before.job in self.starts), default=None)
            windows = windows if floor is None else tuple((max(a, floor), b) for a, b in windows if b >= floor)
        elif number in self._bound:
            windows = ((self.starts[number], self.starts[number]),)
        return msgspec.structs.replace(job, crew=1, after=(), windows=windows)

    def _over(self, before: After) -> int:
        return self.starts[before.job] + self.problem.jobs[before.job].ticks + before.gap


def _bound(problem: Problem) -> Iterator[int]:
    """Jobs whose begin others depend on."""
    for number, job in enumerate(problem.jobs):
        if job.crew > 1 or job.after:
            yield number
        yield from (before.job for before in job.after)
