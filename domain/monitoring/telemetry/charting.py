"""Curves as charts want them: at the resolution of the screen, texts as stretches, the first reading ever."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select, tuple_

from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.resolution import Resolution, Source, fallbacks

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
    """The curve in [since, until) ms; where readings are no longer kept, the roll-ups of them."""
    for resolution in (wanted, *fallbacks(wanted)):
        rows = connection.execute(_statement(series_id, since, until, resolution)).all()
        if rows:
            return [ChartPoint(*row) for row in rows]
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


def _statement(series_id: int, since: int, until: int, resolution: Resolution) -> Select[Any]:
    if resolution.source is Source.READINGS:
        return _of_readings(series_id, since, until, resolution.bucket)
    c = _TABLES[resolution.source].c
    bucket = (c.at - c.at % resolution.bucket).label("bucket")
    return (
        select(bucket, func.min(c.min), func.sum(c.sum) / func.sum(c["count"]), func.max(c.max))
        .where(c.series_id == series_id, c.at >= since, c.at < until)
        .group_by(bucket)
        .order_by(bucket)
    )


def _of_readings(series_id: int, since: int, until: int, width: int) -> Select[Any]:
    c = schema.reading.c
    mine = (c.series_id == series_id, c.at >= since, c.at < until, c.value.is_not(None))
    if not width:
        return select(c.at, c.value, c.value, c.value).where(*mine).order_by(c.at)
    bucket = (c.at - c.at % width).label("bucket")
    return (
        select(bucket, func.min(c.value), func.avg(c.value), func.max(c.value))
        .where(*mine)
        .group_by(bucket)
        .order_by(bucket)
    )
