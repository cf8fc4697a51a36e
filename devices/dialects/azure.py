"""Messages of devices as Azure IoT Hub takes them: the device and a bag of properties in the topic, a free body."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from devices.dialects.dialect import Decoded
from devices.dialects.gathering import Gathering, Unusable, gather, unknown_topic
from devices.messages import Reason, Received, printable
from domain.language import tr

MOST_PARTS = 10_000
_PREFIX = "devices/"
_EVENTS = "/messages/events/"
_BRIDGED = ("iothub-connection-device-id", "$.cdid")
_TIMES_IN_BAG = ("iothub-creation-time-utc", "$.ctime")
_TIMES_IN_BODY = ("ts", "timestamp", "time", "eventTime", "messageDateTime")
_ENCODINGS = {"": "utf-8", "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}
_MOST_PROPERTIES = 100


class AzureIotHub:
    """The decoder of devices, and modules of devices, that speak as if to an IoT Hub."""

    key = "azure"
    filters: tuple[str, ...] = ("devices/+/messages/events/#", "devices/+/modules/+/messages/events/#")

    def takes(self, topic: str) -> bool:
        return topic.startswith(_PREFIX) and _EVENTS in f"{topic}/"

    def recall(self, learned: Mapping[str, bytes]) -> None:
        """Every message is understood by itself."""

    def decode(self, received: Received, now: int) -> Decoded:
        return gather(self.key, received, now, _read)


def _read(gathering: Gathering) -> None:
    who, events, rest = f"{gathering.received.topic}/".removeprefix(_PREFIX).partition(_EVENTS)
    if not events:
        raise unknown_topic(gathering)
    bag = _bag(rest.rstrip("/"))
    bridged = next((bag[name] for name in _BRIDGED if bag.get(name)), None)
    device = gathering.device(bridged) if bridged else gathering.device(*who.replace("/modules/", "/").split("/"))
    body = _body(gathering, bag)
    at = next((gathering.moment(bag[name]) for name in _TIMES_IN_BAG if name in bag), None)
    for part in (body if isinstance(body, list) else [body])[:MOST_PARTS]:
        _take(gathering, device, part, at)


def _take(gathering: Gathering, device: str, part: object, at: int | None) -> None:
    if isinstance(part, dict):
        told = next((name for name in _TIMES_IN_BODY if gathering.moment(part.get(name)) is not None), None)
        values = {name: value for name, value in part.items() if name != told}
        gathering.values(device, values, at if told is None else gathering.moment(part[told]))
    elif isinstance(part, str | int | float):
        gathering.value(device, "value", part, at)
    else:
        gathering.refuse(Reason.NOT_AN_OBJECT, tr("An object of values, or an array of them, is needed."))


def _bag(text: str) -> dict[str, str]:
    """The properties that a device put into the topic."""
    try:
        return dict(parse_qsl(text.removeprefix("?"), keep_blank_values=True, max_num_fields=_MOST_PROPERTIES))
    except ValueError:
        detail = tr("There are more than {limit} properties in the topic.", limit=_MOST_PROPERTIES)
        raise Unusable(Reason.BAD_TOPIC, detail) from None


def _body(gathering: Gathering, bag: Mapping[str, str]) -> object:
    """The body by its type and encoding: JSON unless it says otherwise."""
    kind = bag.get("$.ct", "application/json").split(";")[0].strip().lower()
    encoding = _ENCODINGS.get(bag.get("$.ce", "").strip().lower())
    if encoding is None:
        named = printable(bag.get("$.ce", ""), 40)
        raise Unusable(Reason.NOT_TAKEN, tr("The encoding “{name}” is not known.", name=named))
    if kind.endswith("json"):
        return gathering.json(encoding)
    if kind.startswith("text/"):
        return gathering.received.payload.decode(encoding, errors="replace").strip()
    raise Unusable(Reason.NOT_JSON, tr("The content type “{name}” cannot be read.", name=printable(kind, 60)))
