"""How the alert of a rule stands, as data that survives a restart."""

from enum import IntEnum

import msgspec

from devices.engine.outcomes import Figures
from domain.words import Severity


class Phase(IntEnum):
    """How far an alert is."""

    NORMAL = 0
    PENDING = 1
    ACTIVE = 2


class Standing(msgspec.Struct, array_like=True, gc=False):
    """How the alert stands.

    `now` is the moment reached. `since` is when the condition began, `last` the newest reading that was wrong, `back`
    since when it is back. `former` began the alert before, which ended at `ended`. What is `spent` was cleared by a
    person, and must become false before it can begin anew.
    """

    phase: Phase = Phase.NORMAL
    now: int = 0
    since: int = 0
    last: int = 0
    count: int = 0
    first: float | None = None
    value: float | None = None
    peak: float | None = None
    severity: Severity | None = None
    back: int | None = None
    former: int | None = None
    ended: int = 0
    spent: bool = False

    @property
    def figures(self) -> Figures:
        """What is told of the alert."""
        return Figures(self.since, self.last, self.count, self.first, self.value, self.peak, self.severity)


class State(msgspec.Struct, array_like=True):
    """All that is stored of a rule: how its alert stands, which levels are reached, how far its parts have come."""

    standing: Standing
    heavy: list[bool]
    nodes: list[object]


encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(State).decode
