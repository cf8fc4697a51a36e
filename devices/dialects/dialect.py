"""What every dialect has in common: which topics it takes, and what one message of them says.

A dialect decodes without a clock, a store or a broker of its own. What it must remember between messages (aliases of a
birth, a discovery) it tells as `learned`; that is stored with the readings, and handed back to `recall` at the start.
"""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

import msgspec

from devices.messages import Reading, Received, Rejected, Status
from domain.monitoring.command_offers import Offers
from domain.monitoring.response_model import CommandState


class AnnouncedMetric(msgspec.Struct, frozen=True, gc=False):
    """A metric that a device says it has; `unit` as people write it ("°C"), empty where none is told."""

    name: str
    label: str = ""
    unit: str = ""


class Announced(msgspec.Struct, frozen=True, gc=False):
    """A device that tells about itself; `through` is the device by way of which it speaks (a gateway).

    `commands` are those that it takes, None where it says nothing of them.
    """

    device: str
    name: str = ""
    maker: str = ""
    model: str = ""
    through: str | None = None
    metrics: tuple[AnnouncedMetric, ...] = ()
    commands: Offers | None = None


class Outgoing(msgspec.Struct, frozen=True, gc=False):
    """A message to publish: a request for a birth, a command; over MQTT 5 with what its reply is known by."""

    topic: str
    payload: bytes
    qos: int = 0
    retain: bool = False
    reply_to: str = ""
    correlation: bytes = b""


class Answer(msgspec.Struct, frozen=True, gc=False):
    """What became of a command, as a message of its own says it.

    It is known by `token`, else it is any of the commands called `name`, with a `value` those that asked for it;
    without either it is the only one that waits.
    """

    device: str
    state: CommandState
    token: str = ""
    name: str = ""
    value: str | float | bool | None = None
    words: str = ""


class Decoded(msgspec.Struct):
    """All that one message says. A message that says nothing has at least one rejection, or is known to be empty."""

    readings: list[Reading] = msgspec.field(default_factory=list)
    statuses: list[Status] = msgspec.field(default_factory=list)
    announced: list[Announced] = msgspec.field(default_factory=list)
    rejected: list[Rejected] = msgspec.field(default_factory=list)
    outgoing: list[Outgoing] = msgspec.field(default_factory=list)
    answers: list[Answer] = msgspec.field(default_factory=list)
    learned: dict[str, bytes | None] = msgspec.field(default_factory=dict)
    """What to remember under which key; None forgets it."""


class Dialect(Protocol):
    """One format. `key` names it in settings and in the keys of its devices."""

    key: str

    @property
    def filters(self) -> tuple[str, ...]:
        """What to subscribe to; it may change with what is learned."""
        ...

    def takes(self, topic: str) -> bool:
        """Whether the topic is one of this dialect; quick, it is asked for every message."""
        ...

    def decode(self, received: Received, now: int) -> Decoded:
        """What the message says; never raises, whatever the bytes. `now` in milliseconds UTC."""
        ...

    def recall(self, learned: Mapping[str, bytes]) -> None:
        """Take back what was learned in an earlier run; what cannot be read is left out."""
        ...


@runtime_checkable
class Timed(Protocol):
    """A dialect in which something follows from a message that does not come."""

    def pass_time(self, now: int) -> Decoded:
        """What follows by `now`, in milliseconds UTC; asked about once a second."""
        ...
