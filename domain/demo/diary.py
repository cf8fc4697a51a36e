"""Who has time when: finds and takes free working time, so that no two bookings of a technician meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, hypot, radians

from domain.parties.model import Site
from domain.workforce.model import Technician
from domain.workforce.working_hours import WeeklyShift, intervals

QUARTER = timedelta(minutes=15)
ON_THE_ROAD = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Slot:
    """Working time of a technician, now taken."""

    technician: Technician
    start: datetime
    finish: datetime


class Diary:
    """The free working time of everybody between two moments."""

    def __init__(self, technicians: Sequence[Technician], since: datetime, until: datetime) -> None:
        self._free = {
            technician: list(intervals(_weekly(technician), technician.timezone, since, until))
            for technician in technicians
        }
        self._taken = dict.fromkeys(technicians, 0)

    def take(self, skill: str, site: Site, length: timedelta, earliest: datetime, latest: datetime) -> Slot | None:
        """Take the first fitting time of somebody who can do it: soonest day, then fewest bookings, then nearest."""
        found = []
        for technician, free in self._free.items():
            if skill in {each.name for each in technician.skills}:
                start = _first(free, length, earliest, latest)
                if start is not None:
                    rank = (start.date(), self._taken[technician], _distance(technician, site), technician.id)
                    found.append((rank, technician, start))
        if not found:
            return None
        _, technician, start = min(found, key=lambda each: each[0])
        self._block(technician, start, start + length)
        return Slot(technician, start, start + length)

    def _block(self, technician: Technician, start: datetime, finish: datetime) -> None:
        self._taken[technician] += 1
        free = []
        for since, until in self._free[technician]:
            if until <= start or since >= finish:
                free.append((since, until))
                continue
            if since < start:
                free.append((since, start - ON_THE_ROAD))
            free.append((finish + ON_THE_ROAD, until))
        self._free[technician] = [(since, until) for since, until in free if since < until]


def _weekly(technician: Technician) -> list[WeeklyShift]:
    return [WeeklyShift(shift.weekday, shift.start, shift.finish) for shift in technician.shifts]


def _first(
    free: Sequence[tuple[datetime, datetime]], length: timedelta, earliest: datetime, latest: datetime
) -> datetime | None:
    for since, until in free:
        start = _on_the_quarter(max(since, earliest))
        if start >= latest:
            return None
        if start + length <= min(until, latest):
            return start
    return None


def _on_the_quarter(moment: datetime) -> datetime:
    late = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment - late + QUARTER if late else moment


def _distance(technician: Technician, site: Site) -> float:
    """Kilometres as the crow flies, near enough within one region."""
    north = technician.latitude - site.latitude
    east = (technician.longitude - site.longitude) * cos(radians(site.latitude))
    return 111 * hypot(north, east)
