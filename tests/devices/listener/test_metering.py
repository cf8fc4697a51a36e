"""The watch over meters and conditions as it runs: what devices have told is taken at its start."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from devices.listener.metering import READ_EVERY, Metering
from domain.clock import FixedClock, to_ms
from domain.meters.queries import readings_of_meter
from domain.meters.service import MeterDraft, create_meter
from domain.monitoring.telemetry.rows import Batch, ReadingRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.store import Store
from tests.support.telemetry import roll_up
from tests.support.workshop import build


@pytest.fixture
def store(database_url: str, fixed_clock: FixedClock) -> Iterator[Store]:
    opened = Store.open(database_url, fixed_clock)
    yield opened
    opened.close()


@pytest.fixture
def telemetry(database_url: str) -> Iterator[Telemetry]:
    opened = Telemetry.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def meter(store: Store) -> int:
    asset = store.run("setup", build).asset
    return store.run("setup", create_meter, asset, MeterDraft("Running hours", "h", metric="hours"))


def measure(telemetry: Telemetry, store: Store, value: float) -> None:
    writer = TelemetryWriter(telemetry, "test")
    key = ("chiller-1", "hours")
    series_id = writer.series_ids([key])[key]
    writer.write(Batch(readings=[ReadingRow(series_id, to_ms(store.clock.now()), value, None)]))
    roll_up(writer)


def values(store: Store, meter: int) -> list[int]:
    with store.read() as session:
        return [int(row.value) for row in readings_of_meter(session, meter)]


def test_meters_are_read_once_somebody_watches(store: Store, telemetry: Telemetry, meter: int) -> None:
    measure(telemetry, store, 100)
    watch = Metering(store, telemetry)
    watch.start()
    try:
        assert watch.watching.wait(15)
        assert values(store, meter) == [100]
    finally:
        watch.stop()


def test_meters_are_read_again_when_it_is_time(
    store: Store, telemetry: Telemetry, fixed_clock: FixedClock, meter: int
) -> None:
    watch = Metering(store, telemetry)
    watch.begin()
    assert watch.turn() > 0
    measure(telemetry, store, 100)
    watch.turn()
    assert values(store, meter) == []
    fixed_clock.advance(READ_EVERY)
    watch.turn()
    assert values(store, meter) == [100]
    measure(telemetry, store, 108)
    fixed_clock.advance(timedelta(days=1))
    watch.turn()
    assert values(store, meter) == [108, 100]
