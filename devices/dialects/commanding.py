"""How a command is told in each format: topic and bytes for its name and value, and whether an answer will come.

What cannot be told is refused with a sentence, and so are devices of formats that have no commands of their own.
"""

import base64
import json
from collections.abc import Callable, Mapping
from uuid import UUID

import msgspec

from devices.dialects.answering import BRIDGE, is_answered
from devices.dialects.command import Command, Value
from devices.dialects.dialect import Outgoing
from devices.dialects.homeassistant.commands import told_by_discovery
from devices.dialects.homie import OLDER
from devices.dialects.mapping.commands import told_by_mapping
from devices.dialects.sparkplug.commands import told_to_node
from devices.dialects.tasmota import BEHIND
from devices.dialects.thingsboard import BY_ITSELF
from devices.messages import printable
from domain.errors import Refusal
from domain.language import tr

LONGEST_TOPIC = 300
_LAST_PORT = 223
_BOOLEANS = {"true": True, "false": False}

Learned = Mapping[str, bytes]
"""What the format of a device has learned so far: births, discoveries, spellings; or the mappings, as JSON."""


#: Where the formats keep what they need to tell a command, by the path of its device; some need nothing.
_KEPT_AT = {"sparkplug": "{}#birth", "tasmota": BEHIND + "{}", "homie": OLDER + "{}", "thingsboard": BY_ITSELF + "{}"}


class Told(msgspec.Struct, frozen=True):
    """A command in the words of its format; where it is not `answered`, that it was sent is its end."""

    message: Outgoing
    answered: bool


def kept_at(command: Command) -> str | None:
    """The key of what has to be known that was learned, empty for nothing, and None for all of the format."""
    if command.dialect in {"homeassistant", "mapping"}:
        return None
    return _KEPT_AT.get(command.dialect, "").replace("{}", command.path)


def outgoing(command: Command, learned: Learned) -> Told:
    """The message that tells it. Raises Refusal."""
    if command.dialect == "homeassistant":
        message, answered = told_by_discovery(command, learned)
    else:
        tell = _TOLD.get(command.dialect)
        if tell is None:
            raise Refusal(tr("Devices of this format take no commands."), field="device")
        message, answered = tell(command, learned), is_answered(command)
    if not _is_topic(message.topic):
        name = printable(command.name, 60)
        raise Refusal(tr("“{name}” cannot be the name of a command.", name=name), field="name")
    return Told(message, answered)


def _is_topic(topic: str) -> bool:
    return len(topic) <= LONGEST_TOPIC and topic.isprintable() and not any(sign in topic for sign in "+#")


def _zigbee2mqtt(command: Command, _learned: Learned) -> Outgoing:
    if command.device == BRIDGE:
        given = command.value if isinstance(command.value, Mapping) else {"value": command.value}
        asked = {} if command.value is None else given
        request = _json({**asked, "transaction": command.token})
        return Outgoing(f"zigbee2mqtt/bridge/request/{command.name}", request, 1)
    value = _BOOLEANS.get(command.value, command.value) if isinstance(command.value, str) else _switched(command.value)
    return Outgoing(f"zigbee2mqtt/{command.path}/set", _json({command.name: value}), 1)


def _tasmota(command: Command, learned: Learned) -> Outgoing:
    behind = BEHIND + command.path in learned
    device = f"{command.path}/cmnd" if behind else f"cmnd/{command.path}"
    return Outgoing(f"{device}/{command.name}", _text(_switched(command.value)), 1)


def _homie(command: Command, learned: Learned) -> Outgoing:
    node, _, name = command.name.partition(".")
    if not node or not name:
        raise Refusal(tr("A command of Homie is named <node>.<property>."), field="name")
    value = str(command.value).lower() if isinstance(command.value, bool) else command.value
    root = "homie" if OLDER + command.path in learned else "homie/5"
    return Outgoing(f"{root}/{command.path}/{node}/{name}/set", _text(value), 2)


def _the_things_stack(command: Command, _learned: Learned) -> Outgoing:
    application, _, device = command.path.rpartition("/")
    down = {
        "f_port": _port(command),
        "priority": "NORMAL",
        "confirmed": True,
        "correlation_ids": [command.token],
        **_frame(command, "frm_payload", "decoded_payload"),
    }
    return Outgoing(f"v3/{application}/devices/{device}/down/push", _json({"downlinks": [down]}))


def _chirpstack(command: Command, _learned: Learned) -> Outgoing:
    application, _, eui = command.path.rpartition("/")
    down = {
        "id": str(UUID(command.token)),
        "devEui": eui,
        "confirmed": True,
        "fPort": _port(command),
        **_frame(command, "data", "object"),
    }
    return Outgoing(f"application/{application}/device/{eui}/command/down", _json(down), 1)


def _thingsboard(command: Command, learned: Learned) -> Outgoing:
    call = {"method": command.name, "params": _plain(command.value)}
    if BY_ITSELF + command.path in learned:
        return Outgoing(f"v1/devices/{command.path}/rpc/request/{command.number}", _json(call), 1)
    data = {"id": command.number, **call}
    return Outgoing("v1/gateway/rpc", _json({"device": command.path, "data": data}), 1)


def _azure(command: Command, _learned: Learned) -> Outgoing:
    device, _, module = command.path.partition("/")
    who = f"{device}/modules/{module}" if module else device
    return Outgoing(f"devices/{who}/messages/devicebound/", _json({command.name: _plain(command.value)}), 1)


def _aws(command: Command, _learned: Learned) -> Outgoing:
    desired = {"state": {"desired": {command.name: _plain(command.value)}}, "clientToken": command.token}
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
    return json.dumps(told, ensure_ascii=False, default=dict).encode()


_TOLD: Mapping[str, Callable[[Command, Learned], Outgoing]] = {
    "sparkplug": told_to_node,
    "zigbee2mqtt": _zigbee2mqtt,
    "tasmota": _tasmota,
    "homie": _homie,
    "tts": _the_things_stack,
    "chirpstack": _chirpstack,
    "thingsboard": _thingsboard,
    "azure": _azure,
    "aws": _aws,
    "mapping": told_by_mapping,
}
