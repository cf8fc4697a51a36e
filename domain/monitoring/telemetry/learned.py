"""What dialects remember between messages, such as the names behind the aliases of a birth."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select, tuple_

from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.rows import LearnedKey
from domain.store.upsert import upsert

_AT_ONCE = 500


def learned(connection: Connection) -> dict[LearnedKey, bytes]:
    """All that is remembered."""
    c = schema.dialect_memory.c
    rows = connection.execute(select(c.dialect, c.key, c.value))
    return {(dialect, key): bytes(value) for dialect, key, value in rows}


def learned_in(connection: Connection, dialect: str, key: str | None = None) -> dict[str, bytes]:
    """What one format remembers, under one key or at all."""
    c = schema.dialect_memory.c
    found = select(c.key, c.value).where(c.dialect == dialect)
    rows = connection.execute(found if key is None else found.where(c.key == key))
    return {name: bytes(value) for name, value in rows}


def remember(connection: Connection, news: Mapping[LearnedKey, bytes | None]) -> None:
    """Remember what has a value, forget what has none."""
    table = schema.dialect_memory
    kept = [{"dialect": d, "key": k, "value": value} for (d, k), value in sorted(news.items()) if value is not None]
    gone = sorted(key for key, value in news.items() if value is None)
    for start in range(0, len(gone), _AT_ONCE):
        some = gone[start : start + _AT_ONCE]
        connection.execute(delete(table).where(tuple_(table.c.dialect, table.c.key).in_(some)))
    if kept:
        statement = upsert(connection, table)
        changes = {"value": statement.excluded.value}
        connection.execute(statement.on_conflict_do_update(index_elements=["dialect", "key"], set_=changes), kept)
