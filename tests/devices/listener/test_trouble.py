"""The broker or a database is away, locked, full: nothing is acknowledged, nothing is lost, all goes on afterwards."""

import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from devices.broker import start
from devices.broker.ports import accepts, any_free
from devices.endings import Ending, Fault
from devices.link import LinkState
from devices.listener.runtime import listen
from domain.errors import Refusal, Unavailable
from domain.monitoring.definitions.simple import above
from tests.devices.conftest import Mosquitto, until
from tests.devices.listener.conftest import House
from tests.support.silence import LogWatch

AT_ONCE = above("supply_temperature", 12.0, 1.0)
STORING = "devices.listener.storing"
WAITING = "waiting for database"


class Pragma:
    """A setting that every connection to SQLite gets when it is taken out of its pool.

    It comes before the house and goes after it: nobody may take a connection while listeners of the pool change.
    """

    def __init__(self) -> None:
        self.words = ""
        event.listen(Pool, "checkout", self._set)

    def close(self) -> None:
        event.remove(Pool, "checkout", self._set)

    def _set(self, connection: Any, *_: Any) -> None:
        if self.words and isinstance(connection, sqlite3.Connection):
            connection.execute(f"PRAGMA {self.words}").fetchall()


@pytest.fixture
def setting() -> Iterator[Pragma]:
    made = Pragma()
    yield made
    made.close()


def telemetry_file(house: House) -> Path:
    return Path(house.database_url.removeprefix("sqlite:///")).with_name("telemetry.db")


def business_file(house: House) -> Path:
    return Path(house.database_url.removeprefix("sqlite:///"))


def recovers(house: House, hot: int) -> None:
    """The reading that came in the trouble has become an order, and all goes on."""
    until(lambda: house.stored() == [(hot, 13.5)], 30)
    until(lambda: len(house.orders()) == 1)
    house.reading(8.0)
    until(lambda: len(house.values()) == 2)
    assert house.alerts()[0].cleared_at is not None
    until(lambda: house.state() == "running")


