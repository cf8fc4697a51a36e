"""A day as people type it: in the order of the language, with any marks between, or none."""

import re
from datetime import date

from app.shared.days import day_format

YEARS = range(1900, 3000)
CENTURY = 2000
LENGTHS = {8: (2, 2, 4), 6: (2, 2, 2), 4: (2, 2)}
"""How digits without marks are cut."""


def typed_day(typed: str, shown: date) -> date | None:
    """The day that is meant; what is left out is as in the day that is shown. None for what is no day.

    With the day first: 5/6/2027, 5.6.27, 05062027, 5-6 (of the year shown), 5 (of the month shown), 2027-06-05.
    """
    parts = _parts(typed)
    if not parts or not all(parts):
        return None
    given = dict(zip(_order(parts), parts, strict=False))
    year = int(given.get("y", shown.year))
    if len(given.get("y", "")) in {1, 2}:
        year += CENTURY
    try:
        return date(year, int(given.get("M", shown.month)), int(given["d"])) if year in YEARS else None
    except ValueError:
        return None


def is_whole(typed: str) -> bool:
    """Whether nothing is left out, so that there is no more to come."""
    parts = _parts(typed)
    return len(parts) == len("dMy") and max(map(len, parts)) == len("yyyy")


def _parts(typed: str) -> list[str]:
    if not re.fullmatch(r"[\d/.\- ]+", typed):
        return []
    if not typed.isdigit():
        parts = re.split(r"[/.\- ]+", typed.strip("/.- "))
        return parts if len(parts) <= len("dMy") and max(map(len, parts)) <= len("yyyy") else []
    lengths = LENGTHS.get(len(typed), (len(typed),) if len(typed) <= len("dd") else ())
    if len(lengths) == len("dMy") and _written()[0] == "y":
        lengths = lengths[::-1]
    ends = [sum(lengths[: at + 1]) for at in range(len(lengths))]
    return [typed[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def _order(parts: list[str]) -> str:
    if len(parts) == 1:
        return "d"
    if len(parts[0]) == len("yyyy"):
        return "yMd"
    return _written() if len(parts) == len("dMy") else _written().replace("y", "")


def _written() -> str:
    """The order of day, month and year in the language."""
    return "".join(dict.fromkeys(letter for letter in day_format() if letter in "dMy"))
