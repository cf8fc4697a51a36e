"""How a command is told in each format: topic and bytes for its name and value.

What cannot be told is refused with a sentence, and so are devices of formats that have no commands of their own.
"""

import base64
import json
from collections.abc import Callable, Mapping

import msgspec

from devices.dialects.dialect import Outgoing
from devices.messages import printable
from domain.errors import Refusal
from domain.language import tr

LONGEST_TOPIC = 300
_LAST_PORT = 223

Value = str | float | bool | None | Mapping[str, object]


class Command(msgspec.Struct, frozen=True):
    """What the device with the key `device` is told; a reply names its `number`, where the format has one."""

    device: str
    name: str
    value: Value = None
    number: int = 1

    @property
    def path(self) -> str:
        """The key without its format."""
        return self.device.partition(":")[2]


def outgoing(command: Command) -> Outgoing:
    """The message that tells it."""
    tell = _TOLD.get(command.device.partition(":")[0])
    if tell is None:
        raise Refusal(tr("Devices of this format take no commands."), field="device")
    message = tell(command)
    if not _is_topic(message.topic):
        name = printable(command.name, 60)
        raise Refusal(tr("“{name}” cannot be the name of a command.", name=name), field="name")
    return message


def _is_topic(topic: str) -> bool:
    return len(topic) <= LONGEST_TOPIC and topic.isprintable() and not any(sign in topic for sign in "+#")


def _zigbee2mqtt(command: Command) -> Outgoing:
    return Outgoing(f"zigbee2mqtt/{command.path}/set", _json({command.name: _switched(command.value)}), 1)


def _tasmota(command: Command) -> Outgoing:
    return Outgoing(f"cmnd/{command.path}/{command.name}", _text(_switched(command.value)), 1)


def _homie(command: Command) -> Outgoing:
    node, _, name = command.name.partition(".")
    if not node or not name:
        raise Refusal(tr("A command of Homie is named <node>.<property>."), field="name")
    value = str(command.value).lower() if isinstance(command.value, bool) else command.value
    return Outgoing(f"homie/5/{command.path}/{node}/{name}/set", _text(value), 2)


def _the_things_stack(command: Command) -> Outgoing:
    application, _, device = command.path.rpartition("/")
    down = {"f_port": _port(command), "priority": "NORMAL", **_frame(command, "frm_payload", "decoded_payload")}
    return Outgoing(f"v3/{application}/devices/{device}/down/push", _json({"downlinks": [down]}))


def _chirpstack(command: Command) -> Outgoing:
    application, _, eui = command.path.rpartition("/")
    down = {"devEui": eui, "confirmed": False, "fPort": _port(command), **_frame(command, "data", "object")}
    return Outgoing(f"application/{application}/device/{eui}/command/down", _json(down), 1)


def _thingsboard(command: Command) -> Outgoing:
    call = {"id": command.number, "method": command.name, "params": _plain(command.value)}
    return Outgoing("v1/gateway/rpc", _json({"device": command.path, "data": call}), 1)


def _azure(command: Command) -> Outgoing:
    device, _, module = command.path.partition("/")
    who = f"{device}/modules/{module}" if module else device
    return Outgoing(f"devices/{who}/messages/devicebound/", _json({command.name: _plain(command.value)}), 1)


def _aws(command: Command) -> Outgoing:
    desired = {"state": {"desired": {command.name: _plain(command.value)}}}
    return Outgoing(f"$aws/things/{command.path}/shadow/update", _json(desired), 1)


def _frame(command: Command, raw: str, decoded: str) -> dict[str, object]:
    """What goes to the device over the air: bytes in hexadecimal, or an object that the network server encodes."""
    if isinstance(command.value, Mapping):
        return {decoded: dict(command.value)}
    try:
        return {raw: base64.b64encode(bytes.fromhex(str(command.value))).decode()}
    except ValueError:
        raise Refusal(tr("Bytes in hexadecimal are needed, such as 01 a0 ff."), field="value") from None


def _port(command: Command) -> int:
    """Over LoRaWAN a command has no name but its port."""
    name = command.name
    if name.isascii() and name.isdigit() and len(name) <= len(str(_LAST_PORT)) and 1 <= int(name) <= _LAST_PORT:
        return int(name)
    raise Refusal(tr("A command over LoRaWAN is named by its port, 1 to {last}.", last=_LAST_PORT), field="name")


def _switched(value: Value) -> Value:
    return ("OFF", "ON")[value] if isinstance(value, bool) else value


def _plain(value: Value) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _text(value: Value) -> bytes:
    if isinstance(value, Mapping):
        return _json(dict(value))
    return b"" if value is None else str(value).encode()


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


_TOLD: Mapping[str, Callable[[Command], Outgoing]] = {
    "zigbee2mqtt": _zigbee2mqtt,
    "tasmota": _tasmota,
    "homie": _homie,
    "tts": _the_things_stack,
    "chirpstack": _chirpstack,
    "thingsboard": _thingsboard,
    "azure": _azure,
    "aws": _aws,
}
