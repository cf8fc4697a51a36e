"""What charts read from the telemetry store, on both databases."""

import pytest
from sqlalchemy import delete

from domain.monitoring.telemetry import charting, schema
from domain.monitoring.telemetry.charting import ChartPoint, TextSpan
from domain.monitoring.telemetry.resolution import Resolution, Source
from domain.monitoring.telemetry.rollups import DAY, HOUR, MINUTE
from domain.monitoring.telemetry.rows import Batch, ReadingRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from tests.support.telemetry import START, roll_up, values

KEY = ("chl-0001", "flow")


def say(writer: TelemetryWriter, series: int, *told: str, step: int = MINUTE) -> None:
    writer.write(Batch(readings=[ReadingRow(series, START + at * step, None, text) for at, text in enumerate(told)]))


def test_readings_come_as_they_are(telemetry: Telemetry, writer: TelemetryWriter, series: int) -> None:
    writer.write(values(series, 1.0, 5.0, 3.0))
    with telemetry.read() as connection:
        found = charting.points(connection, series, START, START + 2000, Resolution(Source.READINGS, 0))
    assert found == [ChartPoint(START, 1.0, 1.0, 1.0), ChartPoint(START + 1000, 5.0, 5.0, 5.0)]


@pytest.mark.parametrize("source", [Source.READINGS, Source.MINUTES])
def test_buckets_hold_least_mean_and_greatest(
    telemetry: Telemetry, writer: TelemetryWriter, series: int, source: Source
) -> None:
    writer.write(values(series, *map(float, range(10)), step=30_000))
    roll_up(writer)
    begin = START - START % (2 * MINUTE)
    with telemetry.read() as connection:
        found = charting.points(connection, series, begin, START + HOUR, Resolution(source, 2 * MINUTE))
    plain: dict[int, list[float]] = {}
    for at in range(10):
        moment = START + 30_000 * at
        plain.setdefault(moment - moment % (2 * MINUTE), []).append(float(at))
    assert found == [ChartPoint(at, min(each), sum(each) / len(each), max(each)) for at, each in plain.items()]


def test_a_mean_weighs_every_reading_alike(telemetry: Telemetry, writer: TelemetryWriter, series: int) -> None:
    writer.write(values(series, 1.0, 1.0, 1.0))
    writer.write(values(series, 5.0, start=START + MINUTE))
    roll_up(writer)
    with telemetry.read() as connection:
        (found,) = charting.points(connection, series, 0, START + DAY, Resolution(Source.MINUTES, 28 * DAY))
    assert found.mean == 2.0


def test_what_is_not_rolled_up_yet_is_there_all_the_same(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    writer.write(values(series, 1.0, 3.0))
    roll_up(writer)
    writer.write(values(series, 8.0, 10.0, start=START + 5 * MINUTE, step=20 * MINUTE))
    with telemetry.read() as connection:
        (found,) = charting.points(connection, series, 0, START + DAY, Resolution(Source.MINUTES, 28 * DAY))
        nothing = charting.points(connection, series, 0, START - DAY, Resolution(Source.MINUTES, HOUR))
    assert (found.minimum, found.mean, found.maximum) == (1.0, 5.5, 10.0)
    assert nothing == []


def test_where_readings_are_forgotten_their_minutes_are_shown(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    writer.write(values(series, 1.0, 3.0))
    roll_up(writer)
    with telemetry.write() as connection:
        connection.execute(delete(schema.reading))
    with telemetry.read() as connection:
        found = charting.points(connection, series, START, START + MINUTE, Resolution(Source.READINGS, 0))
        assert charting.first_at(connection, [series]) == START - START % DAY
    assert found == [ChartPoint(START, 1.0, 2.0, 3.0)]


def test_texts_are_told_by_their_changes(telemetry: Telemetry, writer: TelemetryWriter, series: int) -> None:
    say(writer, series, "auto", "auto", "off", "off", "auto")
    with telemetry.read() as connection:
        found = charting.texts(connection, series, START + MINUTE // 2, START + HOUR)
        later = charting.texts(connection, series, START + 4 * MINUTE, START + HOUR)
    assert found == [
        TextSpan(START, START + 2 * MINUTE, "auto"),
        TextSpan(START + 2 * MINUTE, START + 4 * MINUTE, "off"),
        TextSpan(START + 4 * MINUTE, START + 4 * MINUTE, "auto"),
    ]
    assert later == found[2:]


def test_a_series_is_known_by_its_key_and_by_what_it_says(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    mode = ("chl-0001", "mode")
    other = writer.series_ids([mode])[mode]
    say(writer, other, "auto")
    writer.write(values(series, 1.0))
    with telemetry.read() as connection:
        found = charting.kept(connection, [KEY, mode, ("chl-0001", "nothing")])
        assert charting.kept(connection, []) == {}
        assert charting.first_at(connection, []) is None
    assert {key: each.texts for key, each in found.items()} == {KEY: False, mode: True}
