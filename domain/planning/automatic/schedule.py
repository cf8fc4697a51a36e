"""When a run that begins at a time of day is due, on the clock of a place."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta, tzinfo

_WEEK = 7


def next_start(weekdays: Collection[int], at: time, zone: tzinfo | None, after: datetime) -> datetime | None:
    """The first moment behind `after` at which the clocks of `zone` show `at` on one of the days (0 is Monday).

    Where the clocks show it twice it is the first time; what they leap over is as far behind the leap. None without
    any day.
    """
    today = after.astimezone(zone).date()
    for ahead in range(_WEEK + 1):
        day = today + timedelta(days=ahead)
        if day.weekday() in weekdays:
            start = datetime.combine(day, at, zone).astimezone(UTC)
            if start > after:
                return start
    return None


def midnight(moment: datetime, zone: tzinfo | None, days: int = 0) -> datetime:
    """The beginning of the day of a moment, or of one so many days later, on the clock of a place."""
    day = moment.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(), zone).astimezone(UTC)
