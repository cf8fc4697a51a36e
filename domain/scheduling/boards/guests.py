"""Who is at the board now, and what they have in their hands: told among consoles while it happens, never kept.

It is none of the journal's business, and it must not hurt those who write. With SQLite it stands in a small file of its
own beside the database, never synchronised to the disk; PostgreSQL commits it without waiting for the disk, and its own
clock says who is silent, for those of the desktops may differ.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, delete, event, func, select, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from domain.clock import Clock
from domain.scheduling.board_model import board_guest
from domain.store.store import Store
from domain.store.upsert import upsert

FILE = "presence.db"
#: Whoever said nothing for so long is gone.
SILENT = timedelta(seconds=12)
BUSY_MS = 500


class Carried(msgspec.Struct, frozen=True):
    """What is in somebody's hand, and where it would go."""

    number: str
    technician_id: int
    start: datetime
    finish: datetime


class Doing(msgspec.Struct, frozen=True):
    """What somebody does at the board."""

    board: str = ""
    number: str = ""
    """The order of what is selected."""
    carried: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One console in which the board is in view."""

    key: str
    name: str
    doing: Doing


class Guests:
    """Says what oneself does, and hears what the others do."""

    def __init__(self, store: Store) -> None:
        self._clock: Clock = store.clock
        self._file: Path | None = None
        self._engine = store.engine
        if store.engine.dialect.name == "sqlite" and store.url.database:
            self._file = Path(store.url.database).with_name(FILE)
            self._engine = _beside(self._file)

    def exchange(self, key: str, name: str, doing: Doing | None) -> tuple[GuestRow, ...]:
        """Say what the console `key` does, None if nothing new; returns the others by name.

        Raises DatabaseError where nothing could be said; a file that cannot be read is begun anew, nothing is lost.
        """
        try:
            return self._exchange(key, name, doing)
        except DatabaseError as error:
            if self._file is not None and not isinstance(error, OperationalError):
                with suppress(OSError):
                    self._file.unlink()
            raise

    def leave(self, key: str) -> None:
        """The console `key` shows no board any more."""
        with suppress(DatabaseError), self._engine.begin() as connection:
            self._prepare(connection)
            connection.execute(delete(board_guest).where(board_guest.c.key == key))

    def _exchange(self, key: str, name: str, doing: Doing | None) -> tuple[GuestRow, ...]:
        now: Any = func.now() if self._file is None else self._clock.now()
        with self._engine.begin() as connection:
            self._prepare(connection)
            if doing is not None:
                news = {"name": name, "seen_at": now, "doing": msgspec.json.encode(doing).decode()}
                said = upsert(connection, board_guest).values(key=key, **news)
                connection.execute(said.on_conflict_do_update(index_elements=["key"], set_=news))
                connection.execute(delete(board_guest).where(board_guest.c.seen_at < now - SILENT))
            found = connection.execute(
                select(board_guest.c.key, board_guest.c.name, board_guest.c.doing).where(
                    board_guest.c.key != key, board_guest.c.seen_at >= now - SILENT
                )
            )
            rows = [GuestRow(row.key, row.name, _doing(row.doing)) for row in found]
        return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.key)))

    def _prepare(self, connection: Connection) -> None:
        if self._file is None:
            connection.execute(text("set local synchronous_commit to off"))
        else:
            connection.execute(CreateTable(board_guest, if_not_exists=True))


def _doing(words: str) -> Doing:
    try:
        return msgspec.json.decode(words, type=Doing)
    except msgspec.DecodeError:  # another build of the console may tell more, or otherwise
        return Doing()


def _beside(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool, connect_args={"timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    for pragma in ("synchronous=OFF", "journal_mode=TRUNCATE"):
        connection.execute(f"PRAGMA {pragma}")
