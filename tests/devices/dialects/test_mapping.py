"""Messages of any shape, read as a mapping says: a table of worked cases, and whatever else may come."""

import math
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.mapped import MAPPINGS
from bench.mutations import mutated
from bench.samples import samples
from devices.dialects.dialect import Decoded
from devices.dialects.mapping.dialect import Mapped
from devices.moments import KEPT, SKEW
from domain.monitoring.mappings.definition import (
    Described,
    MappedMetric,
    MappedStatus,
    MappedTime,
    MappingDefinition,
    PayloadKind,
    TimeUnit,
    ValueType,
)
from domain.monitoring.storable import is_metric_name
from tests.support.dialects import NOW, message, moments, presence, readings, reasons, says_something, units
from tests.support.silence import LogWatch

PRESS = "mapping:press/p1"


def press(topic: str = "plant/{device}/state", **more: Any) -> Mapped:
    return Mapped([Described("press", MappingDefinition(topic, device=more.pop("device", ("device",)), **more))])


def said(mapped: Mapped, payload: object, topic: str = "plant/p1/state") -> Decoded:
    assert mapped.takes(topic)
    return mapped.decode(message(topic, payload), NOW)


def one(**metric: Any) -> tuple[MappedMetric, ...]:
    return (MappedMetric(**{"path": "v", "name": "m", **metric}),)


