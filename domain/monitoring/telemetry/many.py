"""Writes many rows by one statement.

The driver lets go of the interpreter once for each statement, and then has to wait until the thread that receives
gives it back: with one row each this takes a hundred times longer under load.
"""

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import Connection

ROWS_AT_ONCE = 1_000


def write(connection: Connection, into: str, rows: Sequence[Sequence[object]], then: str) -> None:
    """`insert into` table and columns all rows, and `then` where one is there already.

    Rows that one statement writes must differ in what makes them one.
    """
    sign = "?" if connection.dialect.name == "sqlite" else "%s"
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        place = f"({', '.join([sign] * len(part[0]))})"
        words = "insert into", into, "values", ", ".join([place] * len(part)), then
        connection.exec_driver_sql(" ".join(words), tuple(chain.from_iterable(part)))
