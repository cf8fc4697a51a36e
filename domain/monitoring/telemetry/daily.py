"""What counters and conditions follow from: the last value of each day, and values since a moment. Times are ms."""

from collections.abc import Iterator

from sqlalchemy import Connection, Select, select

from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.rollups import DAY

AT_ONCE = 10_000

Value = tuple[int, float]
"""When it was measured, and what."""


def last_of_days(connection: Connection, device: str, metric: str, after: int, before: int) -> list[Value]:
    """The last value of each whole day (UTC), of those measured after one moment and until another.

    Where readings are forgotten already it is that of the roll-up, at the end of its day.
    """
    series_id = _series(connection, device, metric)
    if series_id is None:
        return []
    c = schema.rollup_day.c
    days = select(c.at, c.last).where(c.series_id == series_id, c.at > after - DAY, c.at <= before - DAY)
    found = []
    for day, last in connection.execute(days.order_by(c.at)):
        at, value = _last(connection, series_id, day, day + DAY) or (day + DAY - 1, last)
        if at > after:
            found.append((at, value))
    return found


def newest(connection: Connection, device: str, metric: str) -> Value | None:
    """The newest value of all."""
    series_id = _series(connection, device, metric)
    return None if series_id is None else _first(connection, _values(series_id).order_by(schema.reading.c.at.desc()))


def values_after(connection: Connection, device: str, metric: str, after: int) -> Iterator[Value]:
    """The values measured after a moment, in order of time, read a portion at a time."""
    series_id = _series(connection, device, metric)
    if series_id is None:
        return
    c = schema.reading.c
    while some := connection.execute(_values(series_id).where(c.at > after).order_by(c.at).limit(AT_ONCE)).all():
        for at, value in some:
            yield at, value
            after = at


def _series(connection: Connection, device: str, metric: str) -> int | None:
    c = schema.series.c
    return connection.scalar(select(c.id).where(c.device == device, c.metric == metric))


def _last(connection: Connection, series_id: int, first: int, end: int) -> Value | None:
    c = schema.reading.c
    return _first(connection, _values(series_id).where(c.at >= first, c.at < end).order_by(c.at.desc()))


def _values(series_id: int) -> Select[int, float]:
    c = schema.reading.c
    return select(c.at, c.value).where(c.series_id == series_id, c.value.is_not(None))


def _first(connection: Connection, statement: Select[int, float]) -> Value | None:
    row = connection.execute(statement.limit(1)).first()
    return None if row is None else (row[0], row[1])
