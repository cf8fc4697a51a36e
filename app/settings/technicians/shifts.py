"""The shifts of a week as lines of text, and back; one that ends before it starts runs past midnight."""

from collections.abc import Iterable, Sequence
from datetime import time

from app.settings.calendars import weekly
from domain.calendars.hours import Window
from domain.errors import Refusal
from domain.language import tr
from domain.workforce.working_hours import WeeklyShift

HOUR = 60
DAY = 24 * HOUR


def written(shifts: Iterable[WeeklyShift]) -> tuple[str, ...]:
    """The shifts of each day from Monday on."""
    ordered = sorted(shifts, key=lambda each: (each.weekday, each.start))
    return weekly.written(Window(each.weekday, _minutes(each.start), _minutes(each.finish) or DAY) for each in ordered)


def parsed(lines: Sequence[str], names: Sequence[str]) -> frozenset[WeeklyShift]:
    """The shifts that the lines tell. Raises Refusal that names the day whose line is not understood."""
    return frozenset(_shift(window, names) for window in weekly.parsed(lines, names))


def _shift(window: Window, names: Sequence[str]) -> WeeklyShift:
    start, finish = window.start_minute % DAY, window.finish_minute % DAY
    if start == finish:
        sentence = tr("{day}: a shift is shorter than a day; write two.", day=names[window.weekday])
        raise Refusal(sentence, field="windows")
    return WeeklyShift(window.weekday, time(*divmod(start, HOUR)), time(*divmod(finish, HOUR)))


def _minutes(moment: time) -> int:
    return moment.hour * HOUR + moment.minute
