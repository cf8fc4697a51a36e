"""The native topics, `callout/v1/<device>/<channel>`: the one place that builds and parses them."""

from enum import StrEnum
from functools import lru_cache

import msgspec

from devices.messages import printable
from domain.errors import Refusal
from domain.language import tr
from domain.parameters.dialects import MAPPING, DialectName

ROOT = "callout/v1"
LONGEST_NAME = 120


class Channel(StrEnum):
    """What a topic of a device carries."""

    TELEMETRY = "telemetry"
    STATUS = "status"
    COMMAND = "command"
    REPLY = "reply"


#: How the keys of devices begin that speak another format.
_OF_OTHERS = tuple(f"{name}:" for name in (*DialectName, MAPPING))
_CHANNELS = {channel.value: channel for channel in Channel}


class Address(msgspec.Struct, frozen=True, gc=False):
    """A parsed topic: which device, which channel of it."""

    device: str
    channel: Channel


def build(device: str, channel: Channel) -> str:
    """The topic of one channel of `device`; refuses a name that no topic can carry."""
    if not is_device_name(device):
        raise Refusal(
            tr(
                "“{name}” cannot be the name of a device: 1 to {limit} printable characters, no / + #.",
                name=device,
                limit=LONGEST_NAME,
            ),
            field="device",
        )
    return f"{ROOT}/{device}/{channel}"


def every(channel: Channel) -> str:
    """The filter that subscribes to one channel of all devices."""
    return f"{ROOT}/+/{channel}"


@lru_cache(maxsize=32_768)
def parse(topic: str) -> Address | None:
    """Device and channel of `topic`, or None where it is not one of ours."""
    device, _, channel = topic.removeprefix(f"{ROOT}/").rpartition("/")
    if not topic.startswith(f"{ROOT}/") or channel not in _CHANNELS or not is_device_name(device):
        return None
    return Address(device, _CHANNELS[channel])


def expected(topic: str, channel: Channel) -> str:
    """What is wrong with a topic that `parse` does not take for one of this channel, as a sentence."""
    device = topic.removeprefix(f"{ROOT}/").removesuffix(f"/{channel}")
    if device.startswith(_OF_OTHERS):
        return tr(
            "“{name}” begins like a device of another format; devices that publish here need another name.",
            name=printable(device, LONGEST_NAME),
        )
    return tr(
        "The topic must be callout/v1/<device>/{channel}, its name 1 to {limit} printable characters.",
        channel=channel.value,
        limit=LONGEST_NAME,
    )


def is_device_name(name: str) -> bool:
    """Whether `name` fits into one level of a topic, on a screen and in a store."""
    return (
        0 < len(name) <= LONGEST_NAME
        and name.isprintable()
        and name == name.strip()
        and not any(sign in name for sign in "/+#")
        and not name.startswith(_OF_OTHERS)
    )
