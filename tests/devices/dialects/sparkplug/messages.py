"""Messages as edge nodes send them, built from the wire format."""

from dataclasses import dataclass

from devices.dialects.sparkplug.types import BIG, DOUBLE, FLAG, FLOAT, SMALL, TEXT
from devices.dialects.sparkplug.wire import chunk, double, single, varint
from devices.messages import Received

NOW = 1_764_000_000_000
NODE = "sparkplug:plant/edge"
PUMP = "sparkplug:plant/edge/pump"


def metric(
    name: str | None = None,
    value: float | str | bool | None = None,
    *,
    alias: int | None = None,
    at: int | None = None,
    datatype: int = 0,
    field: int = 0,
    historical: bool = False,
    null: bool = False,
    unit: str = "",
) -> bytes:
    """One metric; the field of its value follows from the value unless it is said."""
    parts = [
        b"" if name is None else chunk(1, name.encode()),
        b"" if alias is None else varint(2, alias),
        b"" if at is None else varint(3, at),
        varint(4, datatype) if datatype else b"",
        varint(5, 1) if historical else b"",
        varint(7, 1) if null else b"",
        chunk(9, chunk(1, b"engUnit") + chunk(2, varint(1, 12) + chunk(8, unit.encode()))) if unit else b"",
        b"" if value is None else _value(value, field),
    ]
    return b"".join(parts)


def _value(value: float | str | bool, field: int) -> bytes:
    if isinstance(value, bool):
        return varint(FLAG, value)
    if isinstance(value, str):
        return chunk(field or TEXT, value.encode())
    if isinstance(value, int):
        return varint(field or BIG, value & 0xFFFF_FFFF if field == SMALL else value)
    return single(FLOAT, value) if field == FLOAT else double(DOUBLE, value)


def payload(*metrics: bytes, seq: int | None = None, at: int | None = NOW) -> bytes:
    """A whole payload."""
    head = b"" if at is None else varint(1, at)
    return head + b"".join(chunk(2, each) for each in metrics) + (b"" if seq is None else varint(3, seq))


def heard(kind: str, data: bytes, device: str = "", *, at: int = NOW, retain: bool = False) -> Received:
    """The message as the broker hands it over."""
    topic = f"spBv1.0/plant/{kind}/edge" + (f"/{device}" if device else "")
    return Received(topic, data, 0, retain, False, 0, at)


@dataclass
class Edge:
    """A node with a pump that counts its messages as it should; `clock` is the time in its messages."""

    bd_seq: int = 0
    clock: int = NOW
    seq: int = 0

    def birth(self, *more: bytes) -> Received:
        self.seq = 0
        metrics = (metric("bdSeq", self.bd_seq, datatype=8), metric("Node Control/Rebirth", False, datatype=11), *more)
        return heard("NBIRTH", payload(*metrics, seq=0, at=self.clock))

    def death(self, bd_seq: int | None = None) -> Received:
        told = self.bd_seq if bd_seq is None else bd_seq
        return heard("NDEATH", payload(metric("bdSeq", told, datatype=8), at=None))

    def pump_birth(self) -> Received:
        rpm = metric("rpm", 1480.0, alias=7, datatype=10, unit="rpm")
        return heard(
            "DBIRTH", payload(rpm, metric("state", "ok", alias=8, datatype=12), seq=self.next(), at=self.clock), "pump"
        )

    def pump_death(self) -> Received:
        return heard("DDEATH", payload(seq=self.next(), at=self.clock), "pump")

    def rpm(self, value: float, at: int | None = None, *, historical: bool = False) -> Received:
        told = metric(None, value, alias=7, at=at, historical=historical)
        return heard("DDATA", payload(told, seq=self.next(), at=self.clock), "pump")

    def lose(self, messages: int = 1) -> None:
        """Some are sent and never arrive."""
        self.seq = (self.seq + messages) % 256

    def next(self) -> int:
        """The number of its next message."""
        self.seq = (self.seq + 1) % 256
        return self.seq
