"""What the tests of every dialect need: messages as the broker hands them over, the samples, and short forms."""

import json

from bench.samples import NOW, samples
from devices.dialects.dialect import Announced, Decoded
from devices.messages import Received

__all__ = (
    "NOW", "message", "moments", "presence", "readings", "reasons", "samples", "says_something", "units",
)  # fmt: skip


def message(topic: str, payload: object = b"", *, retain: bool = False) -> Received:
    """A message that arrives now; what is neither bytes nor text is sent as JSON."""
    if isinstance(payload, str):
        payload = payload.encode()
    sent = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return Received(topic, sent, 1, retain, False, 7, NOW)


def readings(decoded: Decoded) -> list[tuple[str, str, float | str | None]]:
    """Device, metric and value of every reading."""
    return [(r.device, r.metric, r.text if r.value is None else r.value) for r in decoded.readings]


def moments(decoded: Decoded) -> set[int]:
    """The moments of the readings, relative to now."""
    return {reading.at - NOW for reading in decoded.readings}


def presence(decoded: Decoded) -> list[tuple[str, bool]]:
    """Device and whether it is there, of every status."""
    return [(status.device, status.online) for status in decoded.statuses]


def reasons(decoded: Decoded) -> list[str]:
    """Why parts of the message were not taken."""
    assert all(rejected.detail for rejected in decoded.rejected)
    return [rejected.reason.value for rejected in decoded.rejected]


def units(announced: Announced) -> dict[str, str]:
    """The units of the metrics that a device announced."""
    return {metric.name: metric.unit for metric in announced.metrics}


def says_something(decoded: Decoded) -> bool:
    """Whether the message gave anything at all, be it a rejection."""
    return bool(
        decoded.readings
        or decoded.statuses
        or decoded.announced
        or decoded.rejected
        or decoded.outgoing
        or decoded.answers
        or decoded.learned
    )
