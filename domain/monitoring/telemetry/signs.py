"""Signs of life: when devices were heard, and what listeners do."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete

from domain.monitoring.telemetry import many, schema
from domain.monitoring.telemetry.rows import ConnectionRow, PresenceRow, PulseRow
from domain.store.upsert import upsert

DAY_MS = 24 * 3600 * 1000
HEARD = "presence (device, first_at, last_at, online, messages, clock_ms)"
HEARD_AGAIN = (
    "on conflict (device) do update set"
    " last_at = case when excluded.messages > 0 then excluded.last_at else presence.last_at end,"
    " online = excluded.online,"
    " messages = presence.messages + excluded.messages,"
    " clock_ms = coalesce(excluded.clock_ms, presence.clock_ms)"
)


def note_presence(connection: Connection, heard: Sequence[PresenceRow]) -> None:
    """Note when devices were heard."""
    rows = [(row.device, row.at, row.at, int(row.online), row.messages, row.clock) for row in heard]
    many.write(connection, HEARD, rows, HEARD_AGAIN)


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
