"""Putting visits on as few days and orders as their windows allow, and as near to their due days as that leaves room.

Visits are put together month by month, a week counting to the month of its Thursday and a visit that may be on any day
of a month to that month. So what goes together follows from the visits of one month alone, and never from the period
that somebody generates: the border of a period tears nothing apart.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from operator import attrgetter

from domain.language import tr
from domain.visits.series import YEAR
from domain.visits.window import OpenDay, Place, WindowKind

_TO_THURSDAY = 3
_SHORTEST = 28


class Combine(StrEnum):
    """What visits must have in common, beside agreement and site, to be one order."""

    AGREEMENT = "agreement"
    TASK = "task"
    TECHNICIAN = "technician"
    ASSET = "asset"
    LINE = "line"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Combine.AGREEMENT: tr("By agreement and site"),
            Combine.TASK: tr("By service task"),
            Combine.TECHNICIAN: tr("By technician"),
            Combine.ASSET: tr("By asset"),
            Combine.LINE: tr("Not at all"),
        }[self]

    @property
    def phrase(self) -> str:
        """The words within a sentence."""
        return {
            Combine.AGREEMENT: tr("by agreement and site"),
            Combine.TASK: tr("by service task"),
            Combine.TECHNICIAN: tr("by technician"),
            Combine.ASSET: tr("by asset"),
            Combine.LINE: tr("not at all"),
        }[self]


def month_of(due: date, kind: WindowKind) -> int:
    """The month among whose visits one is put together with others, counted from the year 0."""
    if kind is WindowKind.MONTH or _TO_THURSDAY < due.day <= _SHORTEST - _TO_THURSDAY:
        return due.year * YEAR + due.month - 1
    thursday = date.fromordinal(min(due.toordinal() - due.weekday() + _TO_THURSDAY, date.max.toordinal()))
    return thursday.year * YEAR + thursday.month - 1


def days_for(places: Sequence[Place], is_open: OpenDay) -> list[date]:
    """The day of each visit, so that there are as few days as possible, then as near as possible to their own.

    No two places of one series may overlap. What is kept on a closed day stays there alone.
    """
    free = [place for place in places if place.open]
    if len(free) <= 1 or all(place.first == place.last for place in free):
        return [place.day for place in places]
    days = sorted({_best(group, is_open) for group in _grouped(free, _stabs(free))})
    return [_nearest(place, days) if place.open else place.day for place in places]


def riding(place: Place, days: Sequence[date]) -> date:
    """The day among those taken anyway on which a visit can ride along; its own, where there is none."""
    return _nearest(place, days) if place.open else place.day


def slots(minutes: Sequence[tuple[int, int]]) -> list[int]:
    """What times of one day go together: a minute for each that lies within it, and as few different ones as possible.

    Each is given as its first and last minute.
    """
    found: list[int] = []
    for start, end in sorted(minutes, key=lambda each: (each[1], each[0])):
        if not found or found[-1] <= start:
            found.append(end)
    return [found[bisect_right(found, start)] for start, _ in minutes]


def _stabs(places: Sequence[Place]) -> list[date]:
    """As few days as possible, of which each place has one: always the last day of what would else be missed."""
    found: list[date] = []
    for place in sorted(places, key=attrgetter("last")):
        if not found or found[-1] < place.first:
            found.append(place.last)
    return found


def _grouped(places: Sequence[Place], days: Sequence[date]) -> list[list[Place]]:
    groups: dict[date, list[Place]] = {}
    for place in places:
        groups.setdefault(_nearest(place, days), []).append(place)
    return list(groups.values())


def _best(group: Sequence[Place], is_open: OpenDay) -> date:
    """The day that all of a group share, on which most of them are due, and the others nearest to it."""
    own = [place.day for place in group]
    if own.count(own[0]) == len(own):
        return own[0]
    first, last = max(place.first for place in group), min(place.last for place in group)
    # The median of their own days is the nearest to all; out of reach, an end of what they share is.
    inside = {day for day in (*own, first, last) if first <= day <= last and is_open(day)}
    return min(inside, key=lambda day: (-own.count(day), sum(abs((day - each).days) for each in own), day))


def _nearest(place: Place, days: Sequence[date]) -> date:
    """The day within a place that is nearest to its own, the earlier of two; its own if there is none."""
    at = bisect_left(days, place.day)
    if at < len(days) and days[at] == place.day:
        return place.day
    found = [day for day in days[max(at - 1, 0) : at + 1] if place.first <= day <= place.last]
    return min(found, key=lambda day: (abs((day - place.day).days), day), default=place.day)
