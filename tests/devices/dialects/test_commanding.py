"""Commands in the formats of makers."""

import json

import pytest

from devices.dialects.commanding import Command, Value, outgoing
from domain.errors import Refusal


@pytest.mark.parametrize(
    ("device", "name", "value", "topic", "payload"),
    [
        ("zigbee2mqtt:a/b", "state", True, "zigbee2mqtt/a/b/set", {"state": "ON"}),
        ("zigbee2mqtt:a", "brightness", 120, "zigbee2mqtt/a/set", {"brightness": 120}),
        ("tts:a@t/d", "7", "01a0", "v3/a@t/devices/d/down/push",
         {"downlinks": [{"f_port": 7, "priority": "NORMAL", "frm_payload": "AaA="}]}),
        ("tts:a@t/d", "7", {"led": 1}, "v3/a@t/devices/d/down/push",
         {"downlinks": [{"f_port": 7, "priority": "NORMAL", "decoded_payload": {"led": 1}}]}),
        ("chirpstack:8f/01", "10", "aa", "application/8f/device/01/command/down",
         {"devEui": "01", "confirmed": False, "fPort": 10, "data": "qg=="}),
        ("thingsboard:A", "reset", None, "v1/gateway/rpc",
         {"device": "A", "data": {"id": 5, "method": "reset", "params": None}}),
        ("azure:pump", "limit", 80.5, "devices/pump/messages/devicebound/", {"limit": 80.5}),
        ("azure:edge/m", "limit", 80, "devices/edge/modules/m/messages/devicebound/", {"limit": 80}),
        ("aws:pump", "fan", True, "$aws/things/pump/shadow/update", {"state": {"desired": {"fan": True}}}),
    ],
)  # fmt: skip
def test_a_command_is_told_as_json(device: str, name: str, value: Value, topic: str, payload: object) -> None:
    message = outgoing(Command(device, name, value, number=5))
    assert (message.topic, json.loads(message.payload), message.retain) == (topic, payload, False)


@pytest.mark.parametrize(
    ("device", "name", "value", "topic", "payload"),
    [
        ("tasmota:plug", "POWER", True, "cmnd/plug/POWER", b"ON"),
        ("tasmota:house/plug", "TelePeriod", 60, "cmnd/house/plug/TelePeriod", b"60"),
        ("tasmota:plug", "Status", None, "cmnd/plug/Status", b""),
        ("homie:car", "engine.speed", 50, "homie/5/car/engine/speed/set", b"50"),
        ("homie:car", "engine.running", False, "homie/5/car/engine/running/set", b"false"),
    ],
)
def test_a_command_is_told_as_text(device: str, name: str, value: Value, topic: str, payload: bytes) -> None:
    message = outgoing(Command(device, name, value))
    assert (message.topic, message.payload, message.retain) == (topic, payload, False)


@pytest.mark.parametrize(
    ("device", "name", "value", "field"),
    [
        ("senml:a", "x", 1, "device"),
        ("chiller-1", "x", 1, "device"),
        ("tasmota:plug", "a+b", 1, "name"),
        ("tasmota:plug", "a\x00", 1, "name"),
        ("tasmota:plug", "x" * 400, 1, "name"),
        ("homie:car", "speed", 1, "name"),
        ("homie:car", ".speed", 1, "name"),
        ("tts:a@t/d", "0", "01", "name"),
        ("tts:a@t/d", "224", "01", "name"),
        ("chirpstack:8f/01", "x", "01", "name"),
        ("chirpstack:8f/01", "9" * 5000, "01", "name"),
        ("tts:a@t/d", "1", "zz", "value"),
        ("tts:a@t/d", "1", None, "value"),
    ],
)
def test_what_cannot_be_told_is_refused_at_its_field(device: str, name: str, value: Value, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        outgoing(Command(device, name, value))
    assert refused.value.field == field
