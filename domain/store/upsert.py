"""Inserts that say what to do when the row is there already, in the words of either database."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert


def upsert(connection: Connection, table: Table) -> Any:
    """An insert into `table` with `on_conflict_do_…`; the two kinds share these methods, but no type."""
    return sqlite_insert(table) if connection.dialect.name == "sqlite" else postgresql_insert(table)
