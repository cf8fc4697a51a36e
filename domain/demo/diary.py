"""Who has time when: finds and takes free working time, with room for the ways and for a break."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from domain.demo.world import World
from domain.parties.model import Site
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import STRAIGHT
from domain.workforce.model import Technician
from domain.workforce.rosters import Break, Roster
from domain.workforce.spans import Span, joined, without

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Slot:
    """Working time of a technician, now taken."""

    technician: Technician
    start: datetime
    finish: datetime


@dataclass(frozen=True, slots=True)
class _Job:
    start: datetime
    finish: datetime
    place: Place


@dataclass(slots=True)
class _Day:
    """One stretch of working time: the breaks in it, where it begins and ends, and what is booked.

    The ways from and to home may be so much before and after it as `early` says.
    """

    span: Span
    breaks: Sequence[Break]
    home: Place
    early: timedelta
    jobs: tuple[_Job, ...] = ()

    def first(self, place: Place, length: timedelta, earliest: datetime, latest: datetime) -> _Job | None:
        """The first job of that length that leaves room for everything else."""
        if sum((each.finish - each.start for each in self.jobs), length) > self.span[1] - self.span[0]:
            return None
        way = max(_way(self.home, place) - self.early, timedelta())
        start, end = _on_the_quarter(max(self.span[0] + way, earliest)), min(self.span[1] - way, latest)
        while start + length <= end:
            job = _Job(start, start + length, place)
            if not self._meets(job) and self._is_sound(sorted((*self.jobs, job), key=lambda each: each.start)):
                return job
            start += QUARTER
        return None

    def _meets(self, job: _Job) -> bool:
        return any(each.start < job.finish and job.start < each.finish for each in self.jobs)

    def _is_sound(self, jobs: Sequence[_Job]) -> bool:
        busy = list(self._busy(jobs))
        if any(later[0] < before[1] for before, later in pairwise(busy)):
            return False
        inside = self.span[0] - self.early <= busy[0][0] and busy[-1][1] <= self.span[1] + self.early
        return inside and all(_has_room(each, busy) for each in self.breaks)

    def _busy(self, jobs: Sequence[_Job]) -> Iterator[Span]:
        """Each job with the way to it, and the way home."""
        here = self.home
        for job in jobs:
            yield job.start - _way(here, job.place), job.finish
            here = job.place
        yield jobs[-1].finish, jobs[-1].finish + _way(here, self.home)


class Diary:
    """The free working time of everybody between two moments."""

    def __init__(self, world: World, since: datetime, until: datetime, early: timedelta = timedelta()) -> None:
        rosters = world.rosters(since, until)
        self._days = {each: tuple(_days(each, rosters[each.id], early)) for each in world.technicians}
        self._taken = dict.fromkeys(world.technicians, 0)

    def take(self, skill: str, site: Site, length: timedelta, earliest: datetime, latest: datetime) -> Slot | None:
        """Take the first fitting time of somebody who can do it: soonest day, then fewest bookings, then nearest."""
        place = Place(site.latitude, site.longitude, site.id)
        found = []
        for technician, days in self._days.items():
            if skill in {each.name for each in technician.skills} and site.territory in technician.territories:
                job, day = _first(days, place, length, earliest, latest)
                if job is not None and day is not None:
                    latest = min(latest, day.span[1])
                    rank = (job.start.date(), self._taken[technician], _way(day.home, place), technician.id)
                    found.append((rank, technician, day, job))
        if not found:
            return None
        _, technician, day, job = min(found, key=lambda each: each[0])
        self._taken[technician] += 1
        day.jobs = tuple(sorted((*day.jobs, job), key=lambda each: each.start))
        return Slot(technician, job.start, job.finish)


def _days(technician: Technician, roster: Roster, early: timedelta) -> Iterator[_Day]:
    home = Place(technician.latitude, technician.longitude)
    for span in roster.working:
        yield _Day(span, [each for each in roster.breaks if span[0] <= each.start < span[1]], home, early)


def _first(
    days: Iterable[_Day], place: Place, length: timedelta, earliest: datetime, latest: datetime
) -> tuple[_Job | None, _Day | None]:
    for day in days:
        if day.span[1] > earliest:
            if day.span[0] >= latest:
                break
            job = day.first(place, length, earliest, latest)
            if job is not None:
                return job, day
    return None, None


def _has_room(each: Break, busy: Sequence[Span]) -> bool:
    free = without(((each.start, each.finish),), joined(busy))
    return any(finish - start >= timedelta(minutes=each.minutes) for start, finish in free)


def _way(here: Place, there: Place) -> timedelta:
    return timedelta(minutes=STRAIGHT.minutes(here, there) or 0)


def _on_the_quarter(moment: datetime) -> datetime:
    late = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment - late + QUARTER if late else moment
