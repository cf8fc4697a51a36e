"""Engines as we need them: SQLite with WAL, full durability, IMMEDIATE writes; PostgreSQL with reads of one moment."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from domain.errors import Unavailable
from domain.language import tr
from domain.store.failures import explained

BUSY_TIMEOUT_MS = 5_000
#: SQLite asks ever more seldom for a database that is held, at last ten times a second, and beside somebody who writes
#: without a pause it may find no gap at all; made to begin anew after so long, it goes on asking often.
ASKING_MS = 20
#: What a connection to SQLite keeps of the file in memory, which it does until that is full and then for good.
CACHE_KIB = 32_000
#: Execution option of connections that are going to write.
WRITES = "callout_writes"
#: Execution options of connections that only read: all that one transaction sees is of one moment, in SQLite anyway.
READS = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


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


def open_engine(url: URL, *, search_path: str | None = None, cache_kib: int = CACHE_KIB) -> Engine:
    """An engine for `url`. `search_path` chooses the PostgreSQL schema that unqualified names mean."""
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url, cache_kib)
        options = f"-csearch_path={search_path}" if search_path else ""
        return create_engine(url, pool_pre_ping=True, connect_args={"options": options, "connect_timeout": 5})
    except (ArgumentError, NoSuchModuleError) as error:
        raise Unavailable(str(error)) from error


def for_reading(engine: Engine) -> Engine:
    """The same for transactions that only read."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(**READS)


@contextmanager
def opening(engine: Engine) -> Iterator[None]:
    """Let go of the connections of `engine` where the block that sets it up fails; failures come as sentences."""
    try:
        with explained():
            yield
    except BaseException:
        engine.dispose()
        raise


def _sqlite(url: URL, cache_kib: int) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False})
    event.listen(engine, "connect", partial(_set_up, cache_kib))
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(cache_kib: int, connection: sqlite3.Connection, _record: Any) -> None:
    # The driver must not begin transactions by itself: a deferred one that turns into a writer fails with
    # "database is locked" in spite of the busy timeout.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"cache_size=-{cache_kib}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    if not connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("BEGIN")
    elif not isinstance(driver, sqlite3.Connection) or not _begun_writing(driver):
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # once more, so that what keeps it is told


def _begun_writing(driver: sqlite3.Connection) -> bool:
    """Whether a transaction that writes has begun, within the time that a writer waits."""
    until = monotonic() + BUSY_TIMEOUT_MS / 1000
    driver.execute(f"PRAGMA busy_timeout={ASKING_MS}")
    try:
        while refusal := _refusal(driver):
            if "locked" not in refusal or monotonic() > until:
                return False
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    return True


def _refusal(driver: sqlite3.Connection) -> str:
    """Begin to write; what speaks against it, if anything does."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return str(error)
    return ""
