"""What was stored and not acknowledged comes again, and nothing happens twice."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.clock import to_ms
from domain.errors import Unavailable
from domain.monitoring.definitions.simple import above
from domain.monitoring.telemetry.rows import Batch
from domain.monitoring.telemetry.writer import TelemetryWriter
from tests.devices.conftest import until
from tests.devices.listener.conftest import House
from tests.support.silence import LogWatch

AT_ONCE = above("supply_temperature", 12.0, 1.0)


def test_messages_without_a_time_are_stored_once_though_delivered_twice(house: House) -> None:
    house.watch_for(AT_ONCE)
    house.start()
    house.lines[-1].mute = True
    for number in range(100):
        house.say({"n": number, "supply_temperature": 13.0})
    until(lambda: len(house.values(metric="n")) == 100)
    before = house.stored(metric="n")
    house.stop()
    house.start()
    house.say({"n": 100, "supply_temperature": 9.0})
    until(lambda: 100 in house.values(metric="n"))
    assert house.stored(metric="n")[:-1] == before
    until(lambda: house.alerts()[0].cleared_at is not None)
    assert len(house.alerts()) == 1
    assert house.alerts()[0].count == 100


def test_it_holds_within_one_run_of_the_listener_too(small_house: House) -> None:
    small_house.start()
    line = small_house.lines[-1]
    line.mute = True
    for number in range(50):
        small_house.say({"n": number})
    until(lambda: len(small_house.values(metric="n")) == 50)
    line.mute = False
    line.renew()
    small_house.say({"n": 50})
    until(lambda: 50 in small_house.values(metric="n"))
    assert small_house.values(metric="n") == list(range(51))


def test_the_same_value_again_is_a_new_reading(small_house: House) -> None:
    small_house.start()
    for _ in range(20):
        small_house.say({"door": 1})
    until(lambda: len(small_house.values(metric="door")) == 20)


def test_an_alert_told_before_its_reading_was_stored_is_told_once(
    small_house: House, expected_logs: LogWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_logs.expect("devices.listener.storing", "busy with another writer")
    small_house.watch_for(AT_ONCE)
    small_house.start()
    early = small_house.reading(8.0, ago=5)
    until(lambda: small_house.values() == [8.0])
    write = TelemetryWriter.write

    def busy(self: TelemetryWriter, batch: Batch) -> int:
        """The store of readings fails between the two commits, where only a crash could otherwise be."""
        if batch.readings:
            raise Unavailable("The database is busy with another writer.")
        return write(self, batch)

    monkeypatch.setattr(TelemetryWriter, "write", busy)
    at = small_house.reading(13.5)
    until(lambda: len(small_house.orders()) == 1, 60)
    until(lambda: any("busy" in record.getMessage() for record in expected_logs.seen), 60)
    small_house.stop()
    monkeypatch.undo()
    assert small_house.stored() == [(early, 8.0)]
    small_house.start()
    until(lambda: small_house.stored() == [(early, 8.0), (at, 13.5)])
    (alert,) = small_house.alerts()
    assert to_ms(alert.started_at) == at
    assert len(small_house.orders()) == 1


def test_an_order_does_not_wait_for_a_locked_telemetry_store(small_house: House, expected_logs: LogWatch) -> None:
    expected_logs.expect("devices.listener.storing", "busy with another writer")
    small_house.watch_for(AT_ONCE)
    small_house.start()
    early = small_house.reading(8.0, ago=5)
    until(lambda: small_house.values() == [8.0])
    telemetry = Path(small_house.database_url.removeprefix("sqlite:///")).with_name("telemetry.db")
    with closing(sqlite3.connect(telemetry, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        at = small_house.reading(13.5)
        until(lambda: len(small_house.orders()) == 1, 30)
        until(lambda: any("busy" in record.getMessage() for record in expected_logs.seen), 30)
        small_house.stop()
        other.execute("ROLLBACK")
    assert small_house.stored() == [(early, 8.0)]
    small_house.start()
    until(lambda: small_house.stored() == [(early, 8.0), (at, 13.5)])
    assert len(small_house.orders()) == 1
