"""Readings by the million, not from devices but from files: stored once, and rolled up at once.

They are no news: no rule looks at them. A device that was never heard is noted as known from elsewhere, so that nobody
takes it for one that has fallen silent.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from sqlalchemy import select

from domain.monitoring.telemetry import readings, rollups, schema
from domain.monitoring.telemetry.store import Telemetry
from domain.store.upsert import upsert

AT_ONCE = 100_000
"""How many are stored in one transaction: a listener waits no longer than that takes."""


@dataclass(slots=True)
class Column:
    """The readings of one metric of a device: times (ms) and values as columns, texts by their time."""

    times: "array[int]" = field(default_factory=lambda: array("q"))
    values: "array[float]" = field(default_factory=lambda: array("d"))
    texts: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.times) + len(self.texts)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last moment."""
        ends = [edge(times) for times in (self.times, self.texts) if times for edge in (min, max)]
        return min(ends), max(ends)


class Bulk:
    """Stores columns of readings, one after the other."""

    def __init__(self, telemetry: Telemetry) -> None:
        self._telemetry = telemetry
        self._months: set[int] = set()

    def store(self, device: str, metric: str, column: Column) -> int:
        """Store what is not there yet, and roll it up; returns how many readings were new. Raises Unavailable."""
        key = self._series(device, metric)
        rows = sorted(_rows(key, column), key=itemgetter(1))
        new = 0
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            with self._telemetry.write() as connection:
                new += readings.insert(connection, part, self._months)
                rollups.refresh_span(connection, key, _minute(part[0][1]), _minute(part[-1][1]) + rollups.MINUTE)
        return new

    def note_known(self, device: str, first: int, last: int) -> None:
        """A device is known from elsewhere; what was heard of it stays."""
        row = {"device": device, "first_at": first, "last_at": last, "online": 0, "messages": 0}
        with self._telemetry.write() as connection:
            connection.execute(upsert(connection, schema.presence).on_conflict_do_nothing(), [row])

    def _series(self, device: str, metric: str) -> int:
        c = schema.series.c
        with self._telemetry.write() as connection:
            statement = upsert(connection, schema.series).on_conflict_do_nothing()
            connection.execute(statement, [{"device": device, "metric": metric}])
            found: int = connection.scalars(select(c.id).where(c.device == device, c.metric == metric)).one()
        return found


def _rows(key: int, column: Column) -> Iterator[readings.Row]:
    for at, value in zip(column.times, column.values, strict=True):
        yield key, at, value, None
    for at, text in column.texts.items():
        yield key, at, None, text


def _minute(at: int) -> int:
    return at - at % rollups.MINUTE
