"""The command with which a host asks an edge node to announce itself and its devices again."""

from collections.abc import Iterable

from devices.dialects.sparkplug.types import BOOLEAN, FLAG
from devices.dialects.sparkplug.wire import chunk, varint


def rebirth_request(names: Iterable[str], now: int) -> bytes:
    """The payload; `names` are the metrics that stand for it."""
    return varint(1, now) + b"".join(chunk(2, _yes(name, now)) for name in names)


def _yes(name: str, now: int) -> bytes:
    return chunk(1, name.encode()) + varint(3, now) + varint(4, BOOLEAN) + varint(FLAG, 1)
