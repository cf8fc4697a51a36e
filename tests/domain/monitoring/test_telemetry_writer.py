"""The writing side of telemetry: nothing twice, nothing half, and roll-ups that equal a plain recomputation."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, select, text

from domain.clock import to_ms
from domain.errors import Unavailable
from domain.monitoring.telemetry import history, rolling, rollups, schema
from domain.monitoring.telemetry import writer as writing
from domain.monitoring.telemetry.retention import forget
from domain.monitoring.telemetry.rows import Batch, PresenceRow, PulseRow, ReadingRow, RejectedRow, UntimedRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from tests.support.moments import MONDAY_MORNING

START = to_ms(MONDAY_MORNING)
LEVELS = {
    rollups.MINUTE: schema.rollup_minute,
    rollups.HOUR: schema.rollup_hour,
    rollups.DAY: schema.rollup_day,
}


def fail(*_: object) -> None:
    raise Unavailable("no")


@pytest.fixture
def writer(telemetry: Telemetry) -> TelemetryWriter:
    return TelemetryWriter(telemetry, "listener-1")


@pytest.fixture
def series(writer: TelemetryWriter) -> int:
    return writer.series_ids([("chl-0001", "flow")])["chl-0001", "flow"]


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


def test_readings_are_stored_once_however_often_they_come(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    assert writer.write(values(series, 1.0, 2.0)) == 2
    assert writer.write(values(series, 9.0, 9.0, 3.0)) == 1
    assert [value for _, value, _ in stored(telemetry, series)] == [1.0, 2.0, 3.0]


def test_a_batch_may_hold_the_same_reading_twice(telemetry: Telemetry, writer: TelemetryWriter, series: int) -> None:
    batch = values(series, 1.0)
    batch.readings += batch.readings
    assert writer.write(batch) == 1


def test_texts_are_kept_and_no_roll_up_counts_them(telemetry: Telemetry, writer: TelemetryWriter, series: int) -> None:
    writer.write(Batch(readings=[ReadingRow(series, START, None, "auto"), ReadingRow(series, START + 1, 5.0, None)]))
    roll_up(writer)
    assert stored(telemetry, series) == [(START, None, "auto"), (START + 1, 5.0, None)]
    assert_rolled_up(telemetry, series)


def test_a_series_of_texts_alone_has_no_roll_up(telemetry: Telemetry, writer: TelemetryWriter, series: int) -> None:
    writer.write(Batch(readings=[ReadingRow(series, START, None, "auto")]))
    roll_up(writer)
    assert level(telemetry, schema.rollup_minute, series) == {}


def test_the_newest_reading_of_each_series_is_known(writer: TelemetryWriter, series: int) -> None:
    other = writer.series_ids([("chl-0002", "flow")])["chl-0002", "flow"]
    writer.write(values(series, 1.0, 2.0, 3.0))
    assert writer.newest_of([series, other]) == {series: START + 2000}


def test_series_keep_their_ids_for_every_writer(telemetry: Telemetry, writer: TelemetryWriter, series: int) -> None:
    another = TelemetryWriter(telemetry, "listener-2")
    late = writer.series_ids([("chl-0009", "flow")])["chl-0009", "flow"]
    assert another.series_ids([("chl-0001", "flow"), ("chl-0009", "flow")]) == {
        ("chl-0001", "flow"): series,
        ("chl-0009", "flow"): late,
    }


rows = st.lists(
    st.tuples(
        st.integers(-3 * rollups.HOUR, 50 * rollups.HOUR),
        st.one_of(st.none(), st.floats(-1e6, 1e6, allow_nan=False)),
    ),
    max_size=40,
)


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


def test_a_failing_transaction_stores_nothing_of_its_batch(
    telemetry: Telemetry, writer: TelemetryWriter, series: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = values(series, 1.0)
    batch.states[3, series] = b"pending"
    with monkeypatch.context() as patch:
        patch.setattr(TelemetryWriter, "_save_untimed", fail)
        with pytest.raises(Unavailable):
            writer.write(batch)
    assert (stored(telemetry, series), writer.states()) == ([], {})
    assert writer.write(batch) == 1
    assert writer.states() == {(3, series): b"pending"}


def test_rule_states_come_back_and_forgotten_ones_do_not(writer: TelemetryWriter, series: int) -> None:
    writer.write(Batch(states={(1, series): b"a", (2, series): b"b"}))
    writer.write(Batch(states={(1, series): b"\x00\xff", (2, series): None, (3, series): None}))
    assert writer.states() == {(1, series): b"\x00\xff"}


def test_messages_without_time_are_remembered_per_client(telemetry: Telemetry, writer: TelemetryWriter) -> None:
    writer.write(Batch(untimed=[UntimedRow(7, b"x", START), UntimedRow(8, b"y", START)]))
    writer.write(Batch(untimed=[UntimedRow(7, b"z", START + 1)]))
    assert writer.untimed() == {7: (b"z", START + 1), 8: (b"y", START)}
    assert TelemetryWriter(telemetry, "listener-2").untimed() == {}


def test_rejected_messages_are_kept_up_to_a_limit_and_all_are_counted(
    telemetry: Telemetry, writer: TelemetryWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "REJECTED_KEPT", 10)
    for start in range(0, 30, 6):
        reasons = ["not_json", "too_large"]
        batch = [
            RejectedRow(START + place, f"topic {place}", b"\x00{", 2, reasons[place % 2], "why")
            for place in range(start, start + 6)
        ]
        writer.write(Batch(rejected=batch))
    with telemetry.read() as connection:
        kept = history.rejected_messages(connection)
        assert history.rejected_counts(connection) == {"not_json": 15, "too_large": 15}
    assert [row.topic for row in kept] == [f"topic {place}" for place in range(29, 19, -1)]
    assert kept[0].payload == b"\x00{"


def test_presence_adds_up_and_keeps_the_first_time(telemetry: Telemetry, writer: TelemetryWriter) -> None:
    writer.write_presence([])
    writer.write_presence([PresenceRow("a", START, online=True, messages=3)])
    writer.write_presence([PresenceRow("a", START + 5, online=False, messages=4)])
    with telemetry.read() as connection:
        assert history.presences(connection) == [history.Presence("a", START, START + 5, online=False, messages=7)]


def test_pulses_of_all_listeners_add_up_and_old_ones_go(telemetry: Telemetry, writer: TelemetryWriter) -> None:
    later = START + rollups.DAY + 100_000
    for at in (START, later):
        writer.write_pulse(PulseRow("one", at, 10, 30, 1, 2, "running"))
    writer.write_pulse(PulseRow("two", later + 200, 5, 15, 0, 1, "running"))
    with telemetry.read() as connection:
        assert history.pulses(connection, 0) == [history.Pulse(later, 15, 45, 1, 3, "running")]


def test_a_curve_is_raw_while_it_fits_and_rolled_up_beyond(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    writer.write(values(series, *range(600)))
    roll_up(writer)

    def curve(points: int) -> list[history.Point]:
        with telemetry.read() as connection:
            return history.curve(connection, "chl-0001", "flow", START, START + 600_000, points=points)

    assert [point.last for point in curve(600)] == list(range(600))
    assert [(point.minimum, point.maximum, point.mean, point.last) for point in curve(50)][:2] == [
        (0.0, 59.0, 29.5, 59.0),
        (60.0, 119.0, 89.5, 119.0),
    ]
    with telemetry.read() as connection:
        assert history.curve(connection, "nobody", "flow", 0, START * 2) == []
        assert history.latest(connection, "chl-0001") == [history.Latest("flow", START + 599_000, 599.0, None)]


@pytest.mark.parametrize("moment", ["1970-01-15", "2026-02-28", "2026-12-31", "2100-06-01"])
def test_any_month_finds_its_place(telemetry: Telemetry, writer: TelemetryWriter, series: int, moment: str) -> None:
    at = to_ms(MONDAY_MORNING.fromisoformat(f"{moment}T23:59:59+00:00"))
    assert writer.write(values(series, 1.0, 2.0, start=at, step=2000)) == 2
    assert len(stored(telemetry, series)) == 2


def test_readings_of_each_month_have_a_partition_of_their_own(postgres_url: str) -> None:
    telemetry = Telemetry.open(postgres_url)
    writer = TelemetryWriter(telemetry, "listener-1")
    series_id = writer.series_ids([("a", "b")])["a", "b"]
    writer.write(values(series_id, 1.0, 2.0, step=40 * rollups.DAY))
    with telemetry.read() as connection:
        names = connection.scalars(text("select inhrelid::regclass::text from pg_inherits order by 1")).all()
    months = {name.rpartition(".")[2] for name in names}
    assert months >= {"reading_2026_03", "reading_2026_04"}
    telemetry.close()


def test_a_partition_lost_with_its_transaction_is_made_again(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    telemetry = Telemetry.open(postgres_url)
    writer = TelemetryWriter(telemetry, "listener-1")
    series_id = writer.series_ids([("a", "b")])["a", "b"]
    with monkeypatch.context() as patch:
        patch.setattr(TelemetryWriter, "_save_states", fail)
        with pytest.raises(Unavailable):
            writer.write(values(series_id, 1.0))
    assert writer.write(values(series_id, 1.0)) == 1
    telemetry.close()


def test_a_month_that_was_forgotten_as_a_whole_is_made_again(postgres_url: str) -> None:
    telemetry = Telemetry.open(postgres_url)
    writer = TelemetryWriter(telemetry, "listener-1")
    series_id = writer.series_ids([("a", "b")])["a", "b"]
    for _ in range(2):
        writer.write(values(series_id, 1.0))
    forget(telemetry, START + 60 * rollups.DAY, lambda: True)
    assert stored(telemetry, series_id) == []
    assert writer.write(values(series_id, 2.0)) == 1
    telemetry.close()


def test_what_the_store_does_not_take_is_told_as_unavailable(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    nameless = RejectedRow(START, None, b"", 0, "broken", "why")  # type: ignore[arg-type]
    with pytest.raises(Unavailable):
        writer.write(Batch(rejected=[nameless]))
    assert writer.write(values(series, 1.0)) == 1
