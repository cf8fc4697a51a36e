"""Spans of working time as people type them: "4 h", "2 d 4 h", "30 min"."""

import re

from domain.language import tr

HOUR = 60
_PART = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([a-z]*)\.?", re.IGNORECASE)
_DAYS = frozenset({"d", "day", "days", "t", "tag", "tage", "tagen"})
_HOURS = frozenset({"h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"})
_MINUTES = frozenset({"", "m", "min", "mins", "minute", "minutes", "minuten"})


def parsed(text: str, day_minutes: int) -> int | None:
    """The minutes that a text tells, a day being `day_minutes` long; None for what tells no span."""
    total, at = 0.0, 0
    stripped = text.strip()
    while at < len(stripped):
        found = _PART.match(stripped, at)
        if found is None:
            return None
        unit = _unit(found[2].casefold(), day_minutes)
        if unit is None:
            return None
        total += float(found[1].replace(",", ".")) * unit
        at = found.end()
    return round(total) if total == round(total) and total > 0 else None


def written(minutes: int) -> str:
    """Hours and minutes; days are left out, because how long one is depends on the calendar."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return tr("{minutes} min", minutes=rest)
    return tr("{hours} h {minutes} min", hours=hours, minutes=rest) if rest else tr("{hours} h", hours=hours)


def _unit(word: str, day_minutes: int) -> int | None:
    if word in _DAYS:
        return day_minutes
    if word in _HOURS:
        return HOUR
    return 1 if word in _MINUTES else None
