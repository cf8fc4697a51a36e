"""The writing side of the telemetry store, used by one thread of a listener."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, case, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.sql.schema import Table

from domain.monitoring.telemetry import partitions, rollups, schema
from domain.monitoring.telemetry.store import Telemetry

SQLITE_READINGS = "insert or ignore into reading (series_id, at, value, text) values "
SQLITE_ROWS_AT_ONCE = 4_000
POSTGRESQL_READINGS = (
    "insert into reading (series_id, at, value, text)"
    " select * from unnest(%s::int[], %s::bigint[], %s::float8[], %s::text[]) on conflict do nothing"
)
REJECTED_KEPT = 10_000
#: How long a part of the roll-ups may take, commit included, and with how many minutes of series it begins.
MOMENT_SECONDS = 0.04
FIRST_PART = 32
_IDS_AT_ONCE = 500

StateKey = tuple[int, int]
"""(rule id, series id)"""


class ReadingRow(NamedTuple):
    """One reading: `at` in ms; either `value` or `text`."""

    series_id: int
    at: int
    value: float | None
    text: str | None


class UntimedRow(NamedTuple):
    """A message that came without a time: its packet id, a digest of topic and payload, the time it was given."""

    packet_id: int
    digest: bytes
    at: int


class RejectedRow(NamedTuple):
    """A message that could not be understood; `payload` may be cut, `size` is what came."""

    at: int
    topic: str
    payload: bytes
    size: int
    reason: str
    detail: str


class PresenceRow(NamedTuple):
    """A device was heard: last at `at` (ms), with `messages` more; `online` as it said itself.

    Without messages it is only the broker that says something about it, which is no sign of life.
    """

    device: str
    at: int
    online: bool
    messages: int


class PulseRow(NamedTuple):
    """What a listener did in the second before `at`; `waiting` messages were in its queue."""

    listener: str
    at: int
    messages: int
    readings: int
    rejected: int
    waiting: int
    state: str


@dataclass(slots=True)
class Batch:
    """What one transaction of a listener stores. A state of None is forgotten."""

    readings: list[tuple[int, int, float | None, str | None]] = field(default_factory=list)
    states: dict[StateKey, bytes | None] = field(default_factory=dict)
    untimed: list[UntimedRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)


class TelemetryWriter:
    """Stores batches; keeps series ids in memory and roll-ups up to date. `client` is the MQTT client id."""

    def __init__(self, telemetry: Telemetry, client: str) -> None:
        self._telemetry = telemetry
        self._client = client
        self._sqlite = telemetry.engine.dialect.name == "sqlite"
        self._touched: set[tuple[int, int]] = set()
        self._open_since: int | None = None
        self._part = FIRST_PART
        self._partitions: set[int] = set()
        with telemetry.read() as connection:
            rows = connection.execute(select(schema.series.c.device, schema.series.c.metric, schema.series.c.id))
            self._ids = {(device, metric): key for device, metric, key in rows}
        with telemetry.write() as connection:
            rollups.recover(connection)

    def series_ids(self, names: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
        """All known ids by (device, metric), after making those of `names` that are new."""
        fresh = {name for name in names if name not in self._ids}
        if fresh:
            self._make_series(fresh)
        return self._ids

    def newest_of(self, series_ids: Iterable[int]) -> dict[int, int]:
        """The time of the newest stored reading of each series in ms; series without any are left out."""
        reading = schema.reading
        newest = (
            select(func.max(reading.c.at)).where(reading.c.series_id == schema.series.c.id).correlate(schema.series)
        ).scalar_subquery()
        found: dict[int, int] = {}
        with self._telemetry.read() as connection:
            wanted = sorted(series_ids)
            for start in range(0, len(wanted), _IDS_AT_ONCE):
                ids = wanted[start : start + _IDS_AT_ONCE]
                rows = connection.execute(select(schema.series.c.id, newest).where(schema.series.c.id.in_(ids)))
                found.update((key, at) for key, at in rows if at is not None)
        return found

    def value_at(self, series_id: int, at: int) -> float | None:
        """The value of one reading, if it is there."""
        c = schema.reading.c
        with self._telemetry.read() as connection:
            return connection.scalar(select(c.value).where(c.series_id == series_id, c.at == at))

    def states(self) -> dict[StateKey, bytes]:
        """Where every rule stood when the store was last written."""
        table = schema.rule_state
        with self._telemetry.read() as connection:
            rows = connection.execute(select(table.c.rule_id, table.c.series_id, table.c.state))
            return {(rule, series): bytes(state) for rule, series, state in rows}

    def untimed(self) -> dict[int, tuple[bytes, int]]:
        """Digest and given time of the last message without time, by packet id."""
        table = schema.untimed
        statement = select(table.c.packet_id, table.c.digest, table.c.at).where(table.c.client == self._client)
        with self._telemetry.read() as connection:
            return {packet: (bytes(digest), at) for packet, digest, at in connection.execute(statement)}

    def write(self, batch: Batch) -> int:
        """Store `batch` in one transaction; returns how many readings were new. Raises Unavailable, storing nothing."""
        with self._telemetry.write() as connection:
            new = self._insert_readings(connection, batch.readings)
            self._save_states(connection, batch.states)
            self._save_untimed(connection, batch.untimed)
            self._save_rejected(connection, batch.rejected)
            since = self._mark_open(connection, batch.readings)
        self._open_since = since
        self._touched.update((series_id, at - at % rollups.MINUTE) for series_id, at, _, _ in batch.readings)
        return new

    def write_presence(self, heard: Sequence[PresenceRow]) -> None:
        """Note when devices were heard."""
        if not heard:
            return
        with self._telemetry.write() as connection:
            statement = self._upsert(schema.presence)
            statement = statement.on_conflict_do_update(
                index_elements=["device"],
                set_={
                    "last_at": case(
                        (statement.excluded.messages > 0, statement.excluded.last_at), else_=schema.presence.c.last_at
                    ),
                    "online": statement.excluded.online,
                    "messages": schema.presence.c.messages + statement.excluded.messages,
                },
            )
            rows = [
                {
                    "device": row.device,
                    "first_at": row.at,
                    "last_at": row.at,
                    "online": int(row.online),
                    "messages": row.messages,
                }
                for row in heard
            ]
            connection.execute(statement, rows)

    def write_pulse(self, pulse: PulseRow, *, keep_ms: int = rollups.DAY) -> None:
        """Note what this listener did in the last second, and forget pulses older than `keep_ms`."""
        table = schema.pulse
        with self._telemetry.write() as connection:
            connection.execute(self._upsert(table).on_conflict_do_nothing(), [pulse._asdict()])
            connection.execute(delete(table).where(table.c.at < pulse.at - keep_ms))

    def roll_up(self) -> bool:
        """Bring a part of the roll-ups up to what was stored, the oldest first; whether more is to be done.

        The part is as large as can be done in a moment, so that readings need not wait for it.
        """
        if not self._touched:
            return False
        begun = time.perf_counter()
        oldest = sorted(self._touched, key=itemgetter(1))
        part, rest = oldest[: self._part], oldest[self._part :]
        since = rest[0][1] if rest else None
        with self._telemetry.write() as connection:
            rollups.refresh(connection, part, since)
        self._touched.difference_update(part)
        self._open_since = since
        share = MOMENT_SECONDS / (time.perf_counter() - begun)
        self._part = round(len(part) * min(2.0, max(0.5, share))) + 1
        return bool(rest)

    def _make_series(self, names: set[tuple[str, str]]) -> None:
        table = schema.series
        rows = [{"device": device, "metric": metric} for device, metric in sorted(names)]
        with self._telemetry.write() as connection:
            connection.execute(self._upsert(table).on_conflict_do_nothing(), rows)
            devices = sorted({device for device, _ in names})
            found = connection.execute(
                select(table.c.device, table.c.metric, table.c.id).where(table.c.device.in_(devices))
            )
            self._ids.update({(device, metric): key for device, metric, key in found})

    def _insert_readings(self, connection: Connection, rows: list[tuple[int, int, float | None, str | None]]) -> int:
        if not rows:
            return 0
        if self._sqlite:
            return _insert_into_sqlite(connection, rows)
        partitions.ensure(connection, {at for _, at, _, _ in rows}, self._partitions)
        columns = tuple(list(column) for column in zip(*rows, strict=True))
        return connection.exec_driver_sql(POSTGRESQL_READINGS, columns).rowcount

    def _save_states(self, connection: Connection, states: Mapping[StateKey, bytes | None]) -> None:
        table = schema.rule_state
        kept = [{"rule_id": r, "series_id": s, "state": state} for (r, s), state in states.items() if state is not None]
        for rule_id, series_id in (key for key, state in states.items() if state is None):
            connection.execute(delete(table).where(table.c.rule_id == rule_id, table.c.series_id == series_id))
        if kept:
            statement = self._upsert(table)
            update_ = {"state": statement.excluded.state}
            connection.execute(
                statement.on_conflict_do_update(index_elements=["rule_id", "series_id"], set_=update_), kept
            )

    def _save_untimed(self, connection: Connection, rows: Sequence[UntimedRow]) -> None:
        if not rows:
            return
        statement = self._upsert(schema.untimed)
        statement = statement.on_conflict_do_update(
            index_elements=["client", "packet_id"],
            set_={"digest": statement.excluded.digest, "at": statement.excluded.at},
        )
        connection.execute(statement, [{"client": self._client, **row._asdict()} for row in rows])

    def _save_rejected(self, connection: Connection, rows: Sequence[RejectedRow]) -> None:
        if not rows:
            return
        connection.execute(insert(schema.rejected), [row._asdict() for row in rows])
        newest = select(func.max(schema.rejected.c.id)).scalar_subquery()
        connection.execute(delete(schema.rejected).where(schema.rejected.c.id <= newest - REJECTED_KEPT))
        statement = self._upsert(schema.rejected_count)
        table = schema.rejected_count
        statement = statement.on_conflict_do_update(
            index_elements=["reason"], set_={"count": table.c.count + statement.excluded.count}
        )
        reasons = [row.reason for row in rows]
        counts = [{"reason": reason, "count": reasons.count(reason)} for reason in sorted(set(reasons))]
        connection.execute(statement, counts)

    def _mark_open(self, connection: Connection, rows: list[tuple[int, int, float | None, str | None]]) -> int | None:
        """Note the earliest reading without roll-up, if it is earlier than what is noted."""
        if not rows:
            return self._open_since
        earliest = min(at for _, at, _, _ in rows)
        if self._open_since is not None and earliest >= self._open_since:
            return self._open_since
        changed = connection.execute(update(schema.rollup_open).values(since=earliest))
        if changed.rowcount == 0:
            connection.execute(insert(schema.rollup_open).values(id=1, since=earliest))
        return earliest

    def _upsert(self, table: Table):  # type: ignore[no-untyped-def]  # noqa: ANN202  # the two inserts share no type
        return sqlite_insert(table) if self._sqlite else pg_insert(table)


def _insert_into_sqlite(connection: Connection, rows: list[tuple[int, int, float | None, str | None]]) -> int:
    """Many rows per statement; returns how many were new.

    The driver lets go of the interpreter once for each statement, and then has to wait until the thread that receives
    gives it back: with one row each this takes a hundred times longer under load.
    """
    new = 0
    for start in range(0, len(rows), SQLITE_ROWS_AT_ONCE):
        part = rows[start : start + SQLITE_ROWS_AT_ONCE]
        places = ", ".join(["(?, ?, ?, ?)"] * len(part))
        new += connection.exec_driver_sql(SQLITE_READINGS + places, tuple(chain.from_iterable(part))).rowcount
    return new