@pytest.mark.parametrize("which", [telemetry_file, business_file])
def test_a_locked_database_is_waited_for(small_house: House, which: Any, expected_logs: LogWatch) -> None:
    expected_logs.expect(STORING, "busy with another writer")
    small_house.watch_for(AT_ONCE)
    small_house.start()
    with closing(sqlite3.connect(which(small_house), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        hot = small_house.reading(13.5)
        until(lambda: any("busy" in record.getMessage() for record in expected_logs.seen), 30)
        assert small_house.stored() == []
        other.execute("ROLLBACK")
    recovers(small_house, hot)


def test_a_database_that_cannot_be_written_is_waited_for(
    setting: Pragma, small_house: House, expected_logs: LogWatch
) -> None:
    expected_logs.expect(STORING, "cannot be written to")
    small_house.watch_for(AT_ONCE)
    small_house.start()
    setting.words = "query_only=1"
    hot = small_house.reading(13.5)
    until(lambda: any("cannot be written" in record.getMessage() for record in expected_logs.seen))
    assert small_house.stored() == []
    setting.words = "query_only=0"
    recovers(small_house, hot)


def test_a_full_disk_is_waited_for(setting: Pragma, small_house: House, expected_logs: LogWatch) -> None:
    expected_logs.expect(STORING, "disk is full")
    small_house.start()
    setting.words = "max_page_count=1"
    for number in range(300):
        small_house.say({"n": number, "text": "x" * 900})
    until(lambda: any("disk is full" in record.getMessage() for record in expected_logs.seen))
    assert len(small_house.values(metric="n")) < 300
    setting.words = "max_page_count=1073741823"
    until(lambda: small_house.values(metric="n") == list(range(300)), 30)
    assert len(small_house.values(metric="text")) == 300


def test_the_trouble_is_said_once_and_shown_in_the_pulses(
    setting: Pragma, small_house: House, expected_logs: LogWatch
) -> None:
    expected_logs.expect(STORING, "busy with another writer")
    small_house.watch_for(AT_ONCE)
    small_house.start()
    with closing(sqlite3.connect(business_file(small_house), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        small_house.reading(13.5)
        until(lambda: small_house.state() == WAITING, 30)
        other.execute("ROLLBACK")
    until(lambda: small_house.state() == "running", 30)
    assert len(expected_logs.seen) == 1


def test_a_listener_stops_in_peace_while_its_database_is_away(small_house: House, expected_logs: LogWatch) -> None:
    expected_logs.expect(STORING, "busy with another writer")
    small_house.start()
    with closing(sqlite3.connect(telemetry_file(small_house), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        at = small_house.reading(8.0)
        until(lambda: any("busy" in record.getMessage() for record in expected_logs.seen), 30)
        small_house.stop()
        other.execute("ROLLBACK")
    assert small_house.stored() == []
    small_house.start()
    until(lambda: small_house.stored() == [(at, 8.0)])


def test_a_database_server_that_hangs_up_is_called_again(
    postgres_url: str, mosquitto: Mosquitto, expected_logs: LogWatch
) -> None:
    expected_logs.tolerate(STORING, "")
    expected_logs.tolerate("domain.store.tail", "lost the database")
    expected_logs.tolerate("devices.listener.standby", "Nobody watches")
    house = House(postgres_url, mosquitto)
    try:
        house.watch_for(AT_ONCE)
        house.start()
        for _ in range(3):
            with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
                connection.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where datname = current_database() and pid <> pg_backend_pid()"
                )
            house.reading(13.5)
        until(lambda: len(house.values()) == 3, 30)
        until(lambda: len(house.orders()) == 1)
    finally:
        house.close()


def test_a_broker_that_is_absent_is_waited_for(small_house: House, tmp_path: Path) -> None:
    port = any_free()
    small_house.broker_url = f"mqtt://127.0.0.1:{port}"
    small_house.start("waiting for broker")
    late = start(tmp_path / "late", port=port)
    try:
        until(lambda: small_house.state() == "running")
    finally:
        small_house.stop()
        late.stop()


def test_a_broker_that_dies_and_comes_back_is_followed(small_house: House, expected_logs: LogWatch) -> None:
    expected_logs.expect("devices.broker.running", "started again")
    small_house.start()
    small_house.reading(8.0, ago=5)
    until(lambda: len(small_house.values()) == 1)
    small_house.broker.saved()
    small_house.broker.kill()
    line = small_house.lines[-1]
    until(lambda: line._number > 1 and line.link.state is LinkState.CONNECTED, 30)
    small_house.reading(8.5)
    until(lambda: small_house.values() == [8.0, 8.5], 30)


def test_a_broker_that_refuses_the_password_is_asked_again_later(
    small_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = any_free()
    words = tmp_path / "words"
    words.touch(mode=0o600)
    subprocess.run(["mosquitto_passwd", "-b", str(words), "ann", "right"], check=True, capture_output=True)
    settings = tmp_path / "guarded.conf"
    settings.write_text(f"listener {port} 127.0.0.1\npassword_file {words}\nuser root\n")
    broker = subprocess.Popen(["mosquitto", "-c", str(settings)], stderr=subprocess.DEVNULL)
    try:
        until(lambda: accepts(port))
        small_house.broker_url = f"mqtt://127.0.0.1:{port}"
        monkeypatch.setenv("CALLOUT_BROKER_USER", "ann")
        monkeypatch.setenv("CALLOUT_BROKER_PASSWORD", "wrong")
        small_house.start("waiting for broker")
        until(lambda: "CALLOUT_BROKER_PASSWORD" in small_house.lines[-1].link.sentence)
        small_house.stop()
        monkeypatch.setenv("CALLOUT_BROKER_PASSWORD", "right")
        small_house.start()
    finally:
        small_house.stop()
        broker.terminate()
        broker.wait()


def test_a_listener_whose_name_another_has_taken_over_ends_with_a_sentence(small_house: House) -> None:
    small_house.start()
    connection = small_house.lines[-1]._connection
    assert connection is not None
    connection._news.put(Ending(Fault.TAKEN_OVER, "another listener has connected under our name."))
    until(lambda: small_house.failure is not None)
    with pytest.raises(Unavailable, match=r"under the name “test-listener”.*--name"):
        small_house.stop()
    small_house.failure = None


def test_what_cannot_work_is_refused_at_the_start(tmp_path: Path) -> None:
    stop = threading.Event()
    with pytest.raises(Unavailable, match="cannot be opened"):
        listen(f"sqlite:///{tmp_path / 'nowhere' / 'callout.db'}", "mqtt://127.0.0.1:1883", stop=stop)
    with pytest.raises(Unavailable, match="No database server"):
        listen(f"postgresql://callout@127.0.0.1:{any_free()}/callout", "mqtt://127.0.0.1:1883", stop=stop)
    with pytest.raises(Refusal, match="is not a broker"):
        listen(f"sqlite:///{tmp_path / 'callout.db'}", "127.0.0.1", stop=stop)
