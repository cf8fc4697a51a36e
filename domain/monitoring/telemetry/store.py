"""The door to the telemetry store: a file beside a SQLite business database, a schema inside a PostgreSQL one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL

from domain.store import migrations
from domain.store.engine import WRITES, open_engine, opening, parse_url
from domain.store.failures import explained
from domain.store.turns import take_turns

SCHEMA = "telemetry"
#: A listener writes telemetry as long as it runs, so its memory grows until the cache of each of its connections is
#: full; what it reads again are the last pages of each series, and those fit.
CACHE_KIB = 8_000


class Telemetry:
    """Reads and write transactions over the telemetry store."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(**{WRITES: True})

    @classmethod
    def open(cls, business_url: str) -> Self:
        """The telemetry store that belongs to the business database at `business_url`. Raises Unavailable."""
        url = beside(parse_url(business_url))
        engine = open_engine(url, search_path=SCHEMA, cache_kib=CACHE_KIB)
        with opening(engine):
            if engine.dialect.name == "postgresql":
                with engine.begin() as connection:
                    take_turns(connection)
                    connection.execute(text(f"create schema if not exists {SCHEMA}"))
            migrations.upgrade(engine, migrations.TELEMETRY)
        return cls(engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection to query with."""
        with explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, rolled back on any error."""
        with explained(), self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def beside(url: URL) -> URL:
    """Where the telemetry of the business database at `url` is kept."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return url
    return url.set(database=str(Path(url.database).with_name("telemetry.db")))
