"""When a device came and went, as spans of time."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.store import Telemetry

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Span:
    """A device was there, or gone, from `since` (ms) on; until `until`, or still where that is None."""

    online: bool
    since: int
    until: int | None


def spans(connection: Connection, device: str, *, limit: int = SHOWN) -> list[Span]:
    """The newest spans of a device, the newest first; what is said twice is one span."""
    c = schema.connection.c
    told = select(c.at, c.online).where(c.device == device).order_by(c.at.desc()).limit(limit)
    found: list[Span] = []
    until: int | None = None
    for at, online in connection.execute(told):
        if found and found[-1].online is bool(online):
            until = found.pop().until
        found.append(Span(bool(online), at, until))
        until = at
    return found


def forget_connections(telemetry: Telemetry, before: int) -> None:
    """Delete what was before (ms)."""
    with telemetry.write() as connection:
        connection.execute(delete(schema.connection).where(schema.connection.c.at < before))
