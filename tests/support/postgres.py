"""A PostgreSQL server of the tests' own: started on a free port, thrown away at the end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import IO, Any

import psycopg
import pytest
from psycopg import sql

from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store
from tests.support.memory import roomy_memory
from tests.support.ports import free_port

SKIP_VARIABLE = "CALLOUT_SKIP_POSTGRES"
NOT_INSTALLED = (
    "The PostgreSQL server is not installed, and these tests run against a real one. "
    f"On Debian: apt-get install postgresql. To leave them out: {SKIP_VARIABLE}=1."
)
# Nothing here has to survive a power cut, and the log of it all stays small enough for memory.
QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=96MB",
)
#: Copying files is the only way before PostgreSQL 15, and in memory the quick one ever since.
STRATEGY_KNOWN_SINCE = 150_000
START_SECONDS = 60.0
STOP_SECONDS = 20.0


class PostgresServer:
    """One running server, with a database for each test that wants one."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="callout-pg-", dir=roomy_memory()))
        self._port = free_port()
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The server's process id while it runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Make the cluster and start the server; returns once it answers."""
        user = _ordinary_user(self.folder)
        data, log = str(self.folder / "data"), self.folder / "server.log"
        making = ["-D", data, "-U", "callout", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        where = ["-D", data, "-h", "127.0.0.1", "-p", str(self._port), "-k", str(self.folder)]
        settings = [word for setting in QUICK for word in ("-c", setting)]
        with log.open("wb") as output:
            made = self._popen([self._program("initdb"), *making], output, user)
            if made.wait():
                pytest.fail(f"PostgreSQL's initdb failed:\n{log.read_text()}", pytrace=False)
            self._process = self._popen(
                [*_ending_with_us(), self._program("postgres"), *where, *settings], output, user
            )
        self._wait_until_it_answers(log)

    def stop(self) -> None:
        """End the server and remove all it kept."""
        if self._process:
            self._process.send_signal(signal.SIGINT)  # its "fast" shutdown: does not wait for clients
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def create_database(self, template: str = "template1") -> str:
        """Make a new database from `template`; returns its name."""
        name = f"test_{next(self._numbers)}"
        with self._connect() as connection:
            copying = " STRATEGY FILE_COPY" if connection.info.server_version >= STRATEGY_KNOWN_SINCE else ""
            command = sql.SQL("CREATE DATABASE {} TEMPLATE {}" + copying)
            connection.execute(command.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop_database(self, name: str) -> None:
        """Remove the database, whoever is still connected."""
        with self._connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def url(self, database: str) -> str:
        """The database's address, as SQLAlchemy takes it."""
        return f"postgresql+psycopg://callout@127.0.0.1:{self._port}/{database}"

    def _program(self, name: str) -> str:
        return str(self._programs / name)

    def _popen(self, command: list[str], output: IO[bytes], user: dict[str, Any]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **user
        )

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self._port,
            user="callout",
            dbname="postgres",
            autocommit=True,
            connect_timeout=10,
        )

    def _wait_until_it_answers(self, log: Path) -> None:
        assert self._process
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._connect().close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._ended_within(0.05):
                    pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}", pytrace=False)
            else:
                return

    def _ended_within(self, seconds: float) -> bool:
        assert self._process
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True


def _ending_with_us() -> list[str]:
    """What to put before a command that is to end with this process, however that ends; on Linux."""
    return ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []


def _ordinary_user(folder: Path) -> dict[str, Any]:
    """As whom to run: PostgreSQL refuses to be root, so root hands `folder` to Debian's user `postgres`."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def find_programs(debian: Path = Path("/usr/lib/postgresql")) -> Path | None:
    """The folder of initdb and postgres: what pg_config says, else Debian's newest."""
    candidates = sorted(debian.glob("*/bin"), key=lambda folder: _version(folder.parent.name), reverse=True)
    if pg_config := shutil.which("pg_config"):
        told = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        candidates.insert(0, Path(told.stdout.strip()))
    complete = (folder for folder in candidates if (folder / "initdb").exists() and (folder / "postgres").exists())
    return next(complete, None)


def _version(name: str) -> float:
    try:
        return float(name)
    except ValueError:
        return 0.0


@pytest.fixture(scope="session")
def postgres_programs() -> Path:
    """Where the server's programs are; without them a test fails, unless it is told to skip."""
    if os.environ.get(SKIP_VARIABLE):
        pytest.skip(f"{SKIP_VARIABLE} is set")
    programs = find_programs()
    if programs is None:
        pytest.fail(NOT_INSTALLED, pytrace=False)
    return programs


@pytest.fixture(scope="session")
def postgres_server(postgres_programs: Path, lasting_processes: set[int]) -> Iterator[PostgresServer]:
    """The server, started when the first test asks for it."""
    server = PostgresServer(postgres_programs)
    try:
        server.start()
        assert server.pid
        lasting_processes.add(server.pid)
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def migrated_database(postgres_server: PostgresServer) -> str:
    """A database with all tables and no rows; a copy of it is ready four times sooner than one migrated anew."""
    name = postgres_server.create_database()
    url = postgres_server.url(name)
    Store.open(url).close()
    Telemetry.open(url).close()
    return name


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, request: pytest.FixtureRequest) -> Iterator[str]:
    """A PostgreSQL database for this test alone, without rows; `@pytest.mark.bare_database`: without tables too."""
    bare = request.node.get_closest_marker("bare_database") is not None
    name = postgres_server.create_database("template1" if bare else request.getfixturevalue("migrated_database"))
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database for this test alone; the test runs once on SQLite and once on PostgreSQL."""
    # Asked for only now, so that tests on SQLite alone start no server.
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url
