"""Weekly shifts laid out on real days, in the technician's own zone, so that a change of clocks shifts nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

HOUR = 60
DAY = 24 * HOUR
WEEK = 7 * DAY


@dataclass(frozen=True, slots=True)
class WeeklyShift:
    """Working hours on one weekday (0 is Monday), local time; a finish at or before the start is on the next day.

    `break_minutes` must stay free somewhere between `break_from` and `break_until`, or anywhere in it without these.
    """

    weekday: int
    start: time
    finish: time
    break_minutes: int = 0
    break_from: time | None = None
    break_until: time | None = None


def intervals(
    shifts: Iterable[WeeklyShift], timezone: str, since: datetime, until: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    """The working intervals (aware UTC, ascending, cut to the window) between `since` and `until`."""
    zone = ZoneInfo(timezone)
    by_day: dict[int, list[WeeklyShift]] = {}
    for shift in shifts:
        by_day.setdefault(shift.weekday, []).append(shift)
    found = []
    for day in _days(since.astimezone(zone).date() - timedelta(days=1), until.astimezone(zone).date()):
        for shift in by_day.get(day.weekday(), ()):
            start, finish = _on(day, shift, zone)
            start, finish = max(start, since), min(finish, until)
            if start < finish:
                found.append((start, finish))
    return tuple(sorted(found))


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _on(day: date, shift: WeeklyShift, zone: ZoneInfo) -> tuple[datetime, datetime]:
    end_day = day if shift.finish > shift.start else day + timedelta(days=1)
    start = datetime.combine(day, shift.start, zone).astimezone(UTC)
    return start, datetime.combine(end_day, shift.finish, zone).astimezone(UTC)


def minutes_into(shift: WeeklyShift, moment: time) -> int:
    """How long after the start of the shift the clock shows `moment`."""
    return ((moment.hour - shift.start.hour) * HOUR + moment.minute - shift.start.minute) % DAY


def overlap(shifts: Iterable[WeeklyShift]) -> bool:
    """Whether two of the shifts of a week fall together; the night of Sunday runs into Monday."""
    spans = sorted(span for shift in shifts for span in _minutes(shift))
    return any(following[0] < before[1] for before, following in pairwise(spans))


def _minutes(shift: WeeklyShift) -> list[tuple[int, int]]:
    """Minutes of the week, cut at its end."""
    start = shift.weekday * DAY + shift.start.hour * HOUR + shift.start.minute
    finish = shift.weekday * DAY + shift.finish.hour * HOUR + shift.finish.minute
    finish += 0 if shift.finish > shift.start else DAY
    return [(start, finish)] if finish <= WEEK else [(start, WEEK), (0, finish - WEEK)]
