"""The shifts of a week as lines of text, and back: "08:00–17:00 / 30 in 12:00–13:00" has a break after the stroke.

A shift that ends before it starts runs past midnight.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import time

from app.settings.calendars import weekly
from domain.calendars.hours import Window
from domain.errors import Refusal
from domain.language import tr
from domain.workforce.working_hours import WeeklyShift, overlap

HOUR = 60
DAY = 24 * HOUR
_BREAK = re.compile(r"(\d{1,3})\s*(?:min\w*)?\s*(?:in|,|:)?\s*(\d.*)?", re.IGNORECASE)


def written(shifts: Iterable[WeeklyShift]) -> tuple[str, ...]:
    """The shifts of each day from Monday on."""
    lines: list[list[str]] = [[] for _ in range(weekly.DAYS)]
    for shift in sorted(shifts, key=lambda each: (each.weekday, each.start)):
        lines[shift.weekday].append(_written(shift))
    return tuple(", ".join(line) for line in lines)


def parsed(lines: Sequence[str], names: Sequence[str]) -> frozenset[WeeklyShift]:
    """The shifts that the lines tell. Raises Refusal that names the day whose line makes no sense."""
    found = [shift for day, line in enumerate(lines) for shift in _day(day, line, names)]
    twice = overlap(found)
    if twice is not None:
        raise Refusal(tr("{day}: these hours overlap each other.", day=names[twice]), field="windows")
    return frozenset(found)


def _written(shift: WeeklyShift) -> str:
    span = _span(shift.start, shift.finish)
    if not shift.break_minutes:
        return span
    if shift.break_from is None or shift.break_until is None:
        return f"{span} / {shift.break_minutes}"
    return f"{span} / {shift.break_minutes} in {_span(shift.break_from, shift.break_until)}"


def _span(start: time, finish: time) -> str:
    end = "24:00" if finish == time(0) else f"{finish:%H:%M}"
    return f"{start:%H:%M}–{end}"


def _day(weekday: int, line: str, names: Sequence[str]) -> Iterator[WeeklyShift]:
    for part in re.split(r"[,;]", line):
        span, stroke, rest = part.partition("/")
        for window in _windows(weekday, span, names):
            shift = _shift(window, names)
            yield _with_break(shift, rest, names) if stroke else shift


def _windows(weekday: int, text: str, names: Sequence[str]) -> tuple[Window, ...]:
    lines = ["" for _ in range(weekly.DAYS)]
    lines[weekday] = text
    return weekly.parsed(lines, names)


def _shift(window: Window, names: Sequence[str]) -> WeeklyShift:
    start, finish = window.start_minute % DAY, window.finish_minute % DAY
    if start == finish:
        sentence = tr("{day}: a shift is shorter than a day; write two.", day=names[window.weekday])
        raise Refusal(sentence, field="windows")
    return WeeklyShift(window.weekday, time(*divmod(start, HOUR)), time(*divmod(finish, HOUR)))


def _with_break(shift: WeeklyShift, text: str, names: Sequence[str]) -> WeeklyShift:
    found = _BREAK.fullmatch(text.strip())
    day = names[shift.weekday]
    if found is None:
        sentence = tr("{day}: “{part}” is no break; write 08:00-17:00 / 30 in 12:00-13:00.", day=day, part=text.strip())
        raise Refusal(sentence, field="windows")
    minutes = int(found[1])
    if found[2] is None:
        return replace(shift, break_minutes=minutes)
    (window,) = _windows(shift.weekday, found[2], names)
    since, until = (time(*divmod(minute % DAY, HOUR)) for minute in (window.start_minute, window.finish_minute))
    return replace(shift, break_minutes=minutes, break_from=since, break_until=until)