VALUES: dict[str, tuple[MappedMetric, object, float | str]] = {
    "a number": (MappedMetric("a.b", "m"), {"a": {"b": 2.5}}, 2.5),
    "a number in text": (MappedMetric("v", "m"), {"v": " 2.5e1 "}, 25.0),
    "an element of an array": (MappedMetric("v[1]", "m"), {"v": [1, 2]}, 2.0),
    "a member with dots": (MappedMetric('["a.b"]', "m"), {"a.b": 3}, 3.0),
    "the message as a whole": (MappedMetric("$", "m"), 7, 7.0),
    "a decimal comma": (MappedMetric("v", "m", type=ValueType.COMMA), {"v": "-1.234,5"}, -1234.5),
    "a truth": (MappedMetric("v", "m", type=ValueType.BOOLEAN), {"v": "On"}, 1.0),
    "an untruth": (MappedMetric("v", "m", type=ValueType.BOOLEAN), {"v": False}, 0.0),
    "a number that is a truth": (MappedMetric("v", "m", type=ValueType.BOOLEAN), {"v": 1.0}, 1.0),
    "a text": (MappedMetric("v", "m", type=ValueType.TEXT), {"v": "E-17"}, "E-17"),
    "Fahrenheit": (MappedMetric("v", "m", given="degF", unit="°C"), {"v": 212}, 100.0),
    "scaled, then converted": (MappedMetric("v", "m", given="mbar", unit="bar", scale=10, offset=5), {"v": 1}, 0.015),
    "only scaled": (MappedMetric("v", "m", scale=0.1), {"v": 215}, 21.5),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_read_as_the_mapping_says(name: str) -> None:
    metric, payload, expected = VALUES[name]
    decoded = said(press(metrics=(metric,)), payload)
    ((device, told, value),) = readings(decoded)
    assert (device, told) == (PRESS, "m")
    assert value == (pytest.approx(expected) if isinstance(expected, float) else expected)
    assert decoded.rejected == []


UNREADABLE: dict[str, tuple[MappedMetric, object, str]] = {
    "words for a number": (MappedMetric("v", "m"), {"v": "warm"}, "not_a_value"),
    "a point for a comma": (MappedMetric("v", "m", type=ValueType.COMMA), {"v": "1,2,3"}, "not_a_value"),
    "neither yes nor no": (MappedMetric("v", "m", type=ValueType.BOOLEAN), {"v": "maybe"}, "not_a_value"),
    "an object": (MappedMetric("v", "m"), {"v": {"w": 1}}, "not_a_value"),
    "endless": (MappedMetric("v", "m", scale=1e200), {"v": 1e99}, "not_finite"),
    "nothing": (MappedMetric("v", "m"), {"w": 1}, "no_values"),
    "no JSON": (MappedMetric("v", "m"), b"{", "not_json"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_said(name: str) -> None:
    metric, payload, reason = UNREADABLE[name]
    decoded = said(press(metrics=(metric,)), payload)
    assert readings(decoded) == []
    assert reasons(decoded) == [reason]


AT = NOW - 3_600_000
TIMES: dict[str, tuple[MappedTime, object]] = {
    "seconds": (MappedTime("t", TimeUnit.SECONDS), AT / 1000),
    "seconds in text": (MappedTime("t", TimeUnit.SECONDS), str(AT // 1000)),
    "milliseconds": (MappedTime("t", TimeUnit.MILLISECONDS), AT),
    "microseconds": (MappedTime("t", TimeUnit.MICROSECONDS), AT * 1000),
    "nanoseconds": (MappedTime("t", TimeUnit.NANOSECONDS), AT * 1_000_000),
    "ISO with zone": (MappedTime("t", TimeUnit.ISO), "2025-11-24T16:00:00+01:00"),
    "ISO without": (MappedTime("t", TimeUnit.ISO, zone="Europe/Berlin"), "2025-11-24T16:00:00"),
    "a pattern": (MappedTime("t", TimeUnit.PATTERN, "Europe/Berlin", "%d.%m.%Y %H:%M"), "24.11.2025 16:00"),
}


@pytest.mark.parametrize("name", TIMES)
def test_a_time_is_read_as_the_mapping_says(name: str) -> None:
    time, told = TIMES[name]
    decoded = said(press(metrics=one(), time=time), {"v": 1, "t": told})
    assert moments(decoded) == {AT - NOW}
    assert decoded.rejected == []


@pytest.mark.parametrize("told", ["soon", -5, 1e300, {}, True, "9" * 500])
def test_a_time_that_cannot_be_gives_way_to_that_of_arrival_and_is_said(told: object) -> None:
    decoded = said(press(metrics=one(), time=MappedTime("t")), {"v": 1, "t": told})
    assert moments(decoded) == {0}
    assert reasons(decoded) == ["bad_time"]


def test_elements_of_an_array_are_metrics_under_their_own_names() -> None:
    metric = MappedMetric("probes[*].v", "temperature", given="K", unit="°C", named_by="id")
    decoded = said(press(metrics=(metric,)), {"probes": [{"id": "in", "v": 300}, {"id": "out", "v": 290}, {"v": 1}]})
    assert [(m, round(float(v or 0), 2)) for _, m, v in readings(decoded)] == [
        ("temperature.in", 26.85),
        ("temperature.out", 16.85),
    ]
    assert {name: unit for each in decoded.announced for name, unit in units(each).items()} == {
        "temperature.in": "°C",
        "temperature.out": "°C",
    }


def test_elements_without_names_are_numbered() -> None:
    assert readings(said(press(metrics=(MappedMetric("[*]", "v"),)), [5, 6])) == [(PRESS, "v.1", 5), (PRESS, "v.2", 6)]


def test_records_of_an_array_have_devices_and_times_of_their_own() -> None:
    mapped = press("gw", device=(), device_path="id", records="data[*]", metrics=one(), time=MappedTime("t"))
    payload = {"data": [{"id": "a", "t": AT, "v": 1}, {"v": 2}, {"id": "b", "t": NOW, "v": 3}]}
    decoded = said(mapped, payload, "gw")
    assert [(r.device, r.at, r.value) for r in decoded.readings] == [
        ("mapping:press/a", AT, 1.0),
        ("mapping:press/b", NOW, 3.0),
    ]
    assert reasons(decoded) == ["unannounced"]


def test_all_numbers_are_taken_that_are_not_spoken_for() -> None:
    mapped = press(metrics=one(path="a.v", name="speed"), time=MappedTime("t"), all_numbers=True)
    payload = {"t": AT, "a": {"v": 1, "w": 2}, "l": [3, 4], "s": "x", "b": True}
    assert readings(said(mapped, payload)) == [
        (PRESS, "speed", 1),
        (PRESS, "a.w", 2),
        (PRESS, "l.1", 3),
        (PRESS, "l.2", 4),
    ]


def test_the_topic_names_site_device_and_metric_of_bare_values() -> None:
    known = MappedMetric("temp", "temperature", "Temperature", given="mbar", unit="bar")
    mapped = press(
        "plant/{site}/dev-{device}/{metric}", device=("site", "device"), metric="metric", payload=PayloadKind.VALUE,
        metrics=(known,), all_numbers=True,
    )  # fmt: skip
    assert readings(said(mapped, "500", "plant/nord/dev-7/temp")) == [("mapping:press/nord/7", "temperature", 0.5)]
    assert readings(said(mapped, "5.5", "plant/nord/dev-7/level")) == [("mapping:press/nord/7", "level", 5.5)]
    assert not mapped.takes("plant/nord/x-7/temp")
    only_known = press("p/{device}/{metric}", metric="metric", payload=PayloadKind.VALUE, metrics=(known,))
    assert reasons(said(only_known, "5.5", "p/a/level")) == ["not_taken"]


def test_the_metric_of_the_topic_stands_before_those_of_the_message() -> None:
    mapped = press("p/{device}/{metric}", metric="metric", metrics=(MappedMetric("v"), MappedMetric("max", "max")))
    assert [m for _, m, _ in readings(said(mapped, {"v": 1, "max": 2}, "p/a/rpm"))] == ["rpm", "rpm.max"]


def test_columns_are_counted_from_one_and_lines_are_records() -> None:
    mapped = press(
        payload=PayloadKind.COLUMNS,
        metrics=(MappedMetric("2", "level", type=ValueType.COMMA),),
        time=MappedTime("1", TimeUnit.SECONDS),
        all_numbers=True,
    )
    decoded = said(mapped, f"{AT // 1000}; 1,5; x; 4\n{NOW // 1000};2;;")
    assert readings(decoded) == [(PRESS, "level", 1.5), (PRESS, "4", 4), (PRESS, "level", 2)]
    assert moments(decoded) == {AT - NOW, 0}


def test_a_status_is_said_within_the_message_or_on_a_topic_of_its_own() -> None:
    within = press(metrics=one(), status=MappedStatus(path="s", online=("RUN",), offline=("STOP",)))
    assert presence(said(within, {"v": 1, "s": "run"})) == [(PRESS, True)]
    assert reasons(said(within, {"v": 1, "s": "walk"})) == ["bad_status"]
    apart = press(metrics=one(), status=MappedStatus(topic="plant/{device}/there", online=("1",), offline=("0",)))
    assert apart.filters == ("plant/+/state", "plant/+/there")
    assert presence(said(apart, "0", "plant/p1/there")) == [(PRESS, False)]


def test_metrics_are_announced_once_with_label_and_unit() -> None:
    mapped = press(metrics=one(label="Pressure", given="mbar", unit="bar"))
    (announced,) = said(mapped, {"v": 1}).announced
    assert (announced.device, announced.name) == (PRESS, "p1")
    assert (announced.metrics[0].label, announced.metrics[0].unit) == ("Pressure", "bar")
    assert said(mapped, {"v": 2}).announced == []


def test_a_mapping_that_cannot_be_meant_is_left_out(expected_logs: LogWatch) -> None:
    expected_logs.expect("devices.dialects.mapping", "left out")
    mapped = Mapped([Described("bad", MappingDefinition("callout/v1/{device}/telemetry", ("device",)))])
    assert mapped.filters == ()
    assert not mapped.takes("callout/v1/a/telemetry")


EVERYTHING = Mapped(MAPPINGS)
SAMPLES = samples("mapping")


def check(decoded: Decoded) -> None:
    assert says_something(decoded)
    for reading in decoded.readings:
        assert reading.device.startswith("mapping:")
        assert is_metric_name(reading.metric)
        assert (reading.value is None) != (reading.text is None)
        assert reading.value is None or math.isfinite(reading.value)
        assert NOW - KEPT <= reading.at <= NOW + SKEW
    assert all(each.detail and each.topic.isprintable() for each in decoded.rejected)
    assert all(each.reason.value != "broken" for each in decoded.rejected)


@given(seed=st.integers(0, 1 << 32))
def test_no_mutated_message_breaks_a_mapping(seed: int) -> None:
    for received in mutated(SAMPLES, 5, seed):
        check(EVERYTHING.decode(received, NOW))


@given(payload=st.binary(max_size=200), sample=st.sampled_from(SAMPLES))
def test_no_bytes_break_a_mapping(payload: bytes, sample: Any) -> None:
    check(EVERYTHING.decode(msgspec.structs.replace(sample, payload=payload), NOW))


def test_what_is_remembered_is_bounded() -> None:
    mapped = press(all_numbers=True)
    for number in range(30_000):
        mapped.decode(message(f"plant/p{number}/state", {"v": 1}), NOW)
    assert mapped.remembered() <= 20_000
