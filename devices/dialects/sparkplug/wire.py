"""The wire format of protocol buffers: the fields of a message from bytes and back, which needs but a few rules."""

import struct
from collections.abc import Iterator

LONGEST_VARINT = 10
_MOST = (1 << 64) - 1
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

Field = tuple[int, int | bytes]
"""(number, value): a whole number as it stands, everything else as its bytes."""


class WireError(ValueError):
    """The bytes are no such message."""


def fields(data: bytes) -> Iterator[Field]:
    """The fields of a message in their order. Raises WireError."""
    at, end = 0, len(data)
    while at < end:
        key, at = _varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(data, at)
            yield number, value
            continue
        if kind == _BYTES:
            size, at = _varint(data, at)
        elif kind in {_FIXED32, _FIXED64}:
            size = 4 if kind == _FIXED32 else 8
        else:
            raise WireError(f"field {number} has the unknown wire type {kind}")
        if size > end - at:
            raise WireError(f"field {number} is cut off")
        yield number, data[at : at + size]
        at += size


def varint(number: int, value: int) -> bytes:
    """A field with a whole number."""
    return _written(number << 3 | _VARINT) + _written(value)


def chunk(number: int, value: bytes) -> bytes:
    """A field with text, bytes or another message."""
    return _written(number << 3 | _BYTES) + _written(len(value)) + value


def single(number: int, value: float) -> bytes:
    """A field with a number of 32 bits."""
    return _written(number << 3 | _FIXED32) + struct.pack("<f", value)


def double(number: int, value: float) -> bytes:
    """A field with a number of 64 bits."""
    return _written(number << 3 | _FIXED64) + struct.pack("<d", value)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    for position in range(at, min(at + LONGEST_VARINT, len(data))):
        byte = data[position]
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the bit that says that more follows
            return value & _MOST, position + 1
        shift += 7
    raise WireError("a number has no end")


def _written(value: int) -> bytes:
    value &= _MOST
    parts = bytearray()
    while value >= 0x80:  # noqa: PLR2004 - as above
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)
