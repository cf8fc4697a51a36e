"""Zigbee2MQTT: state of each device under its friendly name, availability, and what the bridge says of all of them.

A friendly name may contain slashes. A bare value under a device's topic is one attribute of it (its setting
`output: attribute`).
"""

import re
from collections.abc import Iterator, Mapping

from devices.dialects.dialect import AnnouncedMetric, Answer, Decoded
from devices.dialects.gathering import Gathering, Unusable, gather, items, mapping, metric, told
from devices.dialects.offering import chosen, numeric, offer
from devices.messages import Reason, Received
from domain.language import tr
from domain.monitoring.command_fields import Field, FieldKind
from domain.monitoring.command_offers import OfferedCommand
from domain.monitoring.response_model import CommandState

LARGEST_INVENTORY = 8 * 1024 * 1024
"""The bridge tells all of its devices with their definitions in one message."""

_BRIDGE = "bridge"
_RESPONSE = "response/"
_NOT_SET = re.compile(r"Publish 'set' '([^']+)' to '([^']+)' failed: '?([^']*)")
_NO_STATE = ("last_seen", "device")
_WANTED_BY_OTHERS = frozenset(("set", "get"))
_PRESENCE_OF_EVENT = {"device_announce": True, "device_joined": True, "device_leave": False}
_DEPTH_OF_FEATURES = 3
_SETTABLE = 2
"""The bit of `access` that says that a value can be set."""


class Zigbee2Mqtt:
    """The decoder of one bridge, whose topics begin with `base`."""

    key = "zigbee2mqtt"

    def __init__(self, base: str = "zigbee2mqtt") -> None:
        self._prefix = f"{base}/"
        self.filters: tuple[str, ...] = (f"{base}/#",)

    def takes(self, topic: str) -> bool:
        return topic.startswith(self._prefix)

    def recall(self, learned: Mapping[str, bytes]) -> None:
        """Every message is understood by itself."""

    def decode(self, received: Received, now: int) -> Decoded:
        return gather(self.key, received, now, self._read, LARGEST_INVENTORY)

    def _read(self, gathering: Gathering) -> None:
        levels = gathering.received.topic.removeprefix(self._prefix).split("/")
        if levels[0] == _BRIDGE:
            _read_bridge(gathering, "/".join(levels[1:]))
        elif any(level in _WANTED_BY_OTHERS for level in levels[1:][-2:]):
            gathering.nothing()
        elif levels[-1] == "availability" and len(levels) > 1:
            _read_availability(gathering, gathering.device("/".join(levels[:-1])))
        elif gathering.received.payload:
            _read_state(gathering, levels)
        else:
            gathering.nothing()


def _read_state(gathering: Gathering, levels: list[str]) -> None:
    body = gathering.json() if gathering.received.payload[:1] in b"{[" else gathering.text()
    if isinstance(body, dict):
        values = {name: value for name, value in body.items() if name not in _NO_STATE}
        gathering.values(gathering.device("/".join(levels)), values, gathering.moment(body.get("last_seen")))
    elif len(levels) > 1:
        gathering.value(gathering.device("/".join(levels[:-1])), levels[-1], body, None)
    else:
        raise Unusable(Reason.NOT_AN_OBJECT, tr("A JSON object is needed here."))


def _read_availability(gathering: Gathering, device: str) -> None:
    body = gathering.json() if gathering.received.payload[:1] == b"{" else gathering.text()
    gathering.word_of_presence(device, body.get("state") if isinstance(body, dict) else body)


def _read_bridge(gathering: Gathering, subject: str) -> None:
    bridge = gathering.device(_BRIDGE)
    if subject == "state":
        _read_availability(gathering, bridge)
    elif subject == "devices":
        for described in items(gathering.json()):
            _announce(gathering, bridge, mapping(described))
    elif subject == "info":
        coordinator = mapping(gathering.json_object().get("coordinator"))
        gathering.announce(bridge, name="Zigbee2MQTT", model=coordinator.get("type"))
    elif subject == "event":
        _read_event(gathering)
    elif subject == "logging":
        _read_log(gathering, str(gathering.json_object().get("message", "")))
    elif subject.startswith(_RESPONSE):
        _read_response(gathering, bridge, gathering.json_object())
    else:
        gathering.nothing()


