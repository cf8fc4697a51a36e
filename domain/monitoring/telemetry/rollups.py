"""Minute, hour and day roll-ups, recomputed from the readings they stand for, so that doing it twice is harmless."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, text

from domain.monitoring.telemetry import schema

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_COLUMNS = 'series_id, at, "min", "max", "sum", "count", "last"'
_REPLACE = """
    on conflict (series_id, at) do update set "min" = excluded."min", "max" = excluded."max",
    "sum" = excluded."sum", "count" = excluded."count", "last" = excluded."last" """

_FROM_READINGS = f"""
    insert into rollup_minute ({_COLUMNS})
    select t.series_id, t.at, min(r.value), max(r.value), sum(r.value), count(r.value),
        (select l.value from reading l where l.series_id = t.series_id and l.at >= t.at and l.at < t.at + {MINUTE}
         and l.value is not null order by l.at desc limit 1)
    from touched t
    join reading r on r.series_id = t.series_id and r.at >= t.at and r.at < t.at + {MINUTE} and r.value is not null
    where true
    group by t.series_id, t.at
    {_REPLACE}"""


def _from_finer(coarse: str, fine: str, width: int) -> str:
    return f"""
    insert into {coarse} ({_COLUMNS})
    select t.series_id, t.bucket, min(f."min"), max(f."max"), sum(f."sum"), sum(f."count"),
        (select l."last" from {fine} l
         where l.series_id = t.series_id and l.at >= t.bucket and l.at < t.bucket + {width} order by l.at desc limit 1)
    from (select distinct series_id, at - at % {width} as bucket from touched) t
    join {fine} f on f.series_id = t.series_id and f.at >= t.bucket and f.at < t.bucket + {width}
    where true
    group by t.series_id, t.bucket
    {_REPLACE}"""


def _of_span(coarse: str, fine: str, width: int, figures: str, last: str) -> str:
    """All at once: what is grouped first, and then its newest looked up, no database has to look for row by row."""
    return f"""
    insert into {coarse} ({_COLUMNS})
    select m.series_id, m.bucket, m.least, m.greatest, m.total, m.number, l.{last}
    from (
        select series_id, at - at % {width} as bucket, {figures}, max(at) as newest from {fine}
        where series_id = :series_id and at >= :since and at < :until and {last} is not null
        group by series_id, at - at % {width}
    ) m
    join {fine} l on l.series_id = m.series_id and l.at = m.newest
    where true
    {_REPLACE}"""


_READINGS = "min(value) as least, max(value) as greatest, sum(value) as total, count(value) as number"
_FINER = 'min("min") as least, max("max") as greatest, sum("sum") as total, sum("count") as number'
_SPANS = (
    (MINUTE, _of_span("rollup_minute", "reading", MINUTE, _READINGS, "value")),
    (HOUR, _of_span("rollup_hour", "rollup_minute", HOUR, _FINER, '"last"')),
    (DAY, _of_span("rollup_day", "rollup_hour", DAY, _FINER, '"last"')),
)

_STEPS = (
    _FROM_READINGS,
    _from_finer("rollup_hour", "rollup_minute", HOUR),
    _from_finer("rollup_day", "rollup_hour", DAY),
)


def refresh(connection: Connection, touched: Iterable[tuple[int, int]]) -> None:
    """Recompute the roll-ups that hold the `touched` (series id, start of minute), in the caller's transaction."""
    rows = [{"series_id": series_id, "at": at} for series_id, at in sorted(touched)]
    if not rows:
        return
    connection.execute(
        text("create temporary table if not exists touched (series_id integer, at bigint, primary key (series_id, at))")
    )
    connection.execute(text("delete from touched"))
    connection.execute(text("insert into touched (series_id, at) values (:series_id, :at)"), rows)
    for step in _STEPS:
        connection.execute(text(step))


def refresh_span(connection: Connection, series_id: int, since: int, until: int) -> None:
    """Recompute the roll-ups that hold the readings of a series in [since, until) ms, in the caller's transaction."""
    for width, step in _SPANS:
        span = {"series_id": series_id, "since": since - since % width, "until": until + -until % width}
        connection.execute(text(step), span)


def minutes_of(connection: Connection, series_id: int, since: int, until: int) -> set[tuple[int, int]]:
    """Every (series id, start of minute) of a series that has readings in [since, until) ms."""
    c = schema.reading.c
    minute = (c.at - c.at % MINUTE).label("minute")
    minutes = select(minute).where(c.series_id == series_id, c.at >= since, c.at < until).distinct()
    return {(series_id, at) for at in connection.scalars(minutes)}
