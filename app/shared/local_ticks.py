"""Round times on the clock on the wall: also on the days when it is put forward or back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONTH = 28 * DAY
YEAR = 365 * DAY
FIRST_YEAR, LAST_YEAR = 1971, 9000


@dataclass(frozen=True, slots=True)
class Step:
    """From one tick to the next: so many seconds, or calendar months."""

    seconds: int
    months: int = 0


STEPS = (
    *(Step(seconds) for seconds in (1, 2, 5, 10, 15, 30)),
    *(Step(minutes * MINUTE) for minutes in (1, 2, 5, 10, 15, 30)),
    *(Step(hours * HOUR) for hours in (1, 2, 3, 6, 12)),
    *(Step(days * DAY) for days in (1, 2, 7)),
    *(Step(months * MONTH, months) for months in (1, 3, 6)),
    *(Step(years * YEAR, 12 * years) for years in (1, 2, 5, 10, 20, 50)),
)


def step_for(span: float, most: int) -> Step:
    """The finest step that has at most `most` ticks on `span` seconds."""
    return next((step for step in STEPS if step.seconds * most >= span), STEPS[-1])


def ticks(since: float, until: float, step: Step, zone: tzinfo | None) -> list[float]:
    """The round local times in [since, until], in seconds since 1970; an hour that comes twice has its ticks twice."""
    if not _in_reach(since) or not _in_reach(until):
        return []
    begin = datetime.fromtimestamp(since, UTC).astimezone(zone).replace(tzinfo=None)
    end = datetime.fromtimestamp(until, UTC).astimezone(zone).replace(tzinfo=None)
    # An hour put back lies before the one that the wall shows.
    walls = _months(begin, end, step.months) if step.months else _walls(begin, end + timedelta(hours=3), step.seconds)
    found = {moment for wall in walls for moment in _moments(wall, zone) if since <= moment <= until}
    return sorted(found)


def _walls(begin: datetime, end: datetime, seconds: int) -> Iterator[datetime]:
    day = datetime(begin.year, begin.month, begin.day) - timedelta(days=_days_before(begin, seconds))  # noqa: DTZ001 - the wall's
    step = timedelta(seconds=seconds)
    skipped = (begin - timedelta(hours=3) - day) // step
    wall = day + max(0, skipped) * step
    while wall <= end:
        yield wall
        wall += step


def _days_before(begin: datetime, seconds: int) -> int:
    """Back to a day from which steps of several days are counted: the beginning of the week, or an even day."""
    if seconds == 7 * DAY:
        return begin.weekday()
    return begin.toordinal() % max(1, seconds // DAY)


def _months(begin: datetime, end: datetime, months: int) -> Iterator[datetime]:
    number = begin.year * 12 + begin.month - 1
    number -= number % months
    while (wall := datetime(number // 12, number % 12 + 1, 1)) <= end:  # noqa: DTZ001 - the wall's
        yield wall
        number += months


def _moments(wall: datetime, zone: tzinfo | None) -> Iterator[float]:
    """When the wall shows this: once, twice, or never."""
    for fold in (0, 1):
        local = wall.replace(fold=fold)
        moment = (local.replace(tzinfo=zone) if zone else local).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall:
            yield moment.timestamp()


def _in_reach(seconds: float) -> bool:
    return (FIRST_YEAR - 1970) * YEAR < seconds < (LAST_YEAR - 1970) * YEAR
