"""What is remembered of each edge node: its birth, its devices, the names behind aliases, where its counter stands."""

from collections.abc import Iterator, Mapping

import msgspec

from devices.dialects.sparkplug.sequence import Sequence

MOST_NODES = 5_000
MOST_DEVICES = 2_000


class Known(msgspec.Struct, frozen=True, gc=False):
    """A metric of a birth."""

    name: str
    datatype: int


class Birth(msgspec.Struct):
    """What a node or a device has announced; `bd_seq` only a node. Before the first one it is not `born`."""

    metrics: dict[str, int] = msgspec.field(default_factory=dict)
    aliases: dict[int, Known] = msgspec.field(default_factory=dict)
    bd_seq: int | None = None
    born: bool = False

    def known(self, name: str | None, alias: int | None) -> Known | None:
        """The announced metric of that name or alias.

        Some clients announce `DATA/temperature` and then publish `temperature`.
        """
        if name is None:
            return None if alias is None else self.aliases.get(alias)
        for spelling in (name, f"DATA/{name}"):
            if (datatype := self.metrics.get(spelling)) is not None:
                return Known(spelling, datatype)
        return None


class Node:
    """An edge node as far as it is known; `key` is group and name."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.birth = Birth()
        self.devices: dict[str, Birth] = {}
        self.sequence = Sequence()

    def of(self, device: str | None) -> Birth:
        """The birth of the node itself or of one of its devices, an empty one if there was none."""
        return self.birth if device is None else self.devices.get(device, Birth())

    def meet(self, device: str) -> bool:
        """Whether the device is one nobody had heard of, which is remembered now if there is room."""
        if device in self.devices or len(self.devices) >= MOST_DEVICES:
            return False
        self.devices[device] = Birth()
        return True

    def named(self, device: str | None, name: str | None, alias: int | None) -> Known | None:
        """The metric that a device means; aliases are unique within the node, so any of its births may tell."""
        found = self.of(device).known(name, alias)
        return self.birth.known(None, alias) if found is None and name is None else found


class Nodes:
    """The nodes heard of, the newest at the end; beyond the bound the one not heard of for longest is dropped."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}

    def take(self, key: str) -> tuple[Node, Node | None]:
        """The node, made if it is new, and the one dropped for it."""
        node = self._nodes.pop(key, None) or Node(key)
        self._nodes[key] = node
        dropped = self._nodes.pop(next(iter(self._nodes))) if len(self._nodes) > MOST_NODES else None
        return node, dropped

    def waiting(self) -> Iterator[Node]:
        """Those whose counter has a gap or that are to be asked for a birth."""
        return (node for node in self._nodes.values() if node.sequence.waits)


_BIRTHS = "#birth"
_SEQUENCE = "#seq"
_decode_birth = msgspec.msgpack.Decoder(Birth)
_decode_sequence = msgspec.msgpack.Decoder(int)


def learned_birth(node: Node, device: str | None) -> dict[str, bytes | None]:
    """What to remember of a birth."""
    place = node.key if device is None else f"{node.key}/{device}"
    return {place + _BIRTHS: msgspec.msgpack.encode(node.of(device))}


def birth_in(learned: Mapping[str, bytes], node: str, device: str | None) -> Birth | None:
    """What is remembered of a birth, if anything."""
    told = learned.get((node if device is None else f"{node}/{device}") + _BIRTHS)
    try:
        return None if told is None else _decode_birth.decode(told)
    except (msgspec.DecodeError, ValueError):
        return None


def learned_sequence(node: Node) -> dict[str, bytes | None]:
    """What to remember of where the counter of a node stands."""
    last = node.sequence.last
    return {node.key + _SEQUENCE: None if last is None else msgspec.msgpack.encode(last)}


def forgotten(node: Node) -> dict[str, bytes | None]:
    """What to forget with a node."""
    places = [node.key, *(f"{node.key}/{device}" for device in node.devices)]
    return dict.fromkeys([*(place + _BIRTHS for place in places), node.key + _SEQUENCE])


def recall(nodes: Nodes, learned: Mapping[str, bytes]) -> None:
    """Take back what was learned; what cannot be read is left out."""
    for key in sorted(learned):
        place, _, what = key.rpartition("#")
        group, _, rest = place.partition("/")
        edge, _, device = rest.partition("/")
        node, _ = nodes.take(f"{group}/{edge}")
        try:
            if f"#{what}" == _SEQUENCE:
                node.sequence.resume(_decode_sequence.decode(learned[key]))
            elif device:
                node.devices[device] = _decode_birth.decode(learned[key])
            else:
                node.birth = _decode_birth.decode(learned[key])
        except (msgspec.DecodeError, msgspec.ValidationError, ValueError):
            continue
