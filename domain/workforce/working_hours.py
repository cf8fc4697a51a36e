"""The shifts of a week, as minutes on the clock of the technician."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

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


def minutes_into(shift: WeeklyShift, moment: time) -> int:
    """How long after the start of the shift the clock shows `moment`."""
    return ((moment.hour - shift.start.hour) * HOUR + moment.minute - shift.start.minute) % DAY


def overlap(shifts: Iterable[WeeklyShift]) -> int | None:
    """The weekday on which two of the shifts of a week fall together; the night of Sunday runs into Monday."""
    spans = sorted(span for shift in shifts for span in _minutes(shift))
    return next((following[0] // DAY for before, following in pairwise(spans) if following[0] < before[1]), None)


def _minutes(shift: WeeklyShift) -> list[tuple[int, int]]:
    """Minutes of the week, cut at its end."""
    start = shift.weekday * DAY + shift.start.hour * HOUR + shift.start.minute
    finish = shift.weekday * DAY + shift.finish.hour * HOUR + shift.finish.minute
    finish += 0 if shift.finish > shift.start else DAY
    return [(start, finish)] if finish <= WEEK else [(start, WEEK), (0, finish - WEEK)]
