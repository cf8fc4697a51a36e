"""Keeps the roll-ups of one listener up to date, a moment's work at a time, and across a crash."""

import time
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from operator import itemgetter

from sqlalchemy import Connection, delete, select

from domain.monitoring.telemetry import rollups, schema
from domain.monitoring.telemetry.readings import Row
from domain.monitoring.telemetry.store import Telemetry
from domain.store.upsert import upsert

#: How long a part of the roll-ups may take, commit included, and with how many minutes of series it begins.
MOMENT_SECONDS = 0.04
FIRST_PART = 32


class Rolling:
    """Knows which minutes `client` has touched and not rolled up; of each day the earliest is in the store as well.

    What a crash left out is recalled from there little by little, and worked off among the rest.
    """

    def __init__(self, telemetry: Telemetry, client: str) -> None:
        self._telemetry = telemetry
        self._client = client
        self._touched: set[tuple[int, int]] = set()
        self._part = FIRST_PART
        c = schema.rollup_open.c
        with telemetry.read() as connection:
            rows = connection.execute(select(c.day, c.since).where(c.client == client).order_by(c.day)).all()
            self._since: dict[int, int] = dict(map(tuple, rows))
            series = connection.scalars(select(schema.series.c.id)).all() if rows else []
        # Taken from the end, so that the newest day comes first.
        self._owed = [(series_id, since) for since in self._since.values() for series_id in series]

    def announce(self, connection: Connection, rows: Sequence[Row]) -> dict[int, int]:
        """Say in the transaction of `rows` from when on roll-ups lack; returns what `took` wants to know."""
        earliest = _by_day([at for _, at, _, _ in rows])
        news = {day: at for day, at in earliest.items() if at < self._since.get(day, at + 1)}
        self._keep(connection, news)
        return news

    def took(self, rows: Sequence[Row], news: dict[int, int]) -> None:
        """These are committed."""
        self._since.update(news)
        self._touched.update((series_id, at - at % rollups.MINUTE) for series_id, at, _, _ in rows)

    def advance(self) -> bool:
        """Bring a part of the roll-ups up to what was stored, the oldest first; whether more is to be done.

        The part is as large as can be done in a moment, so that readings need not wait for it.
        """
        self._recall()
        if not self._since:
            return False
        begun = time.perf_counter()
        oldest = sorted(self._touched, key=itemgetter(1))
        part, rest = oldest[: self._part], oldest[self._part :]
        since = _by_day([at for _, at in chain(rest, self._owed)])
        with self._telemetry.write() as connection:
            rollups.refresh(connection, part)
            self._keep(connection, {day: at for day, at in since.items() if at != self._since.get(day)})
            self._forget(connection, self._since.keys() - since.keys())
        self._touched.difference_update(part)
        self._since = since
        if part:
            share = MOMENT_SECONDS / (time.perf_counter() - begun)
            self._part = round(len(part) * min(2.0, max(0.5, share))) + 1
        return bool(rest or self._owed)

    def _recall(self) -> None:
        """Look for the minutes that a crash left out, as far as there is room for them, and for a moment only."""
        until = time.perf_counter() + MOMENT_SECONDS
        while self._owed and len(self._touched) < self._part and time.perf_counter() < until:
            series_id, since = self._owed[-1]
            with self._telemetry.read() as connection:
                self._touched |= rollups.minutes_of(connection, series_id, since, _day(since) + rollups.DAY)
            self._owed.pop()

    def _keep(self, connection: Connection, since: dict[int, int]) -> None:
        if since:
            statement = upsert(connection, schema.rollup_open)
            changes = {"since": statement.excluded.since}
            statement = statement.on_conflict_do_update(index_elements=["client", "day"], set_=changes)
            rows = [{"client": self._client, "day": day, "since": at} for day, at in since.items()]
            connection.execute(statement, rows)

    def _forget(self, connection: Connection, days: Iterable[int]) -> None:
        c = schema.rollup_open.c
        for day in days:
            connection.execute(delete(schema.rollup_open).where(c.client == self._client, c.day == day))


def _day(at: int) -> int:
    return at - at % rollups.DAY


def _by_day(moments: Collection[int]) -> dict[int, int]:
    """The earliest of `moments` on each day that occurs."""
    first, last = min(moments, default=0), max(moments, default=0)
    if _day(first) == _day(last):
        return {_day(first): first} if moments else {}
    earliest: dict[int, int] = {}
    for at in moments:
        day = _day(at)
        if at < earliest.get(day, at + 1):
            earliest[day] = at
    return earliest
