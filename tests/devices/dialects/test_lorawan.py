"""The Things Stack and ChirpStack, message by message."""

import pytest

from devices.dialects.chirpstack import ChirpStack
from devices.dialects.dialect import Decoded
from devices.dialects.thethingsstack import TheThingsStack
from tests.support.dialects import NOW, message, moments, presence, readings, reasons, samples, says_something, units

TIME = "2025-11-24T15:59:50Z"
CHIRP = "application/8f/device/AA01/event"


def tts(kind: str, payload: object) -> Decoded:
    return TheThingsStack().decode(message(f"v3/a@t/devices/d/{kind}", payload), NOW)


def chirpstack(kind: str, payload: object) -> Decoded:
    return ChirpStack().decode(message(f"{CHIRP}/{kind}", payload), NOW)


def told(decoded: Decoded) -> dict[str, object]:
    return {metric: value for _, metric, value in readings(decoded)}


@pytest.mark.parametrize("dialect", [TheThingsStack(), ChirpStack()], ids=["tts", "chirpstack"])
def test_every_sample_says_something_and_nothing_wrong(dialect: TheThingsStack | ChirpStack) -> None:
    for sample in samples(dialect.key):
        decoded = dialect.decode(sample, NOW)
        assert dialect.takes(sample.topic)
        assert says_something(decoded)
        assert not decoded.rejected, sample.topic


def test_an_uplink_of_the_things_stack_is_read_with_its_reception() -> None:
    decoded = TheThingsStack().decode(samples("tts")[0], NOW)
    assert told(decoded) == {
        "temperature": 1.0, "luminosity": 0.64, "motion.x": 1.0, "motion.y": 2.0, "battery_level": 88.5,
        "radio.rssi": -35.0, "radio.snr": 5.0, "radio.gateways": 2.0, "frame_counter": 12.0,
    }  # fmt: skip
    assert {reading.device for reading in decoded.readings} == {"tts:plant@tenant/cold-1"}
    assert moments(decoded) == {-9_877}
    device = decoded.announced[0]
    assert (device.name, device.maker, device.model) == ("cold-1", "muster", "th-9")
    assert units(device)["radio.rssi"] == "dBm"


def test_what_was_left_out_as_nought_is_nought() -> None:
    assert told(TheThingsStack().decode(samples("tts")[1], NOW)) == {
        "open": 0.0, "radio.rssi": -100.0, "radio.snr": 0.0, "radio.gateways": 1.0, "frame_counter": 0.0,
    }  # fmt: skip
    assert told(chirpstack("status", {"time": TIME})) == {"margin": 0.0, "battery_level": 0.0}


def test_a_device_is_announced_once() -> None:
    dialect = TheThingsStack()
    first, second = (dialect.decode(samples("tts")[0], NOW) for _ in range(2))
    assert (len(first.announced), len(second.announced)) == (1, 0)


def test_an_uplink_of_chirpstack_is_read_with_its_reception() -> None:
    decoded = ChirpStack().decode(samples("chirpstack")[0], NOW)
    assert told(decoded) == {
        "temperature": -18.5, "door.open": 1.0, "radio.rssi": -36.0, "radio.snr": 10.5, "radio.gateways": 1.0,
        "frame_counter": 4.0,
    }  # fmt: skip
    assert (decoded.announced[0].name, decoded.announced[0].model) == ("Cold room", "TH-9")
    assert {reading.device for reading in decoded.readings} == {"chirpstack:8f/0101010101010101"}


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"margin": 10, "batteryLevel": 88.3}, {"margin": 10.0, "battery_level": 88.3}),
        ({"margin": -3, "batteryLevelUnavailable": True}, {"margin": -3.0}),
        ({"margin": 3, "externalPowerSource": True, "batteryLevel": 0}, {"margin": 3.0}),
    ],
)
def test_a_status_tells_margin_and_battery(payload: object, expected: object) -> None:
    assert told(chirpstack("status", payload)) == expected


def test_a_join_is_a_sign_of_life_and_a_position_two_values() -> None:
    assert presence(tts("join", {"received_at": TIME})) == [("tts:a@t/d", True)]
    assert presence(chirpstack("join", {"time": TIME})) == [("chirpstack:8f/aa01", True)]
    assert told(TheThingsStack().decode(samples("tts")[3], NOW)) == {"latitude": 53.55, "longitude": 10.0}
    assert told(chirpstack("location", {"location": {"latitude": 1, "altitude": 2}})) == {"latitude": 1, "altitude": 2}
    assert told(chirpstack("log", {"code": "UPLINK_CODEC", "description": "x"})) == {"log": "UPLINK_CODEC: x"}


@pytest.mark.parametrize(
    ("received_at", "moment"), [(TIME, -10_000), ("1980-01-06T00:00:00Z", 0), ("2031-01-01T00:00:00Z", 0), (None, 0)]
)
def test_an_absurd_time_gives_way_to_that_of_arrival(received_at: object, moment: int) -> None:
    uplink = {"decoded_payload": {"t": 1}}
    assert moments(tts("up", {"received_at": received_at, "uplink_message": uplink})) == {moment}
    assert moments(chirpstack("up", {"time": received_at, "object": {"t": 1}})) == {moment}


def test_bytes_that_the_server_did_not_decode_are_told_beside_the_reception() -> None:
    for decoded in (tts("up", {"uplink_message": {"frm_payload": "qg=="}}), chirpstack("up", {"data": "qg=="})):
        assert told(decoded) == {"frame_counter": 0.0}
        assert reasons(decoded) == ["not_a_value"]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [("{", "not_json"), (b"\x0a\x24", "not_json"), ("[]", "not_an_object"), ("7", "not_an_object")],
)
def test_what_is_of_no_use_is_refused_with_its_reason(payload: object, reason: str) -> None:
    for decoded in (tts("up", payload), chirpstack("up", payload)):
        assert (decoded.readings, reasons(decoded)) == ([], [reason])


def test_an_empty_uplink_has_no_values() -> None:
    assert reasons(tts("up", {})) == ["no_values"]
    assert reasons(tts("location/solved", {})) == ["no_values"]
    assert reasons(chirpstack("other", {})) == ["bad_topic"]


@pytest.mark.parametrize("topic", ["v3/a/devices/d", "v2/a/devices/d/up", "application/1/device/2/command/down", "x"])
def test_other_topics_are_left_to_others(topic: str) -> None:
    assert not TheThingsStack().takes(topic)
    assert not ChirpStack().takes(topic)
    assert reasons(ChirpStack().decode(message(topic, {}), NOW)) == ["bad_topic"]
    assert reasons(TheThingsStack().decode(message(topic, {}), NOW)) == ["bad_topic"]


@pytest.mark.parametrize("kind", ["down/queued", "down/ack", "service/data"])
def test_what_the_server_says_of_downlinks_is_passed_over(kind: str) -> None:
    assert not says_something(tts(kind, {}))
