"""From which to which moment a visit may be, by the clock on the wall at the site."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.visits.window import Window


def earliest(first: date, window: Window, zone: ZoneInfo) -> datetime:
    """The first moment of the window; where a night has an hour twice, the first of the two."""
    return _moment(first, window.start_after or time.min, zone, 0)


def latest(last: date, window: Window, zone: ZoneInfo) -> datetime:
    """The moment by which the visit has to end; where a night has an hour twice, the second of the two."""
    if window.end_before is None:
        if last == date.max:
            return datetime.max.replace(tzinfo=UTC)
        return _moment(date.fromordinal(last.toordinal() + 1), time.min, zone, 1)
    return _moment(last, window.end_before, zone, 1)


@lru_cache(maxsize=1 << 16)
def _moment(day: date, at: time, zone: ZoneInfo, fold: int) -> datetime:
    # Many visits share a moment, and a zone takes its time to answer.
    return datetime.combine(day, at, zone).replace(fold=fold).astimezone(UTC)
