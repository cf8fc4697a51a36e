"""Keeps the roll-ups of one listener up to date, a moment's work at a time, and across a crash."""

import time
from collections.abc import Sequence
from operator import itemgetter

from sqlalchemy import Connection, select

from domain.monitoring.telemetry import rollups, schema
from domain.monitoring.telemetry.readings import Row
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.upsert import upsert

#: How long a part of the roll-ups may take, commit included, and with how many minutes of series it begins.
MOMENT_SECONDS = 0.04
FIRST_PART = 32


class Rolling:
    """Knows which minutes `client` has touched and not rolled up; the earliest of them is in the store as well."""

    def __init__(self, telemetry: Telemetry, client: str) -> None:
        self._telemetry = telemetry
        self._client = client
        self._touched: set[tuple[int, int]] = set()
        self._since: int | None = None
        self._part = FIRST_PART
        with telemetry.write() as connection:
            self._make_up(connection)

    def announce(self, connection: Connection, rows: Sequence[Row]) -> int | None:
        """Say in the transaction of `rows` from when on roll-ups lack; returns what `took` wants to know."""
        if not rows:
            return self._since
        earliest = min(at for _, at, _, _ in rows)
        if self._since is not None and earliest >= self._since:
            return self._since
        self._keep(connection, earliest)
        return earliest

    def took(self, rows: Sequence[Row], since: int | None) -> None:
        """These are committed."""
        self._since = since
        self._touched.update((series_id, at - at % rollups.MINUTE) for series_id, at, _, _ in rows)

    def advance(self) -> bool:
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
            rollups.refresh(connection, part)
            self._keep(connection, since)
        self._touched.difference_update(part)
        self._since = since
        share = MOMENT_SECONDS / (time.perf_counter() - begun)
        self._part = round(len(part) * min(2.0, max(0.5, share))) + 1
        return bool(rest)

    def _make_up(self, connection: Connection) -> None:
        """Do what a crash left out."""
        table = schema.rollup_open
        since = connection.scalar(select(table.c.since).where(table.c.client == self._client))
        if since is not None:
            rollups.refresh(connection, rollups.minutes_since(connection, since))
            self._keep(connection, None)

    def _keep(self, connection: Connection, since: int | None) -> None:
        statement = upsert(connection, schema.rollup_open).values(client=self._client, since=since)
        changes = {"since": statement.excluded.since}
        connection.execute(statement.on_conflict_do_update(index_elements=["client"], set_=changes))
