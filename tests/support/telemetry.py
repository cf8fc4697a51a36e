"""Readings to write, and what the telemetry store made of them."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from sqlalchemy import Table, select

from domain.clock import to_ms
from domain.monitoring.telemetry import rollups, schema
from domain.monitoring.telemetry.rows import Batch, ReadingRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from tests.support.moments import MONDAY_MORNING

START = to_ms(MONDAY_MORNING)
LEVELS = {
    rollups.MINUTE: schema.rollup_minute,
    rollups.HOUR: schema.rollup_hour,
    rollups.DAY: schema.rollup_day,
}


def roll_up(writer: TelemetryWriter) -> None:
    """All parts of it."""
    while writer.roll_up():
        pass


def values(series_id: int, *numbers: float, start: int = START, step: int = 1000) -> Batch:
    rows: list[tuple[int, int, float | None, str | None]] = [
        ReadingRow(series_id, start + place * step, number, None) for place, number in enumerate(numbers)
    ]
    return Batch(readings=rows)


def stored(telemetry: Telemetry, series_id: int) -> list[tuple[int, float | None, str | None]]:
    c = schema.reading.c
    with telemetry.read() as connection:
        rows = connection.execute(select(c.at, c.value, c.text).where(c.series_id == series_id).order_by(c.at))
        return [(at, value, words) for at, value, words in rows]


def level(telemetry: Telemetry, table: Table, series_id: int) -> dict[int, tuple[float, ...]]:
    c = table.c
    statement = select(c.at, c["min"], c["max"], c["sum"], c["count"], c["last"]).where(c.series_id == series_id)
    with telemetry.read() as connection:
        return {at: tuple(float(each) for each in rest) for at, *rest in connection.execute(statement)}


def recomputed(readings: Iterable[tuple[int, float | None, str | None]], width: int) -> dict[int, tuple[float, ...]]:
    """Roll-ups of `readings` as anybody would compute them."""
    buckets: dict[int, list[float]] = defaultdict(list)
    for at, value, _ in sorted(readings):
        if value is not None:
            buckets[at - at % width].append(value)
    return {at: (min(found), max(found), sum(found), len(found), found[-1]) for at, found in buckets.items()}


def assert_rolled_up(telemetry: Telemetry, series_id: int) -> None:
    """Every level equals a plain recomputation from what is stored."""
    readings = stored(telemetry, series_id)
    for width, table in LEVELS.items():
        expected, found = recomputed(readings, width), level(telemetry, table, series_id)
        assert found.keys() == expected.keys()
        for at, figures in expected.items():
            assert found[at] == pytest.approx(figures, rel=1e-9, abs=1e-6)
