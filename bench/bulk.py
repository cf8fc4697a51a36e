"""Puts millions of rows into a store as fast as its database takes them, past units of work and journal."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from psycopg import sql
from sqlalchemy import Table

from domain.store.base import Entity, Exact
from domain.store.store import Store

CHUNK = 20_000


class Bulk:
    """One connection in one transaction. Values are as the database keeps them; the rest is what the model says."""

    def __init__(self, connection: Any, *, sqlite: bool) -> None:
        self._connection = connection
        self._sqlite = sqlite

    def insert(self, kind: type[Entity] | Table, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows of the columns `names`; columns not named get their defaults."""
        table = kind if isinstance(kind, Table) else kind.metadata.tables[kind.__tablename__]
        rest = {c.name: _default(c) for c in table.columns if c.name not in names and not c.nullable}
        if names[0] != "id":
            rest.pop("id", None)
        columns, same = [*names, *rest], tuple(rest.values())
        whole = ((*row, *same) for row in rows)
        if self._sqlite:
            self._by_statement(table, columns, whole)
        else:
            self._by_copy(table, columns, whole)

    def moment(self, at: datetime) -> Any:
        """A moment as the database keeps it."""
        return at.strftime("%Y-%m-%d %H:%M:%S.%f") if self._sqlite else at

    def execute(self, statement: str) -> list[Any]:
        """Run one statement; its rows, where it has any."""
        cursor = self._connection.execute(statement)
        return cursor.fetchall() if cursor.description else []

    def _by_statement(self, table: Table, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
        marks = ",".join("?" * len(columns))
        statement = f"insert into {table.name} ({','.join(columns)}) values ({marks})"  # noqa: S608  # our own names
        while chunk := list(islice(rows, CHUNK)):
            self._connection.executemany(statement, chunk)

    def _by_copy(self, table: Table, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
        named = sql.SQL(",").join(map(sql.Identifier, columns))
        statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table.name), named)
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
        if columns[0] == "id":
            newest = f"(select max(id) from {table.name})"  # noqa: S608  # our own names
            self.execute(f"select setval('{table.name}_id_seq', {newest})")


@contextmanager
def bulk(store: Store) -> Iterator[Bulk]:
    """Fill `store` inside the block; what is found by words is indexed at its end, all at once."""
    held = store.engine.raw_connection()
    raw: Any = held.driver_connection
    sqlite = isinstance(raw, sqlite3.Connection)
    filling = Bulk(raw, sqlite=sqlite)
    if sqlite:
        filling.execute("pragma cache_size=-400000")
    again = _stop_indexing(filling, sqlite)
    try:
        yield filling
        for statement in again:
            filling.execute(statement)
        raw.commit()
        if not sqlite:
            raw.autocommit = True
        filling.execute("analyze" if sqlite else "vacuum analyze")
    finally:
        held.detach()
        held.close()


def _stop_indexing(filling: Bulk, sqlite: bool) -> list[str]:
    """Drop what keeps the index of the search; returns what makes it again, filled."""
    if sqlite:
        filling.execute("begin immediate")
        (found,) = filling.execute("select sql from sqlite_master where name = 'order_search_added'")
        filling.execute("drop trigger order_search_added")
        return ["insert into order_search (order_search) values ('rebuild')", found[0]]
    found = filling.execute("select indexdef from pg_indexes where indexname = 'ix_service_order_search'")
    filling.execute("drop index if exists ix_service_order_search")
    return [each[0] for each in found]


def _default(column: Any) -> Any:
    """What a column holds where nothing is said."""
    if column.name == "version":
        return 1
    value = column.default.arg if column.default is not None else None
    if callable(value):
        return json.dumps([])
    if isinstance(value, Decimal) and isinstance(column.type, Exact):
        return int(value.scaleb(column.type.places))
    return getattr(value, "value", value)
