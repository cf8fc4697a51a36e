"""One gap with a start in it: whether the job fits there with the ways, and what it would cost."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from domain.parameters.placement_rules import Kind
from domain.scheduling.assistant.gaps import Gap
from domain.scheduling.assistant.values import ALL_DAY, Search
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.placing.free_times import QUARTER, quarter_up
from domain.scheduling.rules.terms import Terms
from domain.scheduling.travel.places import Place
from domain.workforce.model import Bookable

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Option:
    """A technician could begin at `start`, `extra` minutes of travel away from the present plan."""

    technician: BoardTechnician
    gap: Gap
    start: datetime
    latest: datetime
    extra: int


class Fitter:
    """Fits one job into gaps."""

    def __init__(self, search: Search, terms: Terms, zone: tzinfo | None) -> None:
        self._search = search
        self._travel = terms.travel
        self._now = terms.now if Kind.DEPARTURE in terms.levels else None
        self._zone = zone
        self._bounds = _bounds(search)

    def first(self, technician: BoardTechnician, gap: Gap) -> Option | None:
        """The earliest start on a quarter of an hour, with time for the ways; None where it does not fit."""
        return self._from(technician, gap, gap.start)

    def next(self, option: Option) -> Option | None:
        """The next start in the same gap."""
        return self._from(option.technician, option.gap, option.start + QUARTER)

    def at(self, option: Option, start: datetime) -> Option | None:
        """The same gap with exactly this start; None where it does not fit."""
        found = self._from(option.technician, option.gap, start) if start <= option.latest else None
        return found if found is not None and found.start == start else None

    def _from(self, technician: BoardTechnician, gap: Gap, moment: datetime) -> Option | None:
        first, last = self._bounds
        here = self._search.need.place if technician.kind is not Bookable.FACILITY else None
        start = max(moment, first)
        before = gap.before_at(start)
        leaves, origin = (before.finish, before.need.place) if before else (gap.day[0], technician.start)
        if self._now is not None:
            leaves = max(leaves, self._now)
        there = self._travel.minutes(origin, here) or 0
        start = self._within_hours(quarter_up(max(start, leaves + timedelta(minutes=there))))
        after = gap.after_at(start + self._search.length)
        onward = self._travel.minutes(here, _place_after(technician, after)) or 0
        end = (after.start if after else gap.day[1]) - timedelta(minutes=onward)
        latest = min(end, gap.finish) - self._search.length
        if start > min(latest, last):
            return None
        return Option(technician, gap, start, min(latest, last), self._extra(technician, before, after, there + onward))

    def _extra(
        self, technician: BoardTechnician, before: BoardBooking | None, after: BoardBooking | None, ways: int
    ) -> int:
        """How much longer one is on the way than without this job."""
        origin = before.need.place if before else technician.start
        return max(0, ways - (self._travel.minutes(origin, _place_after(technician, after)) or 0))

    def _within_hours(self, start: datetime) -> datetime:
        """The same, or the next moment at which the customer wants somebody to come."""
        first, last = self._search.hours
        if (first, last) == ALL_DAY:
            return start
        local = start.astimezone(self._zone)
        if local.time() < first:
            return _at(local, first)
        return start if local.time() <= last else _at(local + DAY, first)


def _at(local: datetime, moment: time) -> datetime:
    return quarter_up(local.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0))


def _place_after(technician: BoardTechnician, after: BoardBooking | None) -> Place | None:
    return after.need.place if after else technician.end


def _bounds(search: Search) -> tuple[datetime, datetime]:
    """Between which moments the work may begin: the search, the promised window, and the order of jobs."""
    need = search.need
    first, last = search.since, search.until
    if need.window_from is not None:
        first = max(first, need.window_from)
    if need.window_until is not None:
        last = min(last, need.window_until)
    for job in need.after:
        if job.finish is not None:
            first = max(first, job.finish + timedelta(minutes=job.minutes))
    for _number, start, minutes in need.before:
        last = min(last, start - timedelta(minutes=minutes) - search.length)
    return first, last
