"""From which to which moment a visit may be, by the clock on the wall at the site."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.visits.window import Window


def moments(first: date, last: date, window: Window, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment, and the one by which the visit has to end, in UTC.

    An hour that a night has twice counts twice. What falls into an hour that is missing is as long after it.
    """
    begin, end = window.start_after or time.min, window.end_before
    earliest = _moment(first, begin, zone, 0)
    if end is None:
        latest = _moment(_after(last), time.min, zone, 1)
    else:
        latest = max(_moment(last, end, zone, 0), _moment(last, end, zone, 1))
    if latest <= earliest:
        latest = earliest + _length(begin, end or time.max)
    return earliest, latest


def _length(begin: time, end: time) -> timedelta:
    return datetime.combine(date.min, end) - datetime.combine(date.min, begin)


def _after(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))


@lru_cache(maxsize=1 << 16)
def _moment(day: date, at: time, zone: ZoneInfo, fold: int) -> datetime:
    # Many visits share a moment, and a zone takes its time to answer.
    return datetime.combine(day, at, zone).replace(fold=fold).astimezone(UTC)
