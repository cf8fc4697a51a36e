"""What devices and their servers say of commands: messages of their own, and values that tell that all is done."""

from typing import Any

import pytest

from devices.dialects.answering import TABLE, alike, awaited, is_obeyed
from devices.dialects.aws import AwsIot
from devices.dialects.chirpstack import ChirpStack
from devices.dialects.command import Command, Value
from devices.dialects.dialect import Answer, Dialect
from devices.dialects.homie import Homie
from devices.dialects.tasmota import Tasmota
from devices.dialects.thethingsstack import TheThingsStack
from devices.dialects.thingsboard import ThingsBoard
from devices.dialects.zigbee2mqtt import Zigbee2Mqtt
from domain.monitoring.response_model import CommandState
from domain.parameters.dialects import MAPPING, NATIVE, DialectName
from tests.support.dialects import NOW, message, reasons

GOT, DONE, FAILED = CommandState.ACKNOWLEDGED, CommandState.SUCCEEDED, CommandState.FAILED
TOKEN = "0f8fad5bd9cb469fa16570867728950e"
UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"
DOWN = "v3/a@t/devices/d/down/"
EVENT = "application/7/device/01/event/"
SHADOW = "$aws/things/pump/shadow/update"
DEVICE = "tts:a@t/d"
SENSOR = "chirpstack:7/01"
PLUG = "tasmota:plug"
BRIDGE = "zigbee2mqtt:bridge"
NOT_KNOWN = "The device does not know this command."
NOT_CONFIRMED = "The device did not confirm it."


def downlink(event: str) -> dict[str, Any]:
    return {f"downlink_{event}": {"f_port": 7, "correlation_ids": [TOKEN]}}


@pytest.mark.parametrize(
    ("dialect", "topic", "payload", "answers"),
    [
        (Zigbee2Mqtt(), "zigbee2mqtt/bridge/response/permit_join", {"status": "ok", "transaction": TOKEN},
         [Answer(BRIDGE, DONE, TOKEN)]),
        (Zigbee2Mqtt(), "zigbee2mqtt/bridge/response/device/remove",
         {"status": "error", "error": "no such device", "transaction": TOKEN},
         [Answer(BRIDGE, FAILED, TOKEN, words="no such device")]),
        (Zigbee2Mqtt(), "zigbee2mqtt/bridge/response/restart", {"status": "ok"}, []),
        (Zigbee2Mqtt(), "zigbee2mqtt/bridge/logging",
         {"level": "error", "message": "z2m: Publish 'set' 'state' to 'hall/lamp' failed: 'Error: no network route'"},
         [Answer("zigbee2mqtt:hall/lamp", FAILED, name="state", words="Error: no network route")]),
        (Zigbee2Mqtt(), "zigbee2mqtt/bridge/logging", {"level": "info", "message": "started"}, []),
        (Tasmota(), "stat/plug/RESULT", {"POWER": "ON"},
         [Answer(PLUG, DONE, name="POWER", value="ON"), Answer(PLUG, DONE, name="POWER1", value="ON")]),
        (Tasmota(), "stat/plug/RESULT", {"TelePeriod": 60},
         [Answer(PLUG, DONE, name="TelePeriod", words="TelePeriod: 60")]),
        (Tasmota(), "stat/plug/RESULT", {"Command": "Unknown"}, [Answer(PLUG, FAILED, words=NOT_KNOWN)]),
        (Tasmota(), "stat/plug/RESULT", {"Command": "Unknown", "Input": "FOO"},
         [Answer(PLUG, FAILED, name="FOO", words=NOT_KNOWN)]),
        (Tasmota(), "stat/plug/STATUS8", {"StatusSNS": {"A": {"T": 1}}}, [Answer(PLUG, DONE, name="Status")]),
        (Homie(), "homie/5/car/engine/speed/$target", "50",
         [Answer("homie:car", GOT, name="engine.speed", value="50")]),
        (TheThingsStack(), f"{DOWN}queued", downlink("queued"), [Answer(DEVICE, GOT, TOKEN)]),
        (TheThingsStack(), f"{DOWN}sent", downlink("sent"), [Answer(DEVICE, GOT, TOKEN)]),
        (TheThingsStack(), f"{DOWN}ack", downlink("ack"), [Answer(DEVICE, DONE, TOKEN)]),
        (TheThingsStack(), f"{DOWN}nack", downlink("nack"), [Answer(DEVICE, FAILED, TOKEN, words=NOT_CONFIRMED)]),
        (TheThingsStack(), f"{DOWN}failed",
         {"downlink_failed": {"downlink": {"correlation_ids": [TOKEN]}, "error": {"message_format": "too long"}}},
         [Answer(DEVICE, FAILED, TOKEN, words="too long")]),
        (TheThingsStack(), f"{DOWN}push", {"downlinks": [{"correlation_ids": [TOKEN]}]}, []),
        (ChirpStack(), f"{EVENT}txack", {"queueItemId": UUID}, [Answer(SENSOR, GOT, TOKEN)]),
        (ChirpStack(), f"{EVENT}ack", {"queueItemId": UUID, "acknowledged": True}, [Answer(SENSOR, DONE, TOKEN)]),
        (ChirpStack(), f"{EVENT}ack", {"queueItemId": UUID}, [Answer(SENSOR, FAILED, TOKEN, words=NOT_CONFIRMED)]),
        (ChirpStack(), f"{EVENT}ack", {"acknowledged": True}, []),
        (ThingsBoard(), "v1/gateway/rpc", {"device": "A", "id": 5, "data": {"success": True}},
         [Answer("thingsboard:A", DONE, "5", words='{"success": true}')]),
        (ThingsBoard(), "v1/gateway/rpc", {"device": "A", "id": 5, "data": {"success": False}},
         [Answer("thingsboard:A", FAILED, "5", words='{"success": false}')]),
        (ThingsBoard(), "v1/gateway/rpc", {"device": "A", "id": 5, "data": {"error": "busy"}},
         [Answer("thingsboard:A", FAILED, "5", words="busy")]),
        (ThingsBoard(), "v1/gateway/rpc", {"device": "A", "data": {"id": 5, "method": "reset"}}, []),
        (ThingsBoard(), "v1/devices/A/rpc/response/5", {"ok": 1},
         [Answer("thingsboard:A", DONE, "5", words='{"ok": 1}')]),
        (ThingsBoard(), "v1/devices/me/rpc/response/5", {"ok": 1}, []),
        (AwsIot(), f"{SHADOW}/accepted", {"state": {"desired": {"fan": True}}, "clientToken": TOKEN},
         [Answer("aws:pump", GOT, TOKEN)]),
        (AwsIot(), f"{SHADOW}/rejected", {"code": 400, "message": "Invalid JSON", "clientToken": TOKEN},
         [Answer("aws:pump", FAILED, TOKEN, words="Invalid JSON")]),
        (AwsIot(), f"{SHADOW}/rejected", {"code": 400}, []),
    ],
)  # fmt: skip
def test_an_answer_is_read(dialect: Dialect, topic: str, payload: object, answers: list[Answer]) -> None:
    decoded = dialect.decode(message(topic, payload), NOW)
    assert (sorted(decoded.answers, key=str), reasons(decoded)) == (answers, [])
    kept = dialect.decode(message(topic, payload, retain=True), NOW)
    assert kept.answers == []  # it may be older than any command


