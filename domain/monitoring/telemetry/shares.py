"""Which listeners divide a fleet, by their names, and which of them are missing."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from domain.language import tr
from domain.monitoring.telemetry import schema

#: A listener that is there says so every second.
MISSED_MS = 10_000
_NAMED = re.compile(r"(?P<name>.+)-(?P<number>\d+)of(?P<of>\d+)")


class Missing(NamedTuple):
    """A share that nobody takes."""

    name: str
    number: int
    of: int


def session_of(name: str, number: int, of: int) -> str:
    """What the listener of a share is called, at the broker too."""
    return name if of == 1 else f"{name}-{number}of{of}"


def missing_shares(connection: Connection, now: int) -> list[Missing]:
    """The shares without a listener, of fleets that are divided: as they are now, else as they were last."""
    divisions: dict[tuple[str, int], dict[int, int]] = {}
    for listener, at in _last_signs(connection):
        if named := _NAMED.fullmatch(listener):
            division = divisions.setdefault((named["name"], int(named["of"])), {})
            division[int(named["number"])] = at
    return [
        Missing(name, number, of)
        for name, of in _in_force(divisions, now)
        for number in range(1, of + 1)
        if now - divisions[name, of].get(number, 0) > MISSED_MS
    ]


def told(missing: Sequence[Missing]) -> str:
    """What a person reads of them; nothing where none is missing."""
    if not missing:
        return ""
    return tr(
        "No listener takes share {shares} of the fleet: what is said there waits at the broker. "
        "Start callout listen --share.",
        shares=", ".join(f"{each.number}/{each.of}" for each in missing),
    )


def _last_signs(connection: Connection) -> list[tuple[str, int]]:
    """From name to name by the index: each listener has tens of thousands of pulses a day."""
    c = schema.pulse.c
    names = select(func.min(c.listener).label("listener")).cte("names", recursive=True)
    following = select(func.min(c.listener)).where(c.listener > names.c.listener).scalar_subquery()
    names = names.union_all(select(following).where(names.c.listener.is_not(None)))
    newest = select(func.max(c.at)).where(c.listener == names.c.listener).scalar_subquery()
    found = connection.execute(select(names.c.listener, newest).where(names.c.listener.is_not(None)))
    return [(name, at) for name, at in found]


def _in_force(divisions: dict[tuple[str, int], dict[int, int]], now: int) -> list[tuple[str, int]]:
    """By name the divisions that somebody works by; where nobody does, the last."""
    newest = {key: max(signs.values()) for key, signs in divisions.items()}
    last: dict[str, int] = {}
    for (name, _), at in newest.items():
        last[name] = max(last.get(name, 0), at)
    return sorted(key for key, at in newest.items() if at == last[key[0]] or now - at <= MISSED_MS)
