"""Forgets raw readings that are too old, a little at a time; roll-ups stay for ever."""

from collections.abc import Callable

from sqlalchemy import Connection, delete, select, text

from domain.clock import from_ms
from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.rollups import DAY
from domain.monitoring.telemetry.store import Telemetry

AT_ONCE = 5_000


def forget(telemetry: Telemetry, before: int, proceed: Callable[[], bool]) -> int:
    """Delete the readings before the day of `before` (ms), in transactions short enough to let others write in between.

    Only whole days go: a roll-up that is computed anew must find all of its readings or none. Asks `proceed` before
    each whether to go on. Returns how many were deleted, whole partitions not counted.
    """
    before -= before % DAY
    if telemetry.engine.dialect.name == "postgresql":
        with telemetry.write() as connection:
            _drop_partitions(connection, before)
    with telemetry.read() as connection:
        series = list(connection.scalars(select(schema.series.c.id).order_by(schema.series.c.id)))
    deleted = 0
    for series_id in series:
        while proceed():
            some = _forget_some(telemetry, series_id, before)
            deleted += some
            if some < AT_ONCE:
                break
    return deleted


def _forget_some(telemetry: Telemetry, series_id: int, before: int) -> int:
    c = schema.reading.c
    with telemetry.read() as connection:
        old = select(c.at).where(c.series_id == series_id, c.at < before).order_by(c.at).limit(AT_ONCE)
        moments = list(connection.scalars(old))
    if not moments:
        return 0
    with telemetry.write() as connection:
        connection.execute(delete(schema.reading).where(c.series_id == series_id, c.at <= moments[-1]))
    return len(moments)


def _drop_partitions(connection: Connection, before: int) -> None:
    """Whole months go at once."""
    names = connection.scalars(
        text("select inhrelid::regclass::text from pg_inherits where inhparent = 'reading'::regclass")
    )
    oldest_kept = f"reading_{from_ms(before):%Y_%m}"
    for name in names.all():
        if name.removeprefix("telemetry.") < oldest_kept:
            connection.execute(text(f"drop table {name}"))
