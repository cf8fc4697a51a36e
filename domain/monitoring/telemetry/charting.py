"""Curves as charts want them: at the resolution of the screen, texts as stretches, the first reading ever."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, tuple_

from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.resolution import Resolution, Source, fallbacks
from domain.monitoring.telemetry.rollups import MINUTE

MOST_TEXTS = 2000

#: (device, metric) as published
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A series in the store; `texts` says that its newest reading is a text."""

    id: int
    texts: bool


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A single reading, or the readings of a bucket from `at` (ms) on."""

    at: int
    minimum: float
    mean: float
    maximum: float


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A text that stood from `at` to `until` (ms)."""

    at: int
    until: int
    text: str


_TABLES = {
    Source.MINUTES: schema.rollup_minute,
    Source.HOURS: schema.rollup_hour,
    Source.DAYS: schema.rollup_day,
}


def kept(connection: Connection, keys: Collection[Key]) -> dict[Key, Kept]:
    """The series of `keys` that have any reading, by key."""
    c = schema.series.c
    found = connection.execute(
        select(c.id, c.device, c.metric).where(tuple_(c.device, c.metric).in_(list(keys))).order_by(c.id)
    ).all()
    return {(device, metric): Kept(series_id, _is_text(connection, series_id)) for series_id, device, metric in found}


def first_at(connection: Connection, series_ids: Collection[int]) -> int | None:
    """When the oldest of what is known of these series was measured, to the day."""
    days = schema.rollup_day.c
    readings = schema.reading.c
    oldest: list[int] = []
    for series_id in series_ids:
        for c in (days, readings):
            statement = select(c.at).where(c.series_id == series_id).order_by(c.at).limit(1)
            oldest += connection.scalars(statement).all()
    return min(oldest, default=None)


def points(connection: Connection, series_id: int, since: int, until: int, wanted: Resolution) -> list[ChartPoint]:
    """The curve in [since, until) ms; where readings are no longer kept, the roll-ups of them.

    What is not rolled up yet is taken from the readings.
    """
    for resolution in (wanted, *fallbacks(wanted)):
        found = _rows(connection, series_id, since, until, resolution)
        if found:
            return [_point(row) for row in found]
    return []


def texts(connection: Connection, series_id: int, since: int, until: int) -> list[TextSpan]:
    """What a text said in [since, until) ms, one span for each change; at most `MOST_TEXTS` of them.

    The first begins before `since` where it stood then; the last ends with the last reading.
    """
    c = schema.reading.c
    mine = (c.series_id == series_id, c.text.is_not(None))
    before = connection.scalar(select(c.at).where(*mine, c.at <= since).order_by(c.at.desc()).limit(1))
    begin = since if before is None else before
    previous = func.lag(c.text).over(order_by=c.at)
    told = select(c.at, c.text, previous.label("previous")).where(*mine, c.at >= begin, c.at < until).subquery()
    changes = (
        select(told.c.at, told.c.text)
        .where(told.c.text.is_distinct_from(told.c.previous))
        .order_by(told.c.at)
        .limit(MOST_TEXTS)
    )
    last = connection.scalar(select(func.max(c.at)).where(*mine, c.at >= begin, c.at < until))
    return _spans(connection.execute(changes).all(), last or begin)


def _is_text(connection: Connection, series_id: int) -> bool:
    c = schema.reading.c
    statement = select(c.text.is_not(None)).where(c.series_id == series_id).order_by(c.at.desc()).limit(1)
    return bool(connection.scalar(statement))


def _spans(changes: Sequence[tuple[int, str]], last: int) -> list[TextSpan]:
    ends = [*(at for at, _ in changes[1:]), last]
    return [TextSpan(at, max(at, until), text) for (at, text), until in zip(changes, ends, strict=True)]


#: Beginning, least, sum, count, greatest.
_Row = tuple[int, float, float, int, float]


def _rows(connection: Connection, series_id: int, since: int, until: int, resolution: Resolution) -> list[_Row]:
    if resolution.source is Source.READINGS:
        return _of_readings(connection, series_id, since, until, resolution.bucket)
    newest = connection.scalar(
        select(func.max(schema.rollup_minute.c.at)).where(schema.rollup_minute.c.series_id == series_id)
    )
    fresh = since if newest is None else max(since, newest + MINUTE)
    rows = _of_roll_ups(connection, series_id, since, until, resolution)
    if fresh < until:
        _append(rows, _of_readings(connection, series_id, fresh, until, resolution.bucket))
    return rows


def _append(rows: list[_Row], fresh: list[_Row]) -> None:
    """Add the newest rows; the first of them may belong to the last bucket."""
    if rows and fresh and rows[-1][0] == fresh[0][0]:
        at, low, total, count, high = rows.pop()
        _, other_low, other_total, other_count, other_high = fresh.pop(0)
        rows.append((at, min(low, other_low), total + other_total, count + other_count, max(high, other_high)))
    rows += fresh


def _point(row: _Row) -> ChartPoint:
    at, low, total, count, high = row
    return ChartPoint(at, low, total / count, high)


def _of_roll_ups(connection: Connection, series_id: int, since: int, until: int, resolution: Resolution) -> list[_Row]:
    c = _TABLES[resolution.source].c
    bucket = (c.at - c.at % resolution.bucket).label("bucket")
    statement = (
        select(bucket, func.min(c.min), func.sum(c.sum), func.sum(c["count"]), func.max(c.max))
        .where(c.series_id == series_id, c.at >= since, c.at < until)
        .group_by(bucket)
        .order_by(bucket)
    )
    return [(at, low, total, int(count), high) for at, low, total, count, high in connection.execute(statement)]


def _of_readings(connection: Connection, series_id: int, since: int, until: int, width: int) -> list[_Row]:
    c = schema.reading.c
    mine = (c.series_id == series_id, c.at >= since, c.at < until, c.value.is_not(None))
    if not width:
        single = select(c.at, c.value).where(*mine).order_by(c.at)
        return [(at, value, value, 1, value) for at, value in connection.execute(single)]
    bucket = (c.at - c.at % width).label("bucket")
    statement = (
        select(bucket, func.min(c.value), func.sum(c.value), func.count(), func.max(c.value))
        .where(*mine)
        .group_by(bucket)
        .order_by(bucket)
    )
    return list(connection.execute(statement))
