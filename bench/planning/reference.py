"""What a plan means, slowly and plainly: the arithmetic of docs/optimiser.md, sentence by sentence.

Nothing here is shared with the compiled evaluator, so it checks that one, and every plan of every engine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bench.planning.rules import breaches, malformed
from domain.optimising.cost import Cost, Evaluated
from domain.optimising.plan import Plan
from domain.optimising.problem import NOWHERE, Break, Job, Problem, Tour


def judge(problem: Problem, plan: Plan) -> Evaluated:
    """The plan's cost by cause, the start of each job, and the name of every rule that it breaks."""
    nonsense = tuple(malformed(problem, plan))
    if nonsense:
        return Evaluated(Cost(), {}, nonsense)
    schedule = _Schedule(problem, plan)
    schedule.run()
    broken = (*breaches(problem, plan), *schedule.broken)
    return Evaluated(_cost(problem, plan, schedule), schedule.starts, broken)


@dataclass
class _Walk:
    """How far one tour has come: where and when its technician is free, what is left to do, and what it took.

    The way begins at `time`; what of a break on the way lies within it is counted as if it came before. `rested` is
    when the last break is really over, so that the next one may begin.
    """

    tour: Tour
    left: list[int]
    breaks: list[Break]
    time: int
    rested: int
    place: int
    travelled: int = 0
    worked: int = 0
    waited: int = 0


