"""How the alert of a rule stands, as data that survives a restart."""

from enum import IntEnum

import msgspec

from devices.engine.outcomes import Figures
from domain.monitoring.definitions.definition import Clearing, Definition
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
    person, and must become false before it can begin anew. Readings up to `passed` are stored that were no news.
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
    passed: int = 0

    @property
    def reached(self) -> int:
        """Of what is stored up to then, all that counts is in here."""
        return max(self.now, self.passed)

    def ripe(self, definition: Definition) -> int | None:
        """When the duration that is running ends."""
        if self.phase is Phase.PENDING:
            return self.since + milliseconds(definition.duration)
        if self.phase is not Phase.ACTIVE:
            return None
        if definition.clearing is Clearing.SILENCE:
            return self.last + milliseconds(definition.silence)
        return None if self.back is None else self.back + milliseconds(definition.clear_duration)

    def begin(self, at: int) -> None:
        """The condition is true."""
        self.phase = Phase.PENDING
        self.since = self.last = at
        self.count = 1
        self.first = self.peak = self.value

    def end(self, at: int) -> None:
        """The alert is over."""
        self.former, self.ended = self.since, at
        self.rest()

    def rest(self) -> None:
        """Nothing is wrong any more."""
        self.phase, self.back, self.severity = Phase.NORMAL, None, None

    @property
    def figures(self) -> Figures:
        """What is told of the alert."""
        return Figures(self.since, self.last, self.count, self.first, self.value, self.peak, self.severity)


class State(msgspec.Struct, array_like=True):
    """All that is stored of a rule: how its alert stands, which levels are reached, how far its parts have come."""

    standing: Standing
    heavy: list[bool]
    nodes: list[object]


def milliseconds(seconds: float) -> int:
    """A time of a definition."""
    return round(seconds * 1000)


encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(State).decode
