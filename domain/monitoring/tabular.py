"""Tables of readings: a column of time, one that says of what, all others metrics or words.

The column of the time is called `datetime`, `time` or `ts`, the other `machine`, `device` or `asset`, with or without
`ID`. What means nothing, such as an empty cell, is no value.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from domain.clock import to_ms

_TIMES = ("datetime", "time", "ts")
_NAMES = ("machine", "device", "asset")
_NOTHING = frozenset(("", "nan", "inf", "-inf", "null", "na"))
_ID = re.compile(r"(?<=[^_ ])[_ ]id$|(?<=[a-z])ID$")
_NUMBER = re.compile(r"\d{9,14}(\.\d*)?", re.ASCII)
_SECONDS_END = 100_000_000_000
"""A number below it is one of seconds, from there on of milliseconds."""
MOST_KNOWN = 100_000
"""Tables tell the same moments of one machine after the other; so many of them are kept."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where time and name stand, and the places and names of all other columns."""

    time: int
    name: int
    others: tuple[tuple[int, str], ...]
    width: int


def heading(cells: Sequence[str]) -> Heading | None:
    """What the first line of a table says; None where it has no time, or does not say of what."""
    names = [plain(each) for each in cells]
    small = [each.lower() for each in names]
    time = next((small.index(each) for each in _TIMES if each in small), None)
    name = next((small.index(each) for each in _NAMES if each in small), None)
    if time is None or name is None:
        return None
    others = tuple((place, each) for place, each in enumerate(names) if place not in (time, name))
    return Heading(time, name, others, len(names))


def plain(cell: str) -> str:
    """`machineID` and `machine_id` are the machine; `humid` stays what it is."""
    return _ID.sub("", cell.strip())


def value_of(cell: str) -> float | str | None:
    """A number, else a text; None where there is none."""
    try:
        number = float(cell)
    except ValueError:
        return None if cell.strip().casefold() in _NOTHING else cell
    return number if math.isfinite(number) else None


def together(before: float | str | None, value: float | str) -> float | str:
    """Two values of the same moment, such as two errors, are one text, with commas between."""
    return value if before is None else f"{before}, {value}"


class Moments:
    """Times as texts, in ISO 8601 or in seconds or milliseconds since 1970; without a zone they are of `zone`."""

    def __init__(self, zone: tzinfo = UTC) -> None:
        self._zone = zone
        self._known: dict[str, int] = {}

    def of(self, text: str) -> int:
        """The milliseconds that it means. Raises ValueError."""
        found = self._known.get(text)
        if found is None:
            found = self._read(text.strip())
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[text] = found
        return found

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._known)

    def _read(self, text: str) -> int:
        if _NUMBER.fullmatch(text):
            number = float(text)
            return round(number * 1000 if number < _SECONDS_END else number)
        try:
            at = datetime.fromisoformat(text)
            return to_ms(at if at.tzinfo else at.replace(tzinfo=self._zone))
        except OverflowError:
            raise ValueError(text) from None
