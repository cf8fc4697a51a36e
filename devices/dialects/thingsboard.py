"""ThingsBoard's device and gateway API: telemetry and attributes, and the devices that a gateway connects.

The device's own topics do not name it (`v1/devices/me/telemetry`); they are understood where the name stands in the
place of `me`, by a bridge or the broker's mapping. A gateway names its devices in the message.
"""

import json
from collections.abc import Mapping

from devices.dialects.dialect import Answer, Decoded
from devices.dialects.gathering import Gathering, Unusable, gather, mapping, unknown_topic
from devices.dialects.traits import Trait
from devices.messages import Reason, Received, printable
from domain.language import tr
from domain.monitoring.response_model import CommandState

BY_ITSELF = "by itself/"
"""How what is learned of devices begins that have topics of their own, and take commands there."""

MOST_PARTS = 10_000
_DEVICES = "v1/devices/"
_GATEWAY = "v1/gateway/"
_RESPONSE = "rpc/response/"
_LONGEST_WORDS = 500


class ThingsBoard:
    """The decoder of devices and gateways that speak as if to ThingsBoard."""

    key = "thingsboard"
    filters: tuple[str, ...] = (
        "v1/devices/+/telemetry", "v1/devices/+/attributes", f"v1/devices/+/{_RESPONSE}+", "v1/gateway/+",
    )  # fmt: skip

    def __init__(self) -> None:
        self._by_itself = Trait(BY_ITSELF)

    def takes(self, topic: str) -> bool:
        return topic.startswith((_DEVICES, _GATEWAY))

    def recall(self, learned: Mapping[str, bytes]) -> None:
        self._by_itself.recall(learned)

    def decode(self, received: Received, now: int) -> Decoded:
        return gather(self.key, received, now, self._read)

    def remembered(self) -> int:
        """How much is remembered."""
        return len(self._by_itself)

    def _read(self, gathering: Gathering) -> None:
        topic = gathering.received.topic
        if topic.startswith(_GATEWAY):
            _read_gateway(gathering, topic.removeprefix(_GATEWAY))
            return
        name, _, kind = topic.removeprefix(_DEVICES).partition("/")
        if kind.startswith(_RESPONSE) and name != "me":
            _answer(gathering, gathering.device(name), kind.removeprefix(_RESPONSE), gathering.json())
        elif kind.startswith(("rpc/", "attributes/")):
            gathering.nothing()
        elif kind not in {"telemetry", "attributes"}:
            raise unknown_topic(gathering)
        elif name == "me":
            raise Unusable(
                Reason.BAD_TOPIC,
                tr("“me” does not say which device it is: the broker must put the device's name in its place."),
            )
        else:
            device = gathering.device(name)
            self._by_itself.note(gathering, name, has=True)
            _take_parts(gathering, device, gathering.json())


def _read_gateway(gathering: Gathering, kind: str) -> None:
    if kind == "rpc":
        _read_reply(gathering, gathering.json_object())
    elif kind in {"claim", "attributes/request", "attributes/response"}:
        gathering.nothing()
    elif kind in {"connect", "disconnect"}:
        _connect(gathering, gathering.json_object(), online=kind == "connect")
    elif kind in {"telemetry", "attributes"}:
        for name, told in gathering.json_object().items():
            _take_of_gateway(gathering, name, told)
    else:
        raise unknown_topic(gathering)


def _read_reply(gathering: Gathering, body: Mapping[str, object]) -> None:
    """Calls and replies have the same topic; only a reply has a number of its own."""
    name, number = body.get("device"), body.get("id")
    if isinstance(name, str) and isinstance(number, int | str):
        _answer(gathering, gathering.device(name), str(number), body.get("data"))
    else:
        gathering.nothing()


def _answer(gathering: Gathering, device: str, number: str, data: object) -> None:
    """What a device made of a call: an error, a success that is none, or whatever it returns."""
    error = mapping(data).get("error")
    failed = bool(error) or mapping(data).get("success") is False
    words = error if isinstance(error, str) else json.dumps(data, ensure_ascii=False)
    state = CommandState.FAILED if failed else CommandState.SUCCEEDED
    gathering.answer(Answer(device, state, number, words=printable(words, _LONGEST_WORDS)))


def _take_of_gateway(gathering: Gathering, name: str, told: object) -> None:
    """What a gateway says of one device; a name that is of no use spoils nothing for the others."""
    try:
        _take_parts(gathering, gathering.device(name), told)
    except Unusable as fault:
        gathering.refuse(fault.reason, fault.detail)


def _connect(gathering: Gathering, body: Mapping[str, object], *, online: bool) -> None:
    name = body.get("device")
    if not isinstance(name, str):
        raise Unusable(Reason.NO_VALUES, tr("It does not say which device was connected."))
    device = gathering.device(name)
    if online:
        gathering.announce(device, name=name, model=body.get("type"))
    gathering.presence(device, online)


def _take_parts(gathering: Gathering, device: str, told: object) -> None:
    parts = told if isinstance(told, list) else [told]
    for part in parts[:MOST_PARTS]:
        if not isinstance(part, dict):
            detail = tr("An object of values, or an array of them, is needed.")
            gathering.refuse(Reason.NOT_AN_OBJECT, detail)
        elif "ts" in part and isinstance(part.get("values"), dict):
            gathering.values(device, mapping(part["values"]), gathering.moment(part["ts"]))
        else:
            gathering.values(device, part, None)
