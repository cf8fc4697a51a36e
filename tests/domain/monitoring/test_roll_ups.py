"""Roll-ups: they equal a plain recomputation, whatever comes late and whatever crashes."""

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from domain.monitoring.telemetry import rolling, rollups, schema
from domain.monitoring.telemetry.retention import forget
from domain.monitoring.telemetry.rows import Batch, ReadingRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from tests.support.telemetry import START, assert_rolled_up, level, roll_up, stored, values

rows = st.lists(
    st.tuples(
        st.integers(-3 * rollups.HOUR, 50 * rollups.HOUR),
        st.one_of(st.none(), st.floats(-1e6, 1e6, allow_nan=False)),
    ),
    max_size=40,
)


def test_texts_are_kept_and_no_roll_up_counts_them(telemetry: Telemetry, writer: TelemetryWriter, series: int) -> None:
    writer.write(Batch(readings=[ReadingRow(series, START, None, "auto"), ReadingRow(series, START + 1, 5.0, None)]))
    roll_up(writer)
    assert stored(telemetry, series) == [(START, None, "auto"), (START + 1, 5.0, None)]
    assert_rolled_up(telemetry, series)


def test_a_series_of_texts_alone_has_no_roll_up(telemetry: Telemetry, writer: TelemetryWriter, series: int) -> None:
    writer.write(Batch(readings=[ReadingRow(series, START, None, "auto")]))
    roll_up(writer)
    assert level(telemetry, schema.rollup_minute, series) == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(rows, min_size=1, max_size=4), name=st.uuids())
def test_roll_ups_equal_a_plain_recomputation_in_whatever_order_readings_come(
    telemetry: Telemetry, writer: TelemetryWriter, batches: list[list[tuple[int, float | None]]], name: object
) -> None:
    key = (str(name), "flow")
    series_id = writer.series_ids([key])[key]
    for batch in batches:
        writer.write(
            Batch(
                readings=[
                    ReadingRow(series_id, START + at, value, "off" if value is None else None) for at, value in batch
                ]
            )
        )
        roll_up(writer)
    assert_rolled_up(telemetry, series_id)


def test_late_readings_change_the_roll_ups_they_belong_to(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    writer.write(values(series, *range(180)))
    roll_up(writer)
    writer.write(values(series, -50.0, start=START + 61_500))
    roll_up(writer)
    assert level(telemetry, schema.rollup_minute, series)[START + 60_000][0] == -50.0
    assert_rolled_up(telemetry, series)


def test_rolling_up_twice_or_with_nothing_new_is_harmless(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    roll_up(writer)
    writer.write(values(series, 1.0, 2.0))
    for _ in range(3):
        roll_up(writer)
    assert_rolled_up(telemetry, series)


def test_a_crash_between_two_parts_of_a_roll_up_is_made_good_too(
    telemetry: Telemetry, series: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rolling, "FIRST_PART", 3)
    writer = TelemetryWriter(telemetry, "listener-1")
    writer.write(values(series, *range(600)))
    assert writer.roll_up(), "there is more to be done"
    roll_up(TelemetryWriter(telemetry, "listener-1"))
    assert_rolled_up(telemetry, series)


def test_another_listener_leaves_the_marker_of_a_crash_alone(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    writer.write(values(series, *range(100)))
    other = TelemetryWriter(telemetry, "listener-2")
    other.write(values(other.series_ids([("other", "metric")])["other", "metric"], 1.0))
    roll_up(other)
    roll_up(TelemetryWriter(telemetry, "listener-1"))
    assert_rolled_up(telemetry, series)


def test_a_crash_between_batch_and_roll_up_is_made_good_by_the_next_writer(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    writer.write(values(series, *range(100)))
    roll_up(writer)
    writer.write(values(series, *range(500), start=START + 90_000))
    writer.write(values(series, 7.0, start=START - rollups.HOUR))
    roll_up(TelemetryWriter(telemetry, "listener-1"))
    assert_rolled_up(telemetry, series)
    with telemetry.read() as connection:
        assert connection.scalar(select(schema.rollup_open.c.since)) is None


def test_after_a_crash_only_the_days_that_were_touched_are_computed_anew(
    telemetry: Telemetry, writer: TelemetryWriter, series: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(-300, 0, 20):
        writer.write(values(series, 1.0, 2.0, start=START + day * rollups.DAY))
    roll_up(writer)
    writer.write(values(series, 5.0, start=START - 300 * rollups.DAY + 500))
    writer.write(values(series, *range(10)))
    anew = TelemetryWriter(telemetry, "listener-1")
    touched: set[tuple[int, int]] = set()
    refresh = rollups.refresh
    with monkeypatch.context() as patch:

        def watched(connection: Connection, part: Iterable[tuple[int, int]]) -> None:
            touched.update(part)
            refresh(connection, part)

        patch.setattr(rollups, "refresh", watched)
        anew.write(values(series, 3.0, start=START + 60_000))
        roll_up(anew)
    assert {at for _, at in touched} == {START - 300 * rollups.DAY, START, START + 60_000}
    assert_rolled_up(telemetry, series)


def test_what_a_crash_left_out_is_worked_off_in_parts(
    telemetry: Telemetry, series: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = TelemetryWriter(telemetry, "listener-1")
    writer.write(values(series, *range(100), step=rollups.MINUTE))
    monkeypatch.setattr(rolling, "FIRST_PART", 3)
    for _ in range(3):  # and each of them crashes after a part
        assert TelemetryWriter(telemetry, "listener-1").roll_up(), "there is more to be done"
    roll_up(TelemetryWriter(telemetry, "listener-1"))
    assert_rolled_up(telemetry, series)


def test_roll_ups_outlive_the_readings_they_were_computed_from(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    writer.write(values(series, *range(120)))
    writer.write(values(series, 1.0, start=START + 2 * rollups.DAY))
    roll_up(writer)
    before = level(telemetry, schema.rollup_minute, series)
    forget(telemetry, START + 90_000, lambda: True)
    writer.write(values(series, 119.0, start=START + 119_500))
    forget(telemetry, START + rollups.DAY, lambda: True)
    roll_up(writer)
    after = level(telemetry, schema.rollup_minute, series)
    assert after[START] == before[START]
    assert after[START + 60_000][3] >= before[START + 60_000][3]
