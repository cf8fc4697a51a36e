"""The writing side of the telemetry store, used by one thread of a listener."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from domain.errors import Unavailable
from domain.monitoring.telemetry import learned, many, readings, schema, signs
from domain.monitoring.telemetry.rolling import Rolling
from domain.monitoring.telemetry.rows import (
    Batch,
    ConnectionRow,
    LearnedKey,
    PresenceRow,
    PulseRow,
    RejectedRow,
    StateKey,
    UntimedRow,
)
from domain.monitoring.telemetry.store import Telemetry
from domain.store.failures import sentence
from domain.store.upsert import upsert

REJECTED_KEPT = 10_000
STATES = "rule_state (rule_id, series_id, state)"
STATE_AGAIN = "on conflict (rule_id, series_id) do update set state = excluded.state"
_IDS_AT_ONCE = 500
_READINGS_AT_ONCE = 10_000


class TelemetryWriter:
    """Stores batches; keeps series ids in memory and roll-ups up to date. `client` is the MQTT client id."""

    def __init__(self, telemetry: Telemetry, client: str) -> None:
        self._telemetry = telemetry
        self._client = client
        self._months: set[int] = set()
        self._rolling = Rolling(telemetry, client)
        with telemetry.read() as connection:
            rows = connection.execute(select(schema.series.c.device, schema.series.c.metric, schema.series.c.id))
            self._ids = {(device, metric): key for device, metric, key in rows}

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

    def readings_after(self, series_id: int, at: int) -> list[tuple[int, float | None, str | None]]:
        """Time, value and text of the first stored readings of a series after `at`, in their order."""
        c = schema.reading.c
        statement = select(c.at, c.value, c.text).where(c.series_id == series_id, c.at > at)
        with self._telemetry.read() as connection:
            return [(*row,) for row in connection.execute(statement.order_by(c.at).limit(_READINGS_AT_ONCE))]

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

    def learned(self) -> dict[LearnedKey, bytes]:
        """What dialects remembered when the store was last written."""
        with self._telemetry.read() as connection:
            return learned.learned(connection)

    def write(self, batch: Batch) -> int:
        """Store `batch` in one transaction; returns how many readings were new. Raises Unavailable, storing nothing."""
        try:
            return self._store(batch)
        except IntegrityError:
            # The readings of a month that we took for there may have been forgotten as a whole meanwhile.
            self._months.clear()
        try:
            return self._store(batch)
        except IntegrityError as error:
            raise Unavailable(sentence(error)) from error

    def write_presence(self, heard: Sequence[PresenceRow], changes: Sequence[ConnectionRow] = ()) -> None:
        """Note when devices were heard, and when they came and went."""
        if heard:
            with self._telemetry.write() as connection:
                signs.note_presence(connection, heard)
                signs.note_connections(connection, changes)

    def write_pulse(self, pulse: PulseRow) -> None:
        """Note what this listener did in the last second."""
        with self._telemetry.write() as connection:
            signs.note_pulse(connection, pulse)

    def roll_up(self) -> bool:
        """Bring a part of the roll-ups up to what was stored; whether more is to be done."""
        return self._rolling.advance()

    def _store(self, batch: Batch) -> int:
        with self._telemetry.write() as connection:
            new = readings.insert(connection, batch.readings, self._months)
            self._save_states(connection, batch.states)
            self._save_untimed(connection, batch.untimed)
            self._save_rejected(connection, batch.rejected)
            learned.remember(connection, batch.learned)
            news = self._rolling.announce(connection, batch.readings)
        self._rolling.took(batch.readings, news)
        return new

    def _make_series(self, names: set[tuple[str, str]]) -> None:
        table = schema.series
        rows = [{"device": device, "metric": metric} for device, metric in sorted(names)]
        with self._telemetry.write() as connection:
            connection.execute(upsert(connection, table).on_conflict_do_nothing(), rows)
            devices = sorted({device for device, _ in names})
            named = select(table.c.device, table.c.metric, table.c.id).where(table.c.device.in_(devices))
            found = {(device, metric): key for device, metric, key in connection.execute(named)}
        # Only now: a store that goes away before it has committed has given no ids.
        self._ids.update(found)

    def _save_states(self, connection: Connection, states: Mapping[StateKey, bytes | None]) -> None:
        table = schema.rule_state
        for rule_id, series_id in (key for key, state in states.items() if state is None):
            connection.execute(delete(table).where(table.c.rule_id == rule_id, table.c.series_id == series_id))
        kept = [(*key, state) for key, state in states.items() if state is not None]
        many.write(connection, STATES, kept, STATE_AGAIN)

    def _save_untimed(self, connection: Connection, rows: Sequence[UntimedRow]) -> None:
        if not rows:
            return
        statement = upsert(connection, schema.untimed)
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
        statement = upsert(connection, schema.rejected_count)
        table = schema.rejected_count
        statement = statement.on_conflict_do_update(
            index_elements=["reason"], set_={"count": table.c.count + statement.excluded.count}
        )
        reasons = [row.reason for row in rows]
        counts = [{"reason": reason, "count": reasons.count(reason)} for reason in sorted(set(reasons))]
        connection.execute(statement, counts)
