"""Stores readings, each once: the statements whose speed decides, in the words of each database."""

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import Connection

from domain.monitoring.telemetry import partitions

SQLITE = "insert or ignore into reading (series_id, at, value, text) values "
SQLITE_ROWS_AT_ONCE = 4_000
#: Larger statements have a multiple of so many rows: the driver keeps those it has parsed, half the work otherwise.
SQLITE_ROUND = 500
POSTGRESQL = (
    "insert into reading (series_id, at, value, text)"
    " select * from unnest(%s::int[], %s::bigint[], %s::float8[], %s::text[]) on conflict do nothing"
)

Row = tuple[int, int, float | None, str | None]
"""(series id, time, value, text), as `ReadingRow`."""


def insert(connection: Connection, rows: Sequence[Row], months: set[int]) -> int:
    """Store those of `rows` that are not there yet; returns how many these were.

    `months` remembers from call to call for which months PostgreSQL has a partition.
    """
    if not rows:
        return 0
    if connection.dialect.name == "sqlite":
        return _into_sqlite(connection, rows)
    partitions.ensure(connection, {at for _, at, _, _ in rows}, months)
    columns = tuple(list(column) for column in zip(*rows, strict=True))
    return connection.exec_driver_sql(POSTGRESQL, columns).rowcount


def _into_sqlite(connection: Connection, rows: Sequence[Row]) -> int:
    """Many rows per statement.

    The driver lets go of the interpreter once for each statement, and then has to wait until the thread that receives
    gives it back: with one row each this takes a hundred times longer under load.
    """
    new = 0
    for start in range(0, len(rows), SQLITE_ROWS_AT_ONCE):
        part = _rounded(rows[start : start + SQLITE_ROWS_AT_ONCE])
        places = ", ".join(["(?, ?, ?, ?)"] * len(part))
        new += connection.exec_driver_sql(SQLITE + places, tuple(chain.from_iterable(part))).rowcount
    return new


def _rounded(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, and the last of them again, which is ignored, up to the next round number."""
    if len(rows) < SQLITE_ROUND:
        return rows
    return [*rows, *[rows[-1]] * (-len(rows) % SQLITE_ROUND)]
