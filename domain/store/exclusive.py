"""A name that only one process at a time may hold in one database; let go of by itself when the process dies."""

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text

from domain.store.engine import open_engine, parse_url
from domain.store.failures import explained

TRY_SECONDS = 1.0


@contextmanager
def alone(database: str, name: str, stop: threading.Event) -> Iterator[bool]:
    """Hold `name` inside the block, after waiting for whoever has it; False when `stop` was set before.

    Raises Unavailable when the database cannot be reached.
    """
    url = parse_url(database)
    if url.get_backend_name() == "sqlite":
        with _alone_by_file(Path(f"{url.database}.{_digest(name):x}.lock"), stop) as held:
            yield held
    else:
        with _alone_by_server(database, _digest(name), stop) as held:
            yield held


def _digest(name: str) -> int:
    """A number that stands for `name`, as PostgreSQL wants it: 63 bits."""
    return int.from_bytes(hashlib.sha256(f"callout {name}".encode()).digest()[:8]) >> 1


@contextmanager
def _alone_by_file(file: Path, stop: threading.Event) -> Iterator[bool]:
    """SQLite's own lock on a file of its own: the system lets go of it when the process ends."""
    with explained(), closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        while not _locked(connection):
            if stop.wait(TRY_SECONDS):
                yield False
                return
        yield True


def _locked(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    return True


@contextmanager
def _alone_by_server(database: str, number: int, stop: threading.Event) -> Iterator[bool]:
    """An advisory lock, which lasts as long as the connection."""
    engine = open_engine(parse_url(database)).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with explained(), engine.connect() as connection:
            while not connection.scalar(text("select pg_try_advisory_lock(:number)"), {"number": number}):
                if stop.wait(TRY_SECONDS):
                    yield False
                    return
            yield True
    finally:
        engine.dispose()
