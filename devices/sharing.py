"""How several listeners divide one fleet: each takes the devices whose names fall to it, for ever the same."""

from zlib import crc32

import msgspec

from domain.errors import Refusal
from domain.language import tr
from domain.parameters.dialects import DialectName

MOST = 64
_NODE_LEVELS = 2


class Share(msgspec.Struct, frozen=True):
    """The part of the fleet that one of `of` listeners takes; without more it is all of it."""

    number: int = 1
    of: int = 1

    def owns(self, device: str) -> bool:
        """Whether a device, or whatever else has a name, falls to this one."""
        return self.of == 1 or crc32(kept_together(device).encode()) % self.of == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


WHOLE = Share()


def parse_share(word: str) -> Share:
    """The share that `K/N` means. Raises Refusal."""
    number, slash, of = word.partition("/")
    if slash and _is_count(number) and _is_count(of) and 1 <= int(number) <= int(of) <= MOST:
        return Share(int(number), int(of))
    raise Refusal(tr("“{word}” is no share: write K/N, the K-th of N listeners, N up to {most}.", word=word, most=MOST))


def kept_together(device: str) -> str:
    """What a device goes with: a Sparkplug device with its node, the devices of a Zigbee2MQTT with their bridge."""
    dialect, colon, path = device.partition(":")
    if dialect == DialectName.ZIGBEE2MQTT and colon:
        return dialect
    if dialect == DialectName.SPARKPLUG and colon:
        return "/".join(path.split("/", _NODE_LEVELS)[:_NODE_LEVELS])
    return device


def _is_count(word: str) -> bool:
    return word.isascii() and word.isdigit()