@dataclass
class _Schedule:
    """The plan, lived through: a job begins once it is next on all its tours and what comes before it is done."""

    problem: Problem
    plan: Plan
    starts: dict[int, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    walks: list[_Walk] = field(default_factory=list)
    crews: dict[int, list[_Walk]] = field(default_factory=dict)

    def run(self) -> None:
        """Do all jobs, then go home."""
        for tour, route in zip(self.problem.tours, self.plan.routes, strict=True):
            breaks = sorted(tour.breaks, key=lambda each: each.opens)
            walk = _Walk(tour, list(route), breaks, tour.starts, tour.starts, tour.start_place)
            self.walks.append(walk)
            for job in set(route):
                self.crews.setdefault(job, []).append(walk)
        while any([self._comes_on(walk) for walk in self.walks]):  # noqa: C419 - each one comes as far as it can
            pass
        stuck = sorted({job for walk in self.walks for job in walk.left})
        if stuck:
            self.broken.append(f"jobs {stuck} wait for each other")
        for number, (walk, route) in enumerate(zip(self.walks, self.plan.routes, strict=True)):
            if route:
                self._go_home(number, walk)

    def _comes_on(self, walk: _Walk) -> bool:
        """Do the jobs of a tour up to the first that waits for others; whether there were any."""
        todo = len(walk.left)
        while walk.left and self._is_ready(walk.left[0]):
            self._do(walk.left[0])
        return len(walk.left) < todo

    def _is_ready(self, job: int) -> bool:
        before = (each.job for each in self.problem.jobs[job].after)
        return all(walk.left and walk.left[0] == job for walk in self.crews[job]) and all(
            each in self.starts or each not in self.crews for each in before
        )

    def _do(self, job: int) -> None:
        what = self.problem.jobs[job]
        crew = self.crews[job]
        begin = self._begin(job, crew)
        while any(self._takes_break(walk, job, begin) for walk in crew):
            begin = self._begin(job, crew)
        if not _within(what, begin):
            self.broken.append(f"job {job} begins at {begin}, outside of its windows")
        self.starts[job] = begin
        for walk in crew:
            way = self._way(walk.place, what.place)
            walk.waited += begin - (walk.time + way)
            walk.travelled += way
            walk.worked += what.ticks
            walk.time = walk.rested = begin + what.ticks
            walk.place = what.place
            walk.left.pop(0)

    def _begin(self, job: int, crew: Sequence[_Walk]) -> int:
        """The first moment that fits all; where no window is left, the moment at which all are there."""
        what = self.problem.jobs[job]
        ready = [walk.time + self._way(walk.place, what.place) for walk in crew]
        ready += [
            self.starts[before.job] + self.problem.jobs[before.job].ticks + before.gap
            for before in what.after
            if before.job in self.starts
        ]
        if self._is_promised(what, crew):
            assert what.present is not None
            ready.append(what.present.start)
        there = max(ready)
        return min((max(there, first) for first, last in what.windows if last >= there), default=there)

    def _is_promised(self, what: Job, crew: Iterable[_Walk]) -> bool:
        if what.present is None or what.moved <= 0 or not _within(what, what.present.start):
            return False
        start = what.present.start
        return any(walk.tour.starts <= start and start + what.ticks <= walk.tour.latest for walk in crew)

    def _takes_break(self, walk: _Walk, job: int, begin: int) -> bool:
        """Whether the first break left is taken now; it is over then."""
        if not walk.breaks:
            return False
        what = self.problem.jobs[job]
        way = self._way(walk.place, what.place)
        gladly = _fits(walk) and (_after_break(walk, way) + way <= begin or self._is_partly_idle(walk, job, begin))
        if gladly or not _all_fit(walk.breaks, begin + what.ticks):
            self._take(walk, way)
            return True
        return False

    def _is_partly_idle(self, walk: _Walk, job: int, begin: int) -> bool:
        """Whether a break on the way lets the job of one technician begin later, but by less than the break takes."""
        what = self.problem.jobs[job]
        if not walk.breaks[0].on_the_way or what.crew > 1:
            return False
        delayed = replace(walk, time=_after_break(walk, self._way(walk.place, what.place)))
        then = self._begin(job, [delayed])
        return _within(what, then) and then < begin + walk.breaks[0].ticks

    def _take(self, walk: _Walk, way: int) -> None:
        first = walk.breaks[0]
        if _fits(walk):
            walk.time, walk.rested = _after_break(walk, way), max(walk.rested, first.opens) + first.ticks
        else:
            self.broken.append(f"the break from {first.opens} to {first.closes} does not fit")
        walk.breaks.pop(0)

    def _go_home(self, number: int, walk: _Walk) -> None:
        way = self._way(walk.place, walk.tour.end_place)
        while not _all_fit(walk.breaks, walk.time + way):
            self._take(walk, way)
        walk.travelled += way
        walk.time += way
        if walk.time > walk.tour.latest:
            self.broken.append(f"tour {number} ends at {walk.time}, after {walk.tour.latest}")

    def _way(self, place: int, to: int) -> int:
        return 0 if NOWHERE in {place, to} else int(self.problem.travel[place, to])


def _fits(walk: _Walk) -> bool:
    """Whether the first break left may be taken now."""
    first = walk.breaks[0]
    return max(walk.rested, first.opens) + first.ticks <= first.closes


def _after_break(walk: _Walk, way: int) -> int:
    """When the way would begin if all of the first break left came before it, so that one arrives at the same time."""
    first = walk.breaks[0]
    if not first.on_the_way:
        return max(walk.rested, first.opens) + first.ticks
    arrives = max(walk.time + way, first.opens) + first.ticks
    return arrives - way


def _within(what: Job, moment: int) -> bool:
    return any(first <= moment <= last for first, last in what.windows)


def _all_fit(breaks: Iterable[Break], time: int) -> bool:
    """Whether all of them fit one after the other from `time` on."""
    for each in breaks:
        time = max(time, each.opens) + each.ticks
        if time > each.closes:
            return False
    return True


def _cost(problem: Problem, plan: Plan, schedule: _Schedule) -> Cost:
    weights, starts = problem.weights, schedule.starts
    busy = [walk for walk, route in zip(schedule.walks, plan.routes, strict=True) if route]
    return Cost(
        travel=weights.travel * sum(walk.travelled for walk in busy),
        overtime=weights.overtime * sum(max(0, walk.time - walk.tour.ends) for walk in busy),
        waiting=weights.waiting * sum(walk.waited for walk in busy),
        unfair=weights.unfair * sum(max(0, walk.worked + walk.travelled - walk.tour.fair) for walk in busy),
        late=sum(_late(problem.jobs[job], start) for job, start in starts.items()),
        left_out=sum(job.left_out for number, job in enumerate(problem.jobs) if number not in schedule.crews),
        people=sum(
            float(problem.people[job, tour.technician])
            for tour, route in zip(problem.tours, plan.routes, strict=True)
            for job in route
        ),
        moved=sum(_moved(problem.jobs[job], start) for job, start in starts.items()),
    )


def _late(job: Job, start: int) -> float:
    return 0.0 if job.due is None else job.late * max(0, start + job.ticks - job.due)


def _moved(job: Job, start: int) -> float:
    return 0.0 if job.present is None or job.present.start == start else job.moved
