"""Which device or node speaks on a topic, by the topic alone, in the formats where it says so."""

from collections.abc import Callable, Mapping

from devices.dialects.keys import device_key
from devices.dialects.sparkplug.topics import parse
from domain.parameters.dialects import DialectName


def speaker(dialect: str, topic: str) -> str:
    """The key of who speaks in a format on a topic that it takes; empty where only the message tells."""
    read = _READERS.get(dialect)
    return "" if read is None else read(topic)


def _of_sparkplug(topic: str) -> str:
    """The node: what its devices say is told together with it."""
    place = parse(topic)
    return "" if place is None else device_key(DialectName.SPARKPLUG, place.group, place.edge) or ""


def _of_zigbee2mqtt(_topic: str) -> str:
    """The bridge, with which all keep together."""
    return f"{DialectName.ZIGBEE2MQTT}:"


def _of_the_things_stack(topic: str) -> str:
    _, application, _, name, *_ = topic.split("/")
    return device_key(DialectName.THE_THINGS_STACK, application, name) or ""


def _of_chirpstack(topic: str) -> str:
    _, application, _, eui, *_ = topic.split("/")
    return device_key(DialectName.CHIRPSTACK, application, eui.lower()) or ""


_READERS: Mapping[str, Callable[[str], str]] = {
    DialectName.SPARKPLUG: _of_sparkplug,
    DialectName.ZIGBEE2MQTT: _of_zigbee2mqtt,
    DialectName.THE_THINGS_STACK: _of_the_things_stack,
    DialectName.CHIRPSTACK: _of_chirpstack,
}
