"""The PostgreSQL server that the tests start for themselves."""

import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import psutil
import psycopg
import pytest
from sqlalchemy import create_engine, text

from domain.clock import FixedClock
from tests.devices.conftest import until
from tests.support.memory import ROOM, roomy_memory
from tests.support.moments import MONDAY_MORNING
from tests.support.postgres import PostgresServer, find_programs
from tests.support.source import ROOT

START_AND_DIE = """
import os, pathlib, sys
from tests.support.postgres import PostgresServer
server = PostgresServer(pathlib.Path(sys.argv[1]))
server.start()
print(server.pid, server.folder, flush=True)
os._exit(3)
"""


def test_a_database_url_leads_to_an_empty_database(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_here (id INTEGER)"))
        assert connection.scalar(text("SELECT count(*) FROM only_here")) == 0
    engine.dispose()


def test_the_next_test_gets_another_database(database_url: str) -> None:
    test_a_database_url_leads_to_an_empty_database(database_url)


def test_a_database_made_from_another_has_its_tables(postgres_server: PostgresServer) -> None:
    template = postgres_server.create_database()
    with psycopg.connect(_plain(postgres_server.url(template))) as connection:
        connection.execute("CREATE TABLE promised (id INTEGER)")
    copy = postgres_server.create_database(template)
    with psycopg.connect(_plain(postgres_server.url(copy))) as connection:
        assert connection.execute("SELECT count(*) FROM promised").fetchone() == (0,)
    for name in (copy, template):
        postgres_server.drop_database(name)


def test_a_stopped_server_leaves_no_process_and_no_file(postgres_programs: Path) -> None:
    server = PostgresServer(postgres_programs)
    server.start()
    pid, folder = server.pid, server.folder
    assert pid
    assert folder.exists()
    server.stop()
    assert not psutil.pid_exists(pid)
    assert not folder.exists()


@pytest.mark.skipif(not shutil.which("setpriv"), reason="it takes Linux to end with whoever started it")
def test_a_server_ends_with_whoever_started_it(postgres_programs: Path) -> None:
    words = [sys.executable, "-c", START_AND_DIE, str(postgres_programs)]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 3, told.stderr
    pid, folder = told.stdout.split()
    until(lambda: not psutil.pid_exists(int(pid)) or psutil.Process(int(pid)).status() == psutil.STATUS_ZOMBIE)
    shutil.rmtree(folder)


def test_without_the_server_programs_none_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "15" / "bin").mkdir(parents=True)
    assert find_programs(debian=tmp_path) is None


def test_of_several_servers_the_newest_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for version in ("9.6", "15", "common"):
        (tmp_path / version / "bin").mkdir(parents=True)
        for program in ("initdb", "postgres"):
            (tmp_path / version / "bin" / program).touch()
    assert find_programs(debian=tmp_path) == tmp_path / "15" / "bin"


def test_files_are_kept_in_memory_only_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert roomy_memory(tmp_path / "nowhere") is None
    for free, expected in ((ROOM, str(tmp_path)), (ROOM - 1, None)):
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        assert roomy_memory(tmp_path) == expected


def test_the_fixed_clock_stands_until_it_is_moved(fixed_clock: FixedClock) -> None:
    assert fixed_clock.now() == MONDAY_MORNING


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")
