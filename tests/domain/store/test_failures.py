"""A database that cannot be had is a sentence and what to do about it, never a traceback."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg.errors
import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from domain.errors import Unavailable
from domain.monitoring.telemetry.store import Telemetry
from domain.store.engine import parse_url
from domain.store.failures import explained, sentence
from domain.store.store import Store
from domain.workforce.model import Team
from tests.support.ports import free_port
from tests.support.postgres import PostgresServer


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "is not a database URL"),
        ("callout.db", "is not a database URL"),
        ("sqlite:/callout.db", "is not a database URL"),
        ("postgresql://host:port/name", "is not a database URL"),
        ("mysql://host/name", "SQLite or PostgreSQL, not in mysql"),
        ("oracle+what://host/name", "SQLite or PostgreSQL, not in oracle"),
    ],
)
def test_a_wrong_url_is_told_as_such(url: str, says: str) -> None:
    with pytest.raises(Unavailable, match=says):
        Store.open(url)


@pytest.mark.parametrize("url", ["postgresql://host/name", "postgres://host/name", "postgresql+psycopg2://host/name"])
def test_postgresql_is_spoken_to_by_our_driver_however_it_is_written(url: str) -> None:
    assert parse_url(url).drivername == "postgresql+psycopg"


def test_a_driver_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(Unavailable):
        Store.open("sqlite+nonsense:///callout.db")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"cannot be opened\. Check that its folder exists"):
        Store.open(f"sqlite:///{tmp_path / 'nowhere' / 'callout.db'}")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be opened"):
        Store.open(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("opened", [Store, Telemetry])
def test_a_file_that_is_no_database_is_told_and_left_alone(
    tmp_path: Path, opened: type[Store] | type[Telemetry]
) -> None:
    for name in ("callout.db", "telemetry.db"):
        (tmp_path / name).write_text("Dear diary, today the chiller broke down again." * 100)
    with pytest.raises(Unavailable, match="not a Callout database"):
        opened.open(f"sqlite:///{tmp_path / 'callout.db'}")
    assert (tmp_path / "callout.db").read_text().startswith("Dear diary")


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "callout.db"
    store = Store.open(f"sqlite:///{path}")
    with store.write("kim") as work:
        work.add_all((Team(name=f"{place:0500}") for place in range(200)), "team.created")
    store.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(Unavailable, match="damaged"):
        Store.open(f"sqlite:///{path}")


def test_a_file_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "callout.db"
    Store.open(f"sqlite:///{path}").close()
    store = Store.open(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(Unavailable, match="cannot be written to"), store.write("kim") as work:
        work.add(Team(name="North"), "team.created")
    store.close()


def test_a_disk_that_is_full_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'callout.db'}")
    with store.read() as session:
        session.connection().exec_driver_sql("pragma max_page_count=1")  # never below what is in use: it is full now
    with pytest.raises(Unavailable, match="disk is full"), store.write("kim") as work:
        work.add_all((Team(name=f"{place:0500}") for place in range(500)), "team.created")
    with store.read() as session:
        assert session.query(Team).count() == 0
    store.close()


def test_a_database_that_another_program_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "callout.db"
    monkeypatch.setattr("domain.store.engine.BUSY_TIMEOUT_MS", 50)
    store = Store.open(f"sqlite:///{path}")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(Unavailable, match="busy with another writer"), store.write("kim") as work:
            work.get(Team, 1)
    store.close()


def test_a_server_that_does_not_answer_is_told() -> None:
    with pytest.raises(Unavailable, match="No database server answers"):
        Store.open(f"postgresql://callout@127.0.0.1:{free_port()}/callout")


def test_a_database_that_the_server_does_not_have_is_told(postgres_server: PostgresServer) -> None:
    with pytest.raises(Unavailable, match="does not exist on that server"):
        Store.open(postgres_server.url("nowhere"))


def test_what_nobody_foresaw_keeps_the_words_of_the_driver() -> None:
    said = OperationalError("select 1", {}, psycopg.errors.OperationalError("the dog ate it\nDETAIL: all of it"))
    assert sentence(said) == "The database failed: the dog ate it"


@pytest.mark.parametrize(
    "words",
    ["deadlock detected\nDETAIL: Process 7 waits for ShareLock; blocked by process 8.", "the queue is full"],
)
def test_words_that_only_contain_others_are_not_taken_for_them(words: str) -> None:
    said = OperationalError("select 1", {}, psycopg.errors.OperationalError(words))
    assert sentence(said) == f"The database failed: {words.splitlines()[0]}"


@pytest.mark.parametrize("words", ["database is locked", "database table is locked: team"])
def test_a_lock_of_sqlite_is_told(words: str) -> None:
    said = OperationalError("select 1", {}, sqlite3.OperationalError(words))
    assert "busy with another writer" in sentence(said)


def test_what_we_asked_wrongly_is_not_blamed_on_the_database(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'callout.db'}")
    with pytest.raises(IntegrityError), explained(), store.engine.begin() as connection:
        connection.exec_driver_sql("insert into team (name) values (null)")
    store.close()
