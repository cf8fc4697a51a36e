"""The hours of a week as text, a line for each day: "08:00-12:00, 13:00-17:00"."""

import re
from collections.abc import Iterable, Sequence

from domain.calendars.hours import Window
from domain.errors import Refusal
from domain.language import tr

DAYS = 7
MIDNIGHT = 1440
HOUR = 60
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to|bis)\s*(\d{1,2})(?:[:.](\d{2}))?", re.IGNORECASE)


def written(windows: Iterable[Window]) -> tuple[str, ...]:
    """The hours of each day from Monday on; an empty text where it is closed."""
    lines: list[list[str]] = [[] for _ in range(DAYS)]
    for window in windows:
        lines[window.weekday].append(f"{_clock(window.start_minute)}–{_clock(window.finish_minute)}")
    return tuple(", ".join(line) for line in lines)


def parsed(lines: Sequence[str], names: Sequence[str]) -> tuple[Window, ...]:
    """The windows that the lines tell. Raises Refusal that names the day whose line is not understood."""
    return tuple(window for day, line in enumerate(lines) for window in _day(day, line, names[day]))


def _day(weekday: int, line: str, name: str) -> Iterable[Window]:
    for part in filter(None, (each.strip() for each in re.split(r"[,;]", line))):
        found = _SPAN.fullmatch(part)
        if found is None:
            raise _refusal(name, part)
        start = int(found[1]) * HOUR + int(found[2] or 0)
        finish = int(found[3]) * HOUR + int(found[4] or 0)
        wrong_minutes = max(int(found[2] or 0), int(found[4] or 0)) >= HOUR
        if wrong_minutes or start >= MIDNIGHT or finish > MIDNIGHT:
            raise _refusal(name, part)
        yield Window(weekday, start, finish)


def _refusal(name: str, part: str) -> Refusal:
    sentence = tr("{day}: “{part}” is no span of hours; write 08:00-12:00, 13:00-24:00.", day=name, part=part)
    return Refusal(sentence, field="windows")


def _clock(minute: int) -> str:
    return f"{minute // HOUR:02}:{minute % HOUR:02}"
