"""Values over a pipe: a length, the value in MessagePack, then its arrays as they lie in memory, never copied."""

import struct
from collections.abc import Callable
from typing import IO, Any, Generic, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

LENGTH = struct.Struct("<Q")
#: More bytes than any message has, arrays apart; what says it is longer is no message.
MOST = 2**30


def send(stream: IO[bytes], message: msgspec.Struct) -> None:
    """Write one value; the arrays follow in the order in which they stand in it."""
    arrays: list[NDArray[Any]] = []

    def described(value: object) -> object:
        if isinstance(value, np.generic):
            return value.item()
        if not isinstance(value, np.ndarray):
            raise TypeError(f"{type(value).__name__} does not travel over a pipe")
        arrays.append(np.ascontiguousarray(value))
        return value.dtype.str, value.shape

    body = msgspec.msgpack.encode(message, enc_hook=described)
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.writelines(_bytes(array) for array in arrays)
    stream.flush()


class Receiver(Generic[T]):
    """Reads values of one type, or of a union of types, from a pipe."""

    def __init__(self, stream: IO[bytes], kind: Any) -> None:
        self._stream = stream
        self._decoder: msgspec.msgpack.Decoder[T] = msgspec.msgpack.Decoder(kind, dec_hook=self._array)

    def receive(self) -> T:
        """The next value; raises EOFError where the other side is gone or talks of something else."""
        (length,) = LENGTH.unpack(self._exactly(bytearray(LENGTH.size)))
        if length > MOST:
            raise EOFError
        return self._decoder.decode(self._exactly(bytearray(length)))

    def _array(self, _kind: type, described: tuple[str, list[int]]) -> NDArray[Any]:
        dtype, shape = described
        array = np.empty(shape, np.dtype(dtype))
        self._exactly(_bytes(array))
        return array

    def _exactly(self, room: Any) -> Any:
        into: Callable[[Any], int] = self._stream.readinto  # type: ignore[attr-defined]
        if len(room) and into(room) != len(room):
            raise EOFError
        return room


def _bytes(array: NDArray[Any]) -> memoryview:
    return array.reshape(-1).view(np.uint8).data
