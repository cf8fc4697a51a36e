"""A name that only one process at a time may hold in one database; let go of by itself when the process dies."""

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from domain.store.engine import open_engine, parse_url
from domain.store.failures import explained

TRY_SECONDS = 1.0


@contextmanager
def alone(database: str, name: str, stop: threading.Event) -> Iterator[bool]:
    """Hold `name` in a database that is not opened yet, as `Names.alone` does."""
    with closing(Names(parse_url(database))) as names, names.alone(name, stop) as held:
        yield held


class Names:
    """Those that a process holds in one database or waits for; of a server they take one connection in all."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._line = _Line(url)

    @contextmanager
    def alone(self, name: str, stop: threading.Event) -> Iterator[bool]:
        """Hold `name` inside the block, after waiting for whoever has it; False when `stop` was set before.

        Raises Unavailable when the database cannot be reached.
        """
        if self._url.get_backend_name() == "sqlite":
            with _alone_by_file(Path(f"{self._url.database}.{_digest(name):x}.lock"), stop) as held:
                yield held
        else:
            with self._alone_by_server(_digest(name), stop) as held:
                yield held

    def close(self) -> None:
        """Let go of every name."""
        self._line.close()

    @contextmanager
    def _alone_by_server(self, number: int, stop: threading.Event) -> Iterator[bool]:
        while (held := self._line.take(number)) is None:
            if stop.wait(TRY_SECONDS):
                yield False
                return
        try:
            yield True
        finally:
            self._line.give_back(number, held)


class _Line:
    """A connection to a server, opened when it is needed, whose advisory locks last as long as it does."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._connection: Connection | None = None
        self._held: dict[int, Connection] = {}
        self._talking = threading.Lock()

    def take(self, number: int) -> Connection | None:
        """The connection that holds a number from now on; None where somebody has it, here or elsewhere."""
        with self._talking, explained():
            connection = self._connection or self._open()
            if self._held.get(number) is connection or not self._asked(connection, "pg_try_advisory_lock", number):
                return None
            self._held[number] = connection
            return connection

    def give_back(self, number: int, held: Connection) -> None:
        """Let go of a number; one whose connection was lost meanwhile is free, or somebody else has it."""
        with self._talking:
            if self._held.get(number) is held:
                del self._held[number]
            if self._connection is held:
                with suppress(SQLAlchemyError):
                    self._asked(held, "pg_advisory_unlock", number)

    def close(self) -> None:
        with self._talking:
            self._drop()

    def _asked(self, connection: Connection, function: str, number: int) -> bool:
        try:
            return bool(connection.scalar(text(f"select {function}(:number)"), {"number": number}))
        except SQLAlchemyError:
            self._drop()
            raise

    def _open(self) -> Connection:
        engine = open_engine(self._url).execution_options(isolation_level="AUTOCOMMIT")
        self._connection = engine.connect()
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.close()
            self._connection.engine.dispose()
            self._connection = None


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
