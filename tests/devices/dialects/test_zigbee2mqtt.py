"""Zigbee2MQTT, message by message."""

import pytest

from devices.dialects.dialect import Decoded
from devices.dialects.zigbee2mqtt import Zigbee2Mqtt
from tests.support.dialects import NOW, message, moments, presence, readings, reasons, samples, says_something, units

LEFT = {"type": "device_leave", "data": {"friendly_name": "a"}}
ROOM = "zigbee2mqtt:cellar/boiler room"


def decode(topic: str, payload: object = b"", *, retain: bool = False) -> Decoded:
    return Zigbee2Mqtt().decode(message(topic, payload, retain=retain), NOW)


def test_every_sample_says_something_and_nothing_wrong() -> None:
    dialect = Zigbee2Mqtt()
    for sample in samples("zigbee2mqtt"):
        decoded = dialect.decode(sample, NOW)
        assert dialect.takes(sample.topic)
        assert says_something(decoded)
        assert not decoded.rejected, sample.topic


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        ("zigbee2mqtt/cellar/boiler room", {"temperature": 27.3}, [(ROOM, "temperature", 27.3)]),
        ("zigbee2mqtt/leak", {"battery": "100.00"}, [("zigbee2mqtt:leak", "battery", 100.0)]),
        ("zigbee2mqtt/leak", {"water_leak": False}, [("zigbee2mqtt:leak", "water_leak", 0.0)]),
        ("zigbee2mqtt/plug", {"state": "ON", "effect": ""}, [("zigbee2mqtt:plug", "state", 1.0)]),
        ("zigbee2mqtt/plug", {"color": {"x": 0.3}}, [("zigbee2mqtt:plug", "color.x", 0.3)]),
        ("zigbee2mqtt/plug/power", "13.5", [("zigbee2mqtt:plug", "power", 13.5)]),
        ("zigbee2mqtt/plug/state", "OFF", [("zigbee2mqtt:plug", "state", 0.0)]),
        ("zigbee2mqtt/a/b/mode", "heat", [("zigbee2mqtt:a/b", "mode", "heat")]),
        ("zigbee2mqtt/plug", {"device": {"model": "x"}, "power": 1}, [("zigbee2mqtt:plug", "power", 1.0)]),
    ],
)  # fmt: skip
def test_state_becomes_readings(topic: str, payload: object, expected: list[object]) -> None:
    decoded = decode(topic, payload)
    assert (readings(decoded), reasons(decoded)) == (expected, [])


@pytest.mark.parametrize(
    ("last_seen", "moment"),
    [
        ("2025-11-24T15:59:50Z", -10_000),
        ("2025-11-24T16:59:50+01:00", -10_000),
        (NOW - 5_000, -5_000),
        ("1970-01-01T00:00:00Z", 0),
        ("yesterday", 0),
        (None, 0),
    ],
)
def test_the_time_last_seen_counts_unless_it_is_absurd(last_seen: object, moment: int) -> None:
    assert moments(decode("zigbee2mqtt/a", {"t": 1, "last_seen": last_seen})) == {moment}


def test_a_retained_state_without_its_time_is_refused() -> None:
    assert reasons(decode("zigbee2mqtt/a", {"t": 1}, retain=True)) == ["old_retained"]
    assert moments(decode("zigbee2mqtt/a", {"t": 1, "last_seen": NOW - 5_000}, retain=True)) == {-5_000}


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        ("zigbee2mqtt/a/b/availability", {"state": "online"}, ("zigbee2mqtt:a/b", True)),
        ("zigbee2mqtt/a/availability", "offline", ("zigbee2mqtt:a", False)),
        ("zigbee2mqtt/bridge/state", "offline", ("zigbee2mqtt:bridge", False)),
        ("zigbee2mqtt/bridge/state", {"state": "online"}, ("zigbee2mqtt:bridge", True)),
        ("zigbee2mqtt/bridge/event", LEFT, ("zigbee2mqtt:a", False)),
    ],
)  # fmt: skip
def test_presence_is_told_by_availability_and_by_the_bridge(topic: str, payload: object, expected: object) -> None:
    assert presence(decode(topic, payload, retain=True)) == [expected]


def test_the_bridge_announces_its_devices_with_their_units() -> None:
    decoded = Zigbee2Mqtt().decode(samples("zigbee2mqtt")[2], NOW)
    room, plug = decoded.announced
    assert (room.device, room.name, room.maker, room.model) == (ROOM, "cellar/boiler room", "Muster", "TH-01")
    assert room.through == "zigbee2mqtt:bridge"
    assert units(room) == {"temperature": "°C", "humidity": "%", "voltage": "mV", "linkquality": "lqi"}
    assert units(plug) == {"state": "", "power": "W", "color.x": "", "color.y": ""}


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        ("zigbee2mqtt/a", "{", "not_json"),
        ("zigbee2mqtt/a", "7", "not_an_object"),
        ("zigbee2mqtt/a", "[1]", "not_an_object"),
        ("zigbee2mqtt/a", {}, "no_values"),
        ("zigbee2mqtt/a", {"last_seen": NOW}, "no_values"),
        ("zigbee2mqtt/a/availability", "perhaps", "bad_status"),
        ("zigbee2mqtt/a/availability", b"", "bad_status"),
        ("zigbee2mqtt/a\x00", {"t": 1}, "bad_topic"),
        ("zigbee2mqtt//availability", "online", "bad_topic"),
        ("zigbee2mqtt/bridge/devices", "{", "not_json"),
        ("zigbee2mqtt/bridge/devices", {}, "no_values"),
        ("zigbee2mqtt/bridge/devices", [{"friendly_name": "a\x00"}], "bad_topic"),
        ("zigbee2mqtt/bridge/info", [], "not_an_object"),
        ("zigbee2mqtt/a", "[" * 100_000, "too_deep"),
    ],
)
def test_what_is_of_no_use_is_refused_with_its_reason(topic: str, payload: object, reason: str) -> None:
    decoded = decode(topic, payload)
    assert (decoded.readings, reasons(decoded)) == ([], [reason])


@pytest.mark.parametrize(
    "topic", ["a/set", "a/get", "a/b/set", "a/set/state", "bridge/logging", "bridge/request/restart"]
)
def test_what_is_not_said_by_a_device_is_passed_over(topic: str) -> None:
    decoded = decode(f"zigbee2mqtt/{topic}", {"state": "ON"})
    assert not says_something(decoded)


def test_the_base_topic_may_be_another() -> None:
    dialect = Zigbee2Mqtt("house/zigbee")
    assert dialect.filters == ("house/zigbee/#",)
    assert not dialect.takes("zigbee2mqtt/a")
    assert readings(dialect.decode(message("house/zigbee/a", {"t": 1}), NOW)) == [("zigbee2mqtt:a", "t", 1.0)]
