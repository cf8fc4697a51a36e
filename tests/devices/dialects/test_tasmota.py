"""Tasmota, message by message."""

from zoneinfo import ZoneInfo

import pytest

from devices.dialects.dialect import Decoded
from devices.dialects.tasmota import Tasmota
from tests.support.dialects import NOW, message, moments, presence, readings, reasons, samples, says_something, units

LOCAL = "2025-11-24T16:59:50"


def decode(topic: str, payload: object = b"", *, retain: bool = False) -> Decoded:
    return Tasmota().decode(message(topic, payload, retain=retain), NOW)


def test_every_sample_says_something_and_nothing_wrong() -> None:
    dialect = Tasmota()
    for sample in samples("tasmota"):
        decoded = dialect.decode(sample, NOW)
        assert dialect.takes(sample.topic)
        assert says_something(decoded), sample.topic
        assert not decoded.rejected, sample.topic


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        ("tele/c/SENSOR", {"Time": LOCAL, "DS18B20": {"Temperature": 20.6}}, [("DS18B20.Temperature", 20.6)]),
        ("c/tele/SENSOR", {"Time": LOCAL, "DS18B20": {"Temperature": 20.6}}, [("DS18B20.Temperature", 20.6)]),
        ("tele/c/SENSOR", {"ENERGY": {"Power": [14, 3]}}, [("ENERGY.Power.1", 14.0), ("ENERGY.Power.2", 3.0)]),
        ("tele/c/SENSOR", {"Switch1": "ON"}, [("Switch1", 1.0)]),
        ("tele/c/SENSOR", {"PN532": {"UID": "04AB"}, "Time": LOCAL}, [("PN532.UID", "04AB")]),
        ("tele/c/STATE", {"POWER": "OFF", "Wifi": {"SSId": "x", "RSSI": 80}}, [("POWER", 0.0), ("Wifi.RSSI", 80.0)]),
        ("stat/c/RESULT", {"POWER2": "ON"}, [("POWER2", 1.0)]),
        ("stat/c/POWER", "OFF", [("POWER", 0.0)]),
        ("tele/c/POWER_LOW", "ON", [("POWER_LOW", 1.0)]),
        ("stat/c/STATUS8", {"StatusSNS": {"Time": LOCAL, "A": {"Voltage": 230}}}, [("A.Voltage", 230.0)]),
    ],
)
def test_telemetry_and_states_become_readings(topic: str, payload: object, expected: list[object]) -> None:
    decoded = decode(topic, payload)
    assert [(metric, value) for _, metric, value in readings(decoded)] == expected
    assert {device for device, _, _ in readings(decoded)} == {"tasmota:c"}
    assert reasons(decoded) == []


@pytest.mark.parametrize(
    ("topic", "device"),
    [
        ("tele/house/cellar/SENSOR", "tasmota:house/cellar"),
        ("house/cellar/tele/SENSOR", "tasmota:house/cellar"),
        ("tele/tele/SENSOR", "tasmota:tele"),
    ],
)
def test_a_device_is_known_by_its_own_topic(topic: str, device: str) -> None:
    assert Tasmota().takes(topic)
    assert readings(decode(topic, {"A": {"Power": 1}})) == [(device, "A.Power", 1.0)]


@pytest.mark.parametrize(
    ("zone", "time", "moment"),
    [
        (None, LOCAL, 0),
        ("Europe/Berlin", LOCAL, -10_000),
        ("Europe/Berlin", "1970-01-01T00:00:10", 0),
        ("Europe/Berlin", "2025-11-24T18:59:50+03:00", -10_000),
        (None, "2025-11-24T18:59:50+03:00", -10_000),
        ("Europe/Berlin", "0001-01-01T00:00:00", 0),
        ("Europe/Berlin", 7, 0),
    ],
)
def test_local_time_counts_where_its_zone_is_known(zone: str | None, time: object, moment: int) -> None:
    dialect = Tasmota(ZoneInfo(zone) if zone else None)
    decoded = dialect.decode(message("tele/c/SENSOR", {"Time": time, "A": {"Power": 1}}), NOW)
    assert moments(decoded) == {moment}


@pytest.mark.parametrize(("word", "online"), [("Online", True), ("Offline", False)])
def test_the_last_will_tells_presence(word: str, online: bool) -> None:
    assert presence(decode("tele/c/LWT", word, retain=True)) == [("tasmota:c", online)]
    assert presence(decode("c/tele/LWT", word)) == [("tasmota:c", online)]


def test_units_are_announced_once_and_again_when_they_change() -> None:
    dialect = Tasmota()
    celsius = {"A": {"Temperature": 20, "Humidity": 40}, "TempUnit": "C"}
    first = dialect.decode(message("tele/c/SENSOR", celsius), NOW)
    again = dialect.decode(message("tele/c/SENSOR", celsius), NOW)
    changed = dialect.decode(message("tele/c/SENSOR", celsius | {"TempUnit": "F"}), NOW)
    assert units(first.announced[0]) == {"A.Temperature": "°C", "A.Humidity": "%"}
    assert again.announced == []
    assert units(changed.announced[0])["A.Temperature"] == "°F"


def test_discovery_names_the_device_and_its_sensors() -> None:
    dialect = Tasmota()
    config, sensors = (each for each in samples("tasmota") if each.topic.startswith("tasmota/discovery/"))
    told = dialect.decode(config, NOW)
    device = told.announced[0]
    assert (device.device, device.name, device.model) == ("tasmota:plug", "Pump room plug", "Sonoff Pow")
    assert units(dialect.decode(sensors, NOW).announced[0]) == {"ENERGY.Power": "W", "ENERGY.Voltage": "V"}
    later = Tasmota()
    later.recall({key: what for key, what in told.learned.items() if what is not None})
    assert later.decode(sensors, NOW).announced[0].device == "tasmota:plug"


def test_an_emptied_discovery_is_forgotten() -> None:
    decoded = decode("tasmota/discovery/AABBCC001122/config", b"", retain=True)
    assert decoded.learned == {"AABBCC001122": None}


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        ("tele/c/SENSOR", "{", "not_json"),
        ("tele/c/SENSOR", "[1]", "not_an_object"),
        ("tele/c/SENSOR", {"Time": LOCAL}, "no_values"),
        ("tele/c/SENSOR", {"A": {"Power": "NaN"}}, "not_finite"),
        ("tele/c/LWT", "perhaps", "bad_status"),
        ("tele//SENSOR", {"A": 1}, "bad_topic"),
        ("tele/\x01/SENSOR", {"A": 1}, "bad_topic"),
        ("tasmota/discovery/AA/other", {"A": 1}, "bad_topic"),
        ("tasmota/discovery/AA/config", "{", "not_json"),
        ("tasmota/discovery/AA/config", {"t": "\x01"}, "bad_topic"),
    ],
)
def test_what_is_of_no_use_is_refused_with_its_reason(topic: str, payload: object, reason: str) -> None:
    decoded = decode(topic, payload)
    assert (decoded.readings, reasons(decoded)) == ([], [reason])


def test_a_retained_state_without_its_time_is_refused() -> None:
    assert reasons(decode("stat/c/POWER", "ON", retain=True)) == ["old_retained"]


@pytest.mark.parametrize("topic", ["tele/INFO", "cmnd/c/POWER", "a/b/c", "tasmota"])
def test_other_topics_are_left_to_others(topic: str) -> None:
    assert not Tasmota().takes(topic)
