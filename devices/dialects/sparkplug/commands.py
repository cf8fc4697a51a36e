"""Commands to edge nodes and their devices, `NCMD` and `DCMD`: a metric of the birth is written, in the type it has."""

import math
from collections.abc import Mapping

from devices.dialects.command import Command
from devices.dialects.dialect import Outgoing
from devices.dialects.sparkplug import topics
from devices.dialects.sparkplug.nodes import Birth, birth_in
from devices.dialects.sparkplug.types import (
    BIG,
    BOOLEAN,
    DATE_TIME,
    DOUBLE,
    FLAG,
    FLOAT,
    SINGLE_PRECISION,
    SMALL,
    TEXT,
    TEXTS,
    bits_of,
    bounds,
    type_name,
)
from devices.dialects.sparkplug.wire import chunk, double, single, varint
from devices.messages import printable
from domain.errors import Refusal
from domain.language import tr

_FLOATS = frozenset((9, 10))
_BITS_OF_SMALL = 32
_LARGEST_SINGLE = 3.4e38


def told_to_node(command: Command, learned: Mapping[str, bytes]) -> Outgoing:
    """The message to the node, or to the device that speaks through it; it bears no number. Raises Refusal."""
    group, _, rest = command.path.partition("/")
    edge, _, device = rest.partition("/")
    birth = birth_in(learned, f"{group}/{edge}", device or None)
    if birth is None or not birth.born:
        raise Refusal(
            tr(
                "{device} has not told of its metrics yet: no birth of it is known.", device=printable(command.path, 80)
            ),
            field="device",
        )
    written = b"".join(chunk(2, _metric(birth, name, value, command.at)) for name, value in _values(command))
    topic = topics.command_topic(f"{group}/{edge}", device or None)
    return Outgoing(topic, varint(1, command.at) + written)


def _values(command: Command) -> list[tuple[str, object]]:
    """What is to be written; a command without a value switches its metric on, as those of the node are meant."""
    if isinstance(command.value, Mapping):
        return [(f"{command.name}/{name}", value) for name, value in command.value.items()]
    return [(command.name, True if command.value is None else command.value)]


def _metric(birth: Birth, name: str, value: object, at: int) -> bytes:
    """By its alias alone where the birth gave it one."""
    spelling = next((each for each in (name, f"CMD/{name}", f"DATA/{name}") if each in birth.metrics), None)
    if spelling is None:
        raise Refusal(tr("The birth of the device had no metric “{name}”.", name=printable(name, 60)), field="name")
    alias = next((number for number, known in birth.aliases.items() if known.name == spelling), None)
    named = chunk(1, spelling.encode()) if alias is None else varint(2, alias)
    datatype = birth.metrics[spelling]
    return named + varint(3, at) + varint(4, datatype) + _written(spelling, datatype, value)


def _written(name: str, datatype: int, value: object) -> bytes:
    if datatype == BOOLEAN and isinstance(value, bool):
        return varint(FLAG, value)
    if datatype in TEXTS and isinstance(value, str):
        return chunk(TEXT, value.encode())
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        if datatype in _FLOATS:
            return _fraction(name, datatype, value)
        if bounds(datatype) is not None and value == int(value):
            return _whole(name, datatype, int(value))
    detail = tr("“{metric}” is a {kind}.", metric=printable(name, 60), kind=type_name(datatype))
    raise Refusal(detail, field="value")


def _fraction(name: str, datatype: int, value: float) -> bytes:
    if datatype != SINGLE_PRECISION:
        return double(DOUBLE, value)
    if abs(value) > _LARGEST_SINGLE:
        raise _too_large(name, datatype)
    return single(FLOAT, value)


def _whole(name: str, datatype: int, value: int) -> bytes:
    """What is signed goes as the bits of an unsigned number."""
    low, high = bounds(datatype) or (0, 0)
    if not low <= value <= high:
        raise _too_large(name, datatype)
    bits = bits_of(datatype)
    field = SMALL if bits <= _BITS_OF_SMALL and datatype != DATE_TIME else BIG
    return varint(field, value & ((1 << max(bits, _BITS_OF_SMALL)) - 1))


def _too_large(name: str, datatype: int) -> Refusal:
    detail = tr("“{metric}” cannot be so large: it is a {kind}.", metric=printable(name, 60), kind=type_name(datatype))
    return Refusal(detail, field="value")
