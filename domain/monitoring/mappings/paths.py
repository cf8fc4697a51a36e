"""Paths into JSON: members, numbered elements, and once `[*]` for every element of an array.

`a.b[0].c` and `["a name with dots"].b` are paths; `$`, alone or in front, is the message as a whole.
"""

import re
from collections.abc import Iterator
from enum import Enum

import msgspec

from domain.language import tr

LONGEST_PATH = 200
MOST_STEPS = 20
_PLAIN = re.compile(r"[^.\[\]\"\\]+")
_STEP = re.compile(r"""\.?(?P<name>[^.\[\]"\\]+)|\[(?P<place>\d{1,6})\]|(?P<every>\[\*\])|\[(?P<quoted>"[^"\\]+")\]""")


class Every(Enum):
    """Stands for each element of an array."""

    ELEMENT = "[*]"


EACH = Every.ELEMENT
Step = str | int | Every
Path = tuple[Step, ...]


class BadPathError(ValueError):
    """A text that is no path; `str()` says why."""


def parse(text: str) -> Path:
    """The steps that `text` describes. Raises BadPathError."""
    rest = text.strip()
    if not rest or len(rest) > LONGEST_PATH:
        raise BadPathError(tr("Say where the value stands, such as “motor.rpm” or “values[0]”."))
    rest = rest.removeprefix("$")
    steps: list[Step] = []
    place = 0
    while place < len(rest):
        found = _STEP.match(rest, place)
        if found is None or (rest[place] == "." and place == 0 and not text.strip().startswith("$")):
            raise BadPathError(tr("“{path}” is no path: it breaks off at “{rest}”.", path=text, rest=rest[place:]))
        steps.append(_step(found))
        place = found.end()
    if len(steps) > MOST_STEPS or steps.count(EACH) > 1:
        raise BadPathError(tr("A path has at most {steps} steps, and [*] once.", steps=MOST_STEPS))
    return tuple(steps)


def write(path: Path) -> str:
    """The path as text."""
    text = ""
    for step in path:
        if isinstance(step, Every):
            text += EACH.value
        elif isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN.fullmatch(step) is None or (not text and step.startswith("$")):
            text += f'["{step}"]'
        else:
            text += f".{step}" if text else step
    return text or "$"


def at(value: object, path: Path) -> object:
    """What stands at a path without `[*]`; None where nothing does."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def elements(value: object, path: Path) -> Iterator[tuple[int, object, Path]]:
    """Each element of the array that the path goes through: its place, itself, and how the path goes on in it."""
    through = path.index(EACH)
    array = at(value, path[:through])
    if isinstance(array, list):
        for place, element in enumerate(array):
            yield place, element, path[through + 1 :]


def _step(found: re.Match[str]) -> Step:
    if found["place"] is not None:
        return int(found["place"])
    if found["every"] is not None:
        return EACH
    quoted = found["quoted"]
    return found["name"] if quoted is None else str(msgspec.json.decode(quoted))
