"""The topics of Sparkplug B: `spBv1.0/<group>/<kind>/<edge node>[/<device>]`, and those of hosts."""

from enum import StrEnum
from functools import lru_cache

import msgspec

ROOT = "spBv1.0"
PREFIX = f"{ROOT}/"
STATE = "STATE"


class Kind(StrEnum):
    """What a message is."""

    NODE_BIRTH = "NBIRTH"
    NODE_DEATH = "NDEATH"
    NODE_DATA = "NDATA"
    DEVICE_BIRTH = "DBIRTH"
    DEVICE_DEATH = "DDEATH"
    DEVICE_DATA = "DDATA"
    NODE_COMMAND = "NCMD"
    DEVICE_COMMAND = "DCMD"


_KINDS = {kind.value: kind for kind in Kind}
_OF_DEVICES = frozenset((Kind.DEVICE_BIRTH, Kind.DEVICE_DEATH, Kind.DEVICE_DATA, Kind.DEVICE_COMMAND))
HEARD = tuple(kind for kind in Kind if kind not in {Kind.NODE_COMMAND, Kind.DEVICE_COMMAND})


class Place(msgspec.Struct, frozen=True, gc=False):
    """A parsed topic; no device where the node speaks for itself."""

    kind: Kind
    group: str
    edge: str
    device: str | None

    @property
    def node(self) -> str:
        """What the node is known by."""
        return f"{self.group}/{self.edge}"


@lru_cache(maxsize=32_768)
def parse(topic: str) -> Place | None:
    """Who says what kind of message, or None where it is no topic of a node or device."""
    root, *parts = topic.split("/")
    match parts:
        case [group, kind, edge] if root == ROOT and kind in _KINDS:
            place = Place(_KINDS[kind], group, edge, None)
        case [group, kind, edge, device] if root == ROOT and kind in _KINDS:
            place = Place(_KINDS[kind], group, edge, device)
        case _:
            return None
    named = bool(place.group and place.edge) and place.device != ""
    return place if named and (place.kind in _OF_DEVICES) == (place.device is not None) else None


def filters() -> tuple[str, ...]:
    """What to subscribe to; commands to nodes and devices are for them, not for us."""
    return tuple(f"{ROOT}/+/{kind}/+/+" if kind in _OF_DEVICES else f"{ROOT}/+/{kind}/+" for kind in HEARD)


def command_topic(node: str, device: str | None = None) -> str:
    """Where a node takes commands, for itself or for a device that speaks through it."""
    group, _, edge = node.partition("/")
    if device is None:
        return f"{ROOT}/{group}/{Kind.NODE_COMMAND}/{edge}"
    return f"{ROOT}/{group}/{Kind.DEVICE_COMMAND}/{edge}/{device}"


def state_topic(host: str) -> str:
    """Where a host says whether it is there."""
    return f"{ROOT}/{STATE}/{host}"
