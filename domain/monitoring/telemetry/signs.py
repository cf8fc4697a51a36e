"""Signs of life: when devices were heard, and what listeners do."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, case, delete, func

from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.rows import ConnectionRow, PresenceRow, PulseRow
from domain.store.upsert import upsert

DAY_MS = 24 * 3600 * 1000


def note_presence(connection: Connection, heard: Sequence[PresenceRow]) -> None:
    """Note when devices were heard."""
    if not heard:
        return
    known = schema.presence.c
    statement = upsert(connection, schema.presence)
    said = statement.excluded
    changes = {
        "last_at": case((said.messages > 0, said.last_at), else_=known.last_at),
        "online": said.online,
        "messages": known.messages + said.messages,
        "clock_ms": func.coalesce(said.clock_ms, known.clock_ms),
    }
    statement = statement.on_conflict_do_update(index_elements=["device"], set_=changes)
    connection.execute(statement, [_values(row) for row in heard])


def note_connections(connection: Connection, changes: Sequence[ConnectionRow]) -> None:
    """Note when devices came and went; what happened last in a millisecond counts."""
    if not changes:
        return
    statement = upsert(connection, schema.connection)
    statement = statement.on_conflict_do_update(
        index_elements=["device", "at"], set_={"online": statement.excluded.online}
    )
    last = {(row.device, row.at): row.online for row in changes}
    connection.execute(statement, [{"device": d, "at": at, "online": int(online)} for (d, at), online in last.items()])


def note_pulse(connection: Connection, pulse: PulseRow, *, keep_ms: int = DAY_MS) -> None:
    """Note what a listener did in the last second, and forget pulses older than `keep_ms`."""
    table = schema.pulse
    connection.execute(upsert(connection, table).on_conflict_do_nothing(), [pulse._asdict()])
    connection.execute(delete(table).where(table.c.at < pulse.at - keep_ms))


def _values(row: PresenceRow) -> dict[str, Any]:
    return {
        "device": row.device,
        "first_at": row.at,
        "last_at": row.at,
        "online": int(row.online),
        "messages": row.messages,
        "clock_ms": row.clock,
    }