def _read_response(gathering: Gathering, bridge: str, body: Mapping[str, object]) -> None:
    """The bridge answers a request; by its transaction one knows whose that was."""
    transaction = body.get("transaction")
    if not isinstance(transaction, str) or not transaction:
        gathering.nothing()
        return
    done = CommandState.SUCCEEDED if body.get("status") == "ok" else CommandState.FAILED
    gathering.answer(Answer(bridge, done, transaction, words=told(body.get("error"))))


def _read_log(gathering: Gathering, line: str) -> None:
    """What could not be set at a device stands in the log of the bridge alone."""
    failed = _NOT_SET.search(line)
    if failed is None:
        gathering.nothing()
    else:
        name, device, why = failed.groups()
        gathering.answer(Answer(gathering.device(device), CommandState.FAILED, name=name, words=told(why)))


def _read_event(gathering: Gathering) -> None:
    event = gathering.json_object()
    online = _PRESENCE_OF_EVENT.get(str(event.get("type")))
    name = mapping(event.get("data")).get("friendly_name")
    if online is None or not isinstance(name, str):
        gathering.nothing()
    else:
        gathering.presence(gathering.device(name), online)


def _announce(gathering: Gathering, bridge: str, described: dict[str, object]) -> None:
    name = described.get("friendly_name")
    if described.get("type") == "Coordinator" or not isinstance(name, str):
        gathering.nothing()
        return
    definition = mapping(described.get("definition"))
    try:
        device = gathering.device(name)
    except Unusable as fault:
        gathering.refuse(fault.reason, fault.detail)
        return
    gathering.announce(
        device,
        name=name,
        maker=definition.get("vendor") or described.get("manufacturer"),
        model=definition.get("model") or described.get("model_id"),
        through=bridge,
        metrics=_metrics(items(definition.get("exposes")), ""),
        commands=_offers(items(definition.get("exposes"))),
    )


def _metrics(exposes: list[object], path: str, depth: int = _DEPTH_OF_FEATURES) -> Iterator[AnnouncedMetric]:
    """One metric for each value that is exposed; those of a composite are below its property."""
    for each in exposes:
        exposed = mapping(each)
        told = exposed.get("property")
        name = f"{path}{told}" if isinstance(told, str) else ""
        features = items(exposed.get("features"))
        if features and depth > 0:
            below = f"{name}." if exposed.get("type") == "composite" and name else path
            yield from _metrics(features, below, depth - 1)
        elif name:
            yield metric(name, exposed.get("label"), exposed.get("unit"))


def _offers(exposes: list[object], depth: int = _DEPTH_OF_FEATURES) -> Iterator[OfferedCommand]:
    """What of it can be set, the values of a composite together."""
    for each in exposes:
        exposed = mapping(each)
        name, features = exposed.get("property"), items(exposed.get("features"))
        if exposed.get("type") == "composite" and isinstance(name, str):
            fields = [field for feature in features if (field := _field(mapping(feature))) is not None]
            if len(fields) > 1:
                yield offer(name, exposed.get("label"), *fields)
        elif features and depth > 0:
            yield from _offers(features, depth - 1)
        elif isinstance(name, str) and (field := _field(exposed)) is not None:
            yield offer(name, exposed.get("label"), field)


def _field(exposed: Mapping[str, object]) -> Field | None:
    access, name = exposed.get("access"), exposed.get("property")
    if not isinstance(access, int) or not access & _SETTABLE or not isinstance(name, str):
        return None
    match exposed.get("type"):
        case "binary":
            words = [_written(exposed.get(each)) for each in ("value_on", "value_off")]
            return Field(name, FieldKind.SWITCH) if words[0] == "ON" else chosen(name, words)
        case "numeric":
            return numeric(name, exposed.get("unit"), exposed.get("value_min"), exposed.get("value_max"))
        case "enum":
            return chosen(name, items(exposed.get("values")))
        case "text":
            return Field(name, FieldKind.TEXT)
    return None


def _written(value: object) -> object:
    """A boolean as it stands in JSON."""
    return str(value).lower() if isinstance(value, bool) else value
