"""Commands in the formats of makers."""

import json

import msgspec
import pytest

from devices.dialects.command import Command, Value
from devices.dialects.commanding import Told, outgoing
from domain.errors import Refusal
from domain.monitoring.mappings.definition import MappedCommands, MappedMetric, MappingDefinition, encode

TOKEN = "0f8fad5bd9cb469fa16570867728950e"
UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"


def tell(device: str, name: str, value: Value, **learned: bytes) -> Told:
    return outgoing(Command(device, name, value, number=5, token=TOKEN), learned)


@pytest.mark.parametrize(
    ("device", "name", "value", "topic", "payload"),
    [
        ("zigbee2mqtt:a/b", "state", True, "zigbee2mqtt/a/b/set", {"state": "ON"}),
        ("zigbee2mqtt:a", "child_lock", "true", "zigbee2mqtt/a/set", {"child_lock": True}),
        ("zigbee2mqtt:a", "brightness", 120, "zigbee2mqtt/a/set", {"brightness": 120}),
        ("zigbee2mqtt:a", "color", {"x": 0.1, "y": 0.2}, "zigbee2mqtt/a/set", {"color": {"x": 0.1, "y": 0.2}}),
        ("zigbee2mqtt:bridge", "permit_join", {"time": 60}, "zigbee2mqtt/bridge/request/permit_join",
         {"time": 60, "transaction": TOKEN}),
        ("zigbee2mqtt:bridge", "restart", None, "zigbee2mqtt/bridge/request/restart", {"transaction": TOKEN}),
        ("tts:a@t/d", "7", "01a0", "v3/a@t/devices/d/down/push",
         {"downlinks": [{"f_port": 7, "priority": "NORMAL", "confirmed": True, "correlation_ids": [TOKEN],
                         "frm_payload": "AaA="}]}),
        ("tts:a@t/d", "7", {"led": 1}, "v3/a@t/devices/d/down/push",
         {"downlinks": [{"f_port": 7, "priority": "NORMAL", "confirmed": True, "correlation_ids": [TOKEN],
                         "decoded_payload": {"led": 1}}]}),
        ("chirpstack:8f/01", "10", "aa", "application/8f/device/01/command/down",
         {"id": UUID, "devEui": "01", "confirmed": True, "fPort": 10, "data": "qg=="}),
        ("thingsboard:A", "reset", None, "v1/gateway/rpc",
         {"device": "A", "data": {"id": 5, "method": "reset", "params": None}}),
        ("azure:pump", "limit", 80.5, "devices/pump/messages/devicebound/", {"limit": 80.5}),
        ("azure:edge/m", "limit", 80, "devices/edge/modules/m/messages/devicebound/", {"limit": 80}),
        ("aws:pump", "fan", True, "$aws/things/pump/shadow/update",
         {"state": {"desired": {"fan": True}}, "clientToken": TOKEN}),
    ],
)  # fmt: skip
def test_a_command_is_told_as_json(device: str, name: str, value: Value, topic: str, payload: object) -> None:
    message = tell(device, name, value).message
    assert (message.topic, json.loads(message.payload), message.retain) == (topic, payload, False)


PRESSES = MappingDefinition(
    "plant/{site}/{device}/state",
    ("site", "device"),
    metrics=(MappedMetric("t", "t"),),
    commands=MappedCommands("plant/{site}/{device}/do/{command}", '{"set": {value}, "as": "{value}"}'),
)


@pytest.mark.parametrize(
    ("payload", "value", "sent"),
    [
        ("{value}", 7, "7"), ("{value}", True, "true"), ("{value}", None, "null"), ("{value}", "go", "go"),
        ('{"set": {value}, "as": "{value}"}', 1.5, '{"set": 1.5, "as": "1.5"}'),
        ('{"say": "{value}"}', 'a "b"', '{"say": "a \\"b\\""}'),
        ("{command};{value};{other}", 1, "t;1;{other}"),
        ("{low}-{high}", {"low": 1, "high": 2}, "1-2"), ("{value}", {"low": 1}, '{"low": 1}'),
    ],
)  # fmt: skip
def test_a_mapping_says_how_its_devices_are_told(payload: str, value: Value, sent: str) -> None:
    commands = MappedCommands("plant/{site}/{device}/do/{command}", payload)
    described = msgspec.structs.replace(PRESSES, commands=commands)
    told = tell("mapping:presses/hall/p1", "t", value, presses=encode(described).encode())
    assert (told.message.topic, told.message.payload.decode()) == ("plant/hall/p1/do/t", sent)
    assert told.answered is (value is not None)


@pytest.mark.parametrize("device", ["mapping:other/hall/p1", "mapping:presses/p1", "mapping:silent/hall/p1"])
def test_a_mapping_without_commands_takes_none(device: str) -> None:
    silent = msgspec.structs.replace(PRESSES, commands=None)
    known = {"presses": encode(PRESSES).encode(), "silent": encode(silent).encode()}
    with pytest.raises(Refusal, match="does not say where its devices take commands"):
        tell(device, "t", 1, **known)


def test_a_device_with_topics_of_its_own_is_called_there() -> None:
    message = tell("thingsboard:A", "reset", None, **{"by itself/A": b"1"}).message
    assert (message.topic, json.loads(message.payload)) == (
        "v1/devices/A/rpc/request/5",
        {"method": "reset", "params": None},
    )


@pytest.mark.parametrize(
    ("device", "name", "learned", "topic"),
    [
        ("tasmota:house/plug", "POWER", "behind/house/plug", "house/plug/cmnd/POWER"),
        ("homie:car", "engine.speed", "older/car", "homie/car/engine/speed/set"),
    ],
)
def test_a_device_is_told_where_it_spells_its_topics_so(device: str, name: str, learned: str, topic: str) -> None:
    assert tell(device, name, 1, **{learned: b"1"}).message.topic == topic


@pytest.mark.parametrize(
    ("device", "name", "value", "answered"),
    [
        ("zigbee2mqtt:a", "state", True, True),
        ("zigbee2mqtt:a", "identify", None, False),
        ("zigbee2mqtt:bridge", "restart", None, True),
        ("tasmota:plug", "Status", None, True),
        ("homie:car", "engine.speed", 50, True),
        ("homie:car", "engine.reset", None, False),
        ("tts:a@t/d", "7", "01", True),
        ("chirpstack:8f/01", "7", "01", True),
        ("thingsboard:A", "reset", None, True),
        ("aws:pump", "fan", True, True),
        ("azure:pump", "limit", 80, False),
    ],
)
def test_it_is_known_beforehand_whether_anybody_will_answer(
    device: str, name: str, value: Value, answered: bool
) -> None:
    assert tell(device, name, value).answered is answered


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
    message = tell(device, name, value).message
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
        tell(device, name, value)
    assert refused.value.field == field
