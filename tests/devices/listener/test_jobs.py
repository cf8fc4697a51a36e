"""Old raw readings are forgotten, roll-ups stay, and new readings are written in between."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from devices.listener.jobs import Jobs
from domain.clock import FixedClock, to_ms
from domain.monitoring.telemetry import history, schema
from domain.monitoring.telemetry.rows import Batch
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.store import Store

NOW = datetime(2026, 3, 2, 2, 40, tzinfo=UTC)
KEY = ("d", "t")


@pytest.mark.parametrize("age", [11, 45, 200])
def test_readings_beyond_their_time_go_and_their_roll_ups_stay(database_url: str, age: int) -> None:
    telemetry = Telemetry.open(database_url)
    try:
        writer = TelemetryWriter(telemetry, "test")
        series = writer.series_ids([KEY])[KEY]
        old, new = (to_ms(NOW - timedelta(days=days)) for days in (age, 9))
        for first in (old, new):
            rows: list[tuple[int, int, float | None, str | None]] = [
                (series, first + 1000 * n, float(n), None) for n in range(120)
            ]
            writer.write(Batch(readings=rows))
        while writer.roll_up():
            pass
        store = Store.open(database_url, FixedClock(NOW))
        Jobs(store, telemetry, FixedClock(NOW), keep_days=10).forget_old_readings()
        store.close()
        with telemetry.read() as connection:
            assert history.readings_stored(connection) == 120
            minutes = connection.scalars(select(schema.rollup_minute.c.at).order_by("at")).all()
        assert minutes[0] <= old < minutes[-1]
    finally:
        telemetry.close()


def test_the_scheduler_starts_and_stops_in_peace(database_url: str) -> None:
    telemetry, store = Telemetry.open(database_url), Store.open(database_url, FixedClock(NOW))
    jobs = Jobs(store, telemetry, FixedClock(NOW))
    jobs.start()
    jobs.stop()
    store.close()
    telemetry.close()