def test_every_format_is_known_to_answer_or_not_to() -> None:
    assert TABLE.keys() == {NATIVE, MAPPING, *DialectName} - {DialectName.SENML}


@pytest.mark.parametrize(
    ("device", "name", "value", "values"),
    [
        ("zigbee2mqtt:lamp", "state", "ON", {"state": True}),
        ("zigbee2mqtt:lamp", "color", {"x": 0.1}, {"color.x": 0.1}),
        ("sparkplug:g/n/d", "Motor", {"on": True}, {"Motor/on": True}),
        ("sparkplug:g/n", "Node Control/Reboot", None, {"Node Control/Reboot": True}),
        ("homie:car", "engine.speed", None, {}),
        ("tts:a@t/d", "7", "01", {}),
        ("senml:a", "x", 1, {}),
    ],
)
def test_what_is_waited_for_is_the_value_that_was_asked_for(
    device: str, name: str, value: Value, values: dict[str, object]
) -> None:
    assert awaited(Command(device, name, value)) == values


@pytest.mark.parametrize(
    ("wanted", "told", "same"),
    [
        (True, 1.0, True), ("ON", 1.0, True), ("ON", 0.0, False), ("true", True, True), (50, 50.0, True),
        ("50", 50.0, True), (0.1, 0.10000000149011612, True), (0.1, 0.11, False),
        ("Heat", "heat", True), ("heat", "cool", False),
        ("TOGGLE", 0.0, True), ("CLOSE", "closed", True), ("close", "open", False), ("OPEN", "open", True),
    ],
)  # fmt: skip
def test_values_are_compared_as_devices_tell_them(wanted: object, told: float | str, same: bool) -> None:
    assert alike(wanted, told) is same


def test_all_values_that_were_asked_for_have_to_be_told() -> None:
    wanted = {"color.x": 0.1, "color.y": 0.2}
    assert is_obeyed(wanted, [("color.y", 0.2), ("color.x", 0.1), ("other", 7)])
    assert not is_obeyed(wanted, [("color.x", 0.1)])
    assert not is_obeyed({}, [("color.x", 0.1)])
