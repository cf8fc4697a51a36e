"""Days and hours along the top of the board: local, so that a day has 23 or 25 hours when the clocks change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from math import ceil

STEPS = (15, 30, 60, 120, 180, 360, 720)
NARROWEST = 46.0  # pixels that an hour's label needs


@dataclass(frozen=True, slots=True)
class Day:
    """A local day, or a week or month that begins with it, and the seconds of its first and last moment."""

    date: date
    start: float
    finish: float


def days(since: float, until: float, zone: tzinfo | None) -> Iterator[Day]:
    """The local days that touch the span."""
    current = local(since, zone).date()
    while True:
        day = day_of(current, zone)
        if day.start >= until:
            return
        yield day
        current += timedelta(days=1)


def weeks(since: float, until: float, zone: tzinfo | None) -> Iterator[Day]:
    """The local weeks, from Monday on, that touch the span; each named by its Monday."""
    first = local(since, zone).date()
    current = first - timedelta(days=first.weekday())
    while (week := _from(current, current + timedelta(days=7), zone)).start < until:
        yield week
        current += timedelta(days=7)


def months(since: float, until: float, zone: tzinfo | None) -> Iterator[Day]:
    """The local months that touch the span, each named by its first day."""
    current = local(since, zone).date().replace(day=1)
    while True:
        following = (current + timedelta(days=31)).replace(day=1)
        month = _from(current, following, zone)
        if month.start >= until:
            return
        yield month
        current = following


def hours(day: Day, minutes: int, zone: tzinfo | None) -> Iterator[tuple[float, str]]:
    """The ticks inside a day, every so many minutes, with their local time."""
    return ((seconds, clock_time(seconds, zone)) for seconds in ticks(day, minutes, day.start, day.finish))


def ticks(day: Day, minutes: int, since: float, until: float) -> Iterator[float]:
    """The ticks inside a day, every so many minutes, that lie between two moments."""
    step = minutes * 60.0
    number = max(1, ceil((since - day.start) / step))
    while (seconds := day.start + number * step) < min(day.finish, until):
        yield seconds
        number += 1


def tick_minutes(per_hour: float) -> int | None:
    """The finest step whose labels fit at this zoom, None when not even half days do."""
    return next((step for step in STEPS if step * per_hour / 60 >= NARROWEST), None)


@lru_cache(maxsize=4096)
def day_of(day: date, zone: tzinfo | None) -> Day:
    return _from(day, day + timedelta(days=1), zone)


def local(seconds: float, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone)


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@lru_cache(maxsize=4096)
def clock_time(seconds: float, zone: tzinfo | None) -> str:
    return f"{local(seconds, zone):%H:%M}"


def _from(first: date, following: date, zone: tzinfo | None) -> Day:
    return Day(first, _midnight(first, zone), _midnight(following, zone))


def _midnight(day: date, zone: tzinfo | None) -> float:
    wall = datetime.combine(day, time(), zone)  # without a zone: of this machine, as `timestamp` reads it
    return wall.timestamp()
