"""Engines as we need them: SQLite with WAL, full durability and IMMEDIATE writes; PostgreSQL as it comes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from domain.errors import Unavailable
from domain.language import tr
from domain.store.failures import explained

BUSY_TIMEOUT_MS = 5_000
#: Execution option of connections that are going to write.
WRITES = "callout_writes"


def parse_url(url: str) -> URL:
    """The database `url`, with psycopg 3 as PostgreSQL's driver. Raises Unavailable with a sentence."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise Unavailable(tr("“{url}” is not a database URL, such as sqlite:///callout.db.", url=url)) from error
    if parsed.get_backend_name() in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        raise Unavailable(tr("Callout keeps its data in SQLite or PostgreSQL, not in {name}.", name=parsed.drivername))
    if not parsed.database or ":memory:" in parsed.database or parsed.query.get("mode") == "memory":
        # Each thread would have a database of its own there, and nobody would notice.
        raise Unavailable(tr("Callout keeps its data in a file, not in memory; use a URL like sqlite:///callout.db."))
    return parsed


def open_engine(url: URL, *, search_path: str | None = None) -> Engine:
    """An engine for `url`. `search_path` chooses the PostgreSQL schema that unqualified names mean."""
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        options = f"-csearch_path={search_path}" if search_path else ""
        return create_engine(url, pool_pre_ping=True, connect_args={"options": options, "connect_timeout": 5})
    except (ArgumentError, NoSuchModuleError) as error:
        raise Unavailable(str(error)) from error


@contextmanager
def opening(engine: Engine) -> Iterator[None]:
    """Let go of the connections of `engine` where the block that sets it up fails; failures come as sentences."""
    try:
        with explained():
            yield
    except BaseException:
        engine.dispose()
        raise


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver must not begin transactions by itself: a deferred one that turns into a writer fails with
    # "database is locked" in spite of the busy timeout.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
