"""What a listener hands over to the telemetry store. Times are milliseconds since 1970, UTC."""

from dataclasses import dataclass, field
from typing import NamedTuple

StateKey = tuple[int, int]
"""(rule id, series id)"""

LearnedKey = tuple[str, str]
"""(dialect, key)"""


class ReadingRow(NamedTuple):
    """One reading: `at` in ms; either `value` or `text`."""

    series_id: int
    at: int
    value: float | None
    text: str | None


class UntimedRow(NamedTuple):
    """A message that came without a time: its packet id, a digest of topic and payload, the time it was given."""

    packet_id: int
    digest: bytes
    at: int


class RejectedRow(NamedTuple):
    """A message that could not be understood; `payload` may be cut, `size` is what came."""

    at: int
    topic: str
    payload: bytes
    size: int
    reason: str
    detail: str


class PresenceRow(NamedTuple):
    """A device was heard: last at `at` (ms), with `messages` more; `online` as it said itself.

    Without messages it is only the broker that says something about it, which is no sign of life. `clock` is how many
    ms its clock is behind ours, None where nothing new is known of it.
    """

    device: str
    at: int
    online: bool
    messages: int
    clock: int | None = None


class ConnectionRow(NamedTuple):
    """A device came, or went, at `at` (ms)."""

    device: str
    at: int
    online: bool


class PulseRow(NamedTuple):
    """What a listener did in the second before `at`; `waiting` messages were in its queue."""

    listener: str
    at: int
    messages: int
    readings: int
    rejected: int
    waiting: int
    state: str


@dataclass(slots=True)
class Batch:
    """What one transaction of a listener stores. What is None is forgotten."""

    readings: list[tuple[int, int, float | None, str | None]] = field(default_factory=list)
    states: dict[StateKey, bytes | None] = field(default_factory=dict)
    untimed: list[UntimedRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    learned: dict[LearnedKey, bytes | None] = field(default_factory=dict)
