"""The change feed: every committed fact of every process, once, soon after its commit.

PostgreSQL hands out ids before the commit, so "everything above the last id" loses facts of slower transactions. There
the cursor is a snapshot: new is what was not visible in the last one and is in this one. SQLite has one writer at a
time, so ids come in the order of commits and the last id is the cursor.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from typing import Any, Protocol

import psycopg
from sqlalchemy import Connection, bindparam, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from domain.errors import Unavailable
from domain.store.journal import FACT_COLUMNS, FactRow, journal, to_fact
from domain.store.store import Store
from domain.store.unit_of_work import NOTIFY_CHANNEL

log = logging.getLogger(__name__)

POLL_SECONDS = 0.02
RETRY_SECONDS = 1.0
#: PostgreSQL is asked this often even if it notifies of nothing: a line may be dead for a while before anybody knows.
LOOK_SECONDS = 3.0
_PATIENCE = {
    "connect_timeout": "5",
    "keepalives": "1",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
}
Deliver = Callable[[tuple[FactRow, ...]], None]
_LOST = (SQLAlchemyError, psycopg.Error, sqlite3.Error, Unavailable)


class Feed(Protocol):
    """How one kind of database tells that and what something was committed."""

    def wait(self) -> bool:
        """Wait a moment for news; False when there surely is none."""
        ...

    def fetch(self) -> tuple[FactRow, ...]:
        """The facts committed since the last call."""
        ...

    def cursor(self) -> Any:
        """How far it has read; a feed opened with it goes on from there."""
        ...

    def close(self) -> None:
        """Let go of the connections."""
        ...


class SqliteFeed:
    """Woken by `PRAGMA data_version`, cursor is the last id."""

    def __init__(self, store: Store, stop: threading.Event, cursor: int | None) -> None:
        self._stop = stop
        self._engine = store.engine
        with ExitStack() as failing:
            self._watching = store.engine.raw_connection()
            failing.callback(self._watching.close)
            self._version = self._data_version()
            self._last = self._newest() if cursor is None else cursor
            failing.pop_all()

    def wait(self) -> bool:
        self._stop.wait(POLL_SECONDS)
        version = self._data_version()
        changed, self._version = version != self._version, version
        return changed

    def fetch(self) -> tuple[FactRow, ...]:
        statement = select(*FACT_COLUMNS).where(journal.c.id > self._last).order_by(journal.c.id)
        with self._engine.connect() as connection:
            facts = tuple(to_fact(row) for row in connection.execute(statement))
        if facts:
            self._last = facts[-1].id
        return facts

    def cursor(self) -> int:
        return self._last

    def close(self) -> None:
        self._watching.close()

    def _newest(self) -> int:
        with self._engine.connect() as connection:
            return connection.scalar(select(func.max(journal.c.id))) or 0

    def _data_version(self) -> int:
        with closing(self._watching.cursor()) as cursor:
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchall()[0][0])


class PostgresqlFeed:
    """Woken by NOTIFY, cursor is the snapshot of the last look."""

    _NEW = (
        select(*FACT_COLUMNS)
        .where(
            text(
                "transaction_id >= pg_snapshot_xmin(cast(:seen as pg_snapshot))::text::bigint"
                " and not pg_visible_in_snapshot(transaction_id::text::xid8, cast(:seen as pg_snapshot))"
            ).bindparams(bindparam("seen"))
        )
        .order_by(journal.c.id)
    )

    def __init__(self, store: Store, _stop: threading.Event, cursor: str | None) -> None:
        self._engine = store.engine.execution_options(isolation_level="REPEATABLE READ")
        address = store.url.set(drivername="postgresql").update_query_dict(_PATIENCE)
        self._looked = time.monotonic()
        with ExitStack() as failing:
            self._listening = psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)
            failing.callback(self._listening.close)
            # First listen, then look: what is committed in between wakes it once too often, not never.
            self._listening.execute(f"LISTEN {NOTIFY_CHANNEL}")
            with self._engine.connect() as connection:
                self._seen = cursor or self._snapshot(connection)
            failing.pop_all()

    def wait(self) -> bool:
        notified = any(True for _ in self._listening.notifies(timeout=0.2, stop_after=1))
        return notified or time.monotonic() - self._looked > LOOK_SECONDS

    def fetch(self) -> tuple[FactRow, ...]:
        self._looked = time.monotonic()
        with self._engine.connect() as connection:
            now = self._snapshot(connection)
            facts = tuple(to_fact(row) for row in connection.execute(self._NEW, {"seen": self._seen}))
        self._seen = now
        return facts

    def cursor(self) -> str:
        return self._seen

    def close(self) -> None:
        self._listening.close()

    @staticmethod
    def _snapshot(connection: Connection) -> str:
        return str(connection.execute(text("select pg_current_snapshot()::text")).scalar_one())


class JournalTail:
    """Calls `deliver` from a thread of its own with the facts of every commit; survives a database that goes away."""

    def __init__(self, store: Store, deliver: Deliver) -> None:
        self._store = store
        self._deliver = deliver
        self._stop = threading.Event()
        self._behind = False
        self._feed = self._open(None)
        self._thread = threading.Thread(target=self._follow, name="journal-tail", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop and wait for the thread."""
        self._stop.set()
        self._thread.join()
        self._feed.close()

    def _open(self, cursor: Any) -> Feed:
        if self._store.engine.dialect.name == "postgresql":
            return PostgresqlFeed(self._store, self._stop, cursor)
        return SqliteFeed(self._store, self._stop, cursor)

    def _follow(self) -> None:
        while not self._stop.is_set():
            try:
                if self._feed.wait():
                    self._behind = True
                if self._behind:
                    self._pass_on()
            except _LOST as error:
                log.warning("The change feed lost the database and tries again: %s", error)
                # The cursor survives: what was committed while the feed was away is delivered on return.
                self._behind = True
                self._stop.wait(RETRY_SECONDS)
                self._reopen()

    def _pass_on(self) -> None:
        facts = self._feed.fetch()
        self._behind = False
        if not facts:
            return
        try:
            self._deliver(facts)
        except Exception:
            # Whoever is told must not end the feed of all that follows.
            log.exception("what was committed could not be told")

    def _reopen(self) -> None:
        with suppress(*_LOST):
            fresh = self._open(self._feed.cursor())
            lost, self._feed = self._feed, fresh
            lost.close()
