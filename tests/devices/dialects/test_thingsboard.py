"""ThingsBoard's device and gateway API, message by message."""

import pytest

from devices.dialects.dialect import Decoded
from devices.dialects.thingsboard import ThingsBoard
from tests.support.dialects import NOW, message, moments, presence, readings, reasons, samples, says_something

SENT = NOW - 10_000
A, B = "thingsboard:A", "thingsboard:B"


def decode(topic: str, payload: object = b"", *, retain: bool = False) -> Decoded:
    return ThingsBoard().decode(message(topic, payload, retain=retain), NOW)


def test_every_sample_says_something_and_nothing_wrong() -> None:
    for sample in samples("thingsboard"):
        decoded = ThingsBoard().decode(sample, NOW)
        assert ThingsBoard().takes(sample.topic)
        assert says_something(decoded)
        assert not decoded.rejected, sample.topic


@pytest.mark.parametrize(
    ("topic", "payload", "expected", "moment"),
    [
        ("v1/devices/A/telemetry", {"k": 1}, [(A, "k", 1.0)], 0),
        ("v1/devices/A/telemetry", [{"k": 1}, {"l": "2"}], [(A, "k", 1.0), (A, "l", 2.0)], 0),
        ("v1/devices/A/telemetry", {"ts": SENT, "values": {"k": 1}}, [(A, "k", 1.0)], -10_000),
        ("v1/devices/A/telemetry", {"ts": 7, "values": {"k": 1}}, [(A, "k", 1.0)], 0),
        ("v1/devices/A/telemetry", {"k": {"a": {"b": [1, 2]}}}, [(A, "k.a.b.1", 1.0), (A, "k.a.b.2", 2.0)], 0),
        ("v1/devices/A/attributes", {"firmware": "1.2.3"}, [(A, "firmware", "1.2.3")], 0),
        ("v1/gateway/telemetry", {"A": [{"ts": SENT, "values": {"k": 1}}]}, [(A, "k", 1.0)], -10_000),
        ("v1/gateway/telemetry", {"A": [{"k": 1}], "B": {"k": 2}}, [(A, "k", 1.0), (B, "k", 2.0)], 0),
        ("v1/gateway/attributes", {"A": {"k": 1}}, [(A, "k", 1.0)], 0),
    ],
)
def test_telemetry_and_attributes_become_readings(
    topic: str, payload: object, expected: list[object], moment: int
) -> None:
    decoded = decode(topic, payload)
    assert (readings(decoded), moments(decoded), reasons(decoded)) == (expected, {moment}, [])


def test_a_gateway_connects_and_disconnects_its_devices() -> None:
    connected = decode("v1/gateway/connect", {"device": "A", "type": "pump"})
    assert presence(connected) == [(A, True)]
    assert (connected.announced[0].name, connected.announced[0].model) == ("A", "pump")
    assert presence(decode("v1/gateway/disconnect", {"device": "A"})) == [(A, False)]


def test_a_name_of_no_use_spoils_nothing_for_the_others() -> None:
    decoded = decode("v1/gateway/telemetry", {"": [{"k": 1}], "A": [{"k": 1}], "B": 7})
    assert readings(decoded) == [(A, "k", 1.0)]
    assert reasons(decoded) == ["bad_topic", "not_an_object"]


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        ("v1/devices/me/telemetry", {"k": 1}, "bad_topic"),
        ("v1/devices/A/other", {"k": 1}, "bad_topic"),
        ("v1/gateway/other", {"k": 1}, "bad_topic"),
        ("v1/devices/\x01/telemetry", {"k": 1}, "bad_topic"),
        ("v1/devices/A/telemetry", "{", "not_json"),
        ("v1/devices/A/telemetry", "7", "not_an_object"),
        ("v1/devices/A/telemetry", {}, "no_values"),
        ("v1/devices/A/telemetry", [], "no_values"),
        ("v1/devices/A/telemetry", {"k": "NaN"}, "not_finite"),
        ("v1/gateway/telemetry", [], "not_an_object"),
        ("v1/gateway/telemetry", {}, "no_values"),
        ("v1/gateway/connect", {}, "no_values"),
        ("v1/gateway/connect", {"device": "\x01"}, "bad_topic"),
    ],
)
def test_what_is_of_no_use_is_refused_with_its_reason(topic: str, payload: object, reason: str) -> None:
    decoded = decode(topic, payload)
    assert (decoded.readings, reasons(decoded)) == ([], [reason])


def test_a_retained_value_without_its_time_is_refused() -> None:
    assert reasons(decode("v1/devices/A/telemetry", {"k": 1}, retain=True)) == ["old_retained"]


@pytest.mark.parametrize("topic", ["v1/gateway/rpc", "v1/devices/A/rpc/request/1", "v1/devices/A/attributes/request/1"])
def test_what_is_asked_of_devices_is_passed_over(topic: str) -> None:
    assert not says_something(decode(topic, {"k": 1}))
