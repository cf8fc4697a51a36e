"""Times and spans as the sentences of the rules tell them."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo

from domain.language import near_day
from domain.scheduling.board_rows import Span


def clock(moment: datetime, beside: datetime, zone: tzinfo | None) -> str:
    """The local time, with its date unless it is the day the reader is looking at anyway."""
    local, day = moment.astimezone(zone), beside.astimezone(zone).date()
    if local.date() == day:
        return f"{local:%H:%M}"
    return f"{near_day(local.date(), day)} {local:%H:%M}"


def span(start: datetime, finish: datetime, beside: datetime, zone: tzinfo | None) -> str:
    """From when to when; whole days are told as days."""
    first, last = start.astimezone(zone), finish.astimezone(zone)
    if first.time() == last.time() == time.min and first < last:
        days = (first.date(), last.date() - timedelta(days=1))
        return "–".join(near_day(day, beside.astimezone(zone).date()) for day in dict.fromkeys(days))
    return f"{clock(start, beside, zone)}–{clock(finish, start, zone)}"


def dated(start: datetime, finish: datetime, zone: tzinfo | None) -> str:
    """From when to when, with the day, for whom nothing says which day it is."""
    local = start.astimezone(zone)
    return f"{near_day(local.date(), local.date())} {local:%H:%M}–{clock(finish, start, zone)}"


def spans(found: Iterable[Span], beside: datetime, zone: tzinfo | None) -> str:
    """Several of them, in order."""
    return ", ".join(span(start, finish, beside, zone) for start, finish in sorted(found))
