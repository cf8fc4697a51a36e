"""SenML, record by record."""

import pytest

from devices.dialects.dialect import Decoded
from devices.dialects.senml import SenML
from tests.support.dialects import NOW, message, moments, readings, reasons, samples, says_something, units

SECOND = NOW / 1000


def decode(*records: object, retain: bool = False) -> Decoded:
    return SenML().decode(message("senml/plant", list(records), retain=retain), NOW)


def told(decoded: Decoded) -> list[tuple[str, object]]:
    return [(metric, value) for _, metric, value in readings(decoded)]


def test_every_sample_says_something_and_nothing_wrong() -> None:
    for sample in samples("senml"):
        decoded = SenML().decode(sample, NOW)
        assert SenML().takes(sample.topic)
        assert says_something(decoded)
        assert not decoded.rejected, sample.topic


def test_base_fields_hold_for_the_records_that_follow() -> None:
    decoded = SenML().decode(samples("senml")[1], NOW)
    assert [(r.metric, r.value, r.at - NOW) for r in decoded.readings] == [
        ("voltage", 120.1, -9_500), ("current", 1.2, -14_500), ("current", 1.3, -13_500),
    ]  # fmt: skip
    assert {reading.device for reading in decoded.readings} == {"senml:urn:dev:ow:10e2073a0108006"}
    assert units(decoded.announced[0]) == {"voltage": "V", "current": "A"}


@pytest.mark.parametrize(
    ("records", "device", "metric"),
    [
        ([{"n": "urn:dev:ow:1", "v": 1}], "senml:urn:dev:ow:1", "value"),
        ([{"bn": "urn:dev:ow:1:", "n": "t", "v": 1}], "senml:urn:dev:ow:1", "t"),
        ([{"bn": "urn:dev:ow:1", "v": 1}], "senml:urn:dev:ow:1", "value"),
        ([{"bn": "pump", "n": "/t", "v": 1}], "senml:pump", "t"),
        ([{"n": "t", "v": 1}], "senml:senml/plant", "t"),
        ([{"v": 1}], "senml:senml/plant", "value"),
    ],
)
def test_the_name_says_device_and_metric(records: list[object], device: str, metric: str) -> None:
    assert readings(decode(*records)) == [(device, metric, 1.0)]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"n": "a", "v": 1.5, "bv": 20}, [("a", 21.5)]),
        ({"n": "a", "bv": 20}, [("a", 20.0)]),
        ({"n": "a", "vb": False}, [("a", 0.0)]),
        ({"n": "a", "vs": "open"}, [("a", "open")]),
        ({"n": "a", "vd": "aGk"}, [("a", "aGk")]),
        ({"n": "a", "v": 1, "s": 5}, [("a", 1.0), ("a.sum", 5.0)]),
        ({"n": "a", "s": 5, "bs": 10}, [("a.sum", 15.0)]),
    ],
)
def test_each_kind_of_value_is_read(record: object, expected: list[object]) -> None:
    assert told(decode(record)) == expected


@pytest.mark.parametrize(
    ("record", "moment"),
    [
        ({"t": -60}, -60_000), ({"bt": -60, "t": 5}, -55_000), ({"t": 0}, 0), ({}, 0), ({"t": SECOND - 10}, -10_000),
        ({"bt": SECOND, "t": -10}, -10_000), ({"t": 300_000_000}, 0), ({"t": SECOND + 86_400}, 0), ({"t": 1e300}, 0),
        ({"t": 3600}, 0),
    ],
)  # fmt: skip
def test_times_are_relative_or_absolute_and_absurd_ones_give_way(record: dict[str, object], moment: int) -> None:
    assert moments(decode({"v": 1} | record)) == {moment}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("Cel", "°C"), ("%RH", "%"), ("lx", "lx"), ("ohm", "Ω"), ("m3", "m³"), ("C", "C"), ("F", "F"), ("dBm", "dBm"),
        ("/", "1"),
    ],
)  # fmt: skip
def test_units_of_the_registry_are_those_of_people(unit: str, expected: str) -> None:
    assert units(decode({"n": "a", "u": unit, "v": 1}).announced[0]) == {"a": expected}


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([{"n": "a", "v": "1"}], "not_a_value"),
        ([{"n": "a", "v": True}], "not_a_value"),
        ([{"n": "a", "v": 1, "t": "now"}], "not_a_value"),
        ([{"n": "a", "v": 10**400}], "not_finite"),
        ([{"n": "a", "v": 1, "bver": 11}], "not_taken"),
        ([{"n": "a", "v": 1, "must_": 1}], "not_taken"),
        ([{"n": "a"}], "no_values"),
        ([{"bn": "a\x00", "v": 1}], "bad_topic"),
        ([7], "not_an_object"),
        ([], "no_values"),
    ],
)
def test_what_is_of_no_use_is_refused_with_its_reason(records: list[object], reason: str) -> None:
    decoded = decode(*records)
    assert (decoded.readings, reasons(decoded)) == ([], [reason])


def test_one_bad_record_spoils_nothing_for_the_others() -> None:
    decoded = decode({"n": "a", "v": "x"}, {"n": "b", "v": 2})
    assert (told(decoded), reasons(decoded)) == ([("b", 2.0)], ["not_a_value"])


def test_a_retained_record_needs_an_absolute_time() -> None:
    assert reasons(decode({"v": 1, "t": -5}, retain=True)) == ["old_retained"]
    assert moments(decode({"v": 1, "t": SECOND - 5}, retain=True)) == {-5_000}


@pytest.mark.parametrize(
    ("filters", "topic", "taken"),
    [
        (("senml/#",), "senml/a/b", True),
        (("senml/#",), "senml", True),
        (("+/senml",), "a/senml", True),
        (("+/senml",), "a/b/senml", False),
        (("plant/+/raw",), "plant/x/raw", True),
        (("plant/+/raw",), "plant/x/other", False),
    ],
)
def test_any_topics_may_carry_it(filters: tuple[str, ...], topic: str, taken: bool) -> None:
    assert SenML(filters).takes(topic) is taken
