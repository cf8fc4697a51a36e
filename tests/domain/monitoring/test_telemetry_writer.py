"""The writing side of telemetry: nothing twice, nothing half, and roll-ups that equal a plain recomputation."""

import pytest
from sqlalchemy import event, text

from domain.clock import to_ms
from domain.errors import Unavailable
from domain.monitoring.telemetry import history, many, rollups
from domain.monitoring.telemetry import writer as writing
from domain.monitoring.telemetry.readings import SQLITE_ROUND, SQLITE_ROWS_AT_ONCE
from domain.monitoring.telemetry.retention import forget
from domain.monitoring.telemetry.rows import Batch, PresenceRow, PulseRow, RejectedRow, UntimedRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from tests.support.moments import MONDAY_MORNING
from tests.support.telemetry import START, roll_up, stored, values


def fail(*_: object) -> None:
    raise Unavailable("no")


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


@pytest.mark.parametrize("count", [SQLITE_ROUND - 1, SQLITE_ROUND, SQLITE_ROUND + 1, SQLITE_ROWS_AT_ONCE + 1_234])
def test_a_large_batch_is_stored_whole_and_counted_right(
    telemetry: Telemetry, writer: TelemetryWriter, series: int, count: int
) -> None:
    numbers = [float(number) for number in range(count)]
    assert writer.write(values(series, *numbers)) == count
    assert [value for _, value, _ in stored(telemetry, series)] == numbers
    assert writer.write(values(series, *numbers, 7.0)) == 1


def test_more_states_and_signs_of_life_than_one_statement_takes_are_all_kept(
    telemetry: Telemetry, writer: TelemetryWriter, series: int
) -> None:
    rules = range(1, 2 * many.ROWS_AT_ONCE + 2)
    for word in (b"a", b"b"):
        writer.write(Batch(states={(rule, series): word for rule in rules}))
        writer.write_presence([PresenceRow(f"d-{rule}", START, True, 1, None) for rule in rules])
    assert writer.states() == {(rule, series): b"b" for rule in rules}
    with telemetry.read() as connection:
        assert [each.messages for each in history.presences(connection)] == [2 for _ in rules]


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


def test_a_series_whose_making_was_never_committed_is_made_again(telemetry: Telemetry, writer: TelemetryWriter) -> None:
    def hang_up(_connection: object) -> None:
        raise Unavailable("no")

    event.listen(telemetry.engine, "commit", hang_up)
    with pytest.raises(Unavailable):
        writer.series_ids([("chl-0005", "flow")])
    event.remove(telemetry.engine, "commit", hang_up)
    made = writer.series_ids([("chl-0005", "flow")])["chl-0005", "flow"]
    writer.write(values(made, 7.0))
    with telemetry.read() as connection:
        assert [reading.value for reading in history.latest(connection, "chl-0005")] == [7.0]


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
