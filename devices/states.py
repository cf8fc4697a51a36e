"""How far a rule has come with one series, as data that survives a restart; and what a step brought about.

All times are milliseconds UTC of the series itself. `since` is the time of the reading with which the
condition began; together with rule and asset it is the identity of the alert, the same however often the
readings come again.
"""

import msgspec


class Normal(msgspec.Struct, frozen=True, tag="normal", omit_defaults=True, gc=False):
    """Nothing is wrong; readings up to `after` belong to an alert that is over."""

    after: int = 0


class Pending(msgspec.Struct, frozen=True, tag="pending", gc=False):
    """Beyond the limit since `since`, not yet for long enough; `last` is the newest reading."""

    since: int
    last: int
    value: float
    peak: float
    count: int


class Active(msgspec.Struct, frozen=True, tag="active", gc=False):
    """The alert is raised. `last` is the newest violating reading, `seen` the newest of all.

    `clear_since` is the reading with which it came back, while it has not stayed back for long enough;
    `value` is the newest value.
    """

    since: int
    seen: int
    last: int
    count: int
    peak: float | None = None
    value: float | None = None
    clear_since: int | None = None


State = Normal | Pending | Active

NORMAL = Normal()
"""The state that nearly every series is in: one object for all."""


class Raised(msgspec.Struct, frozen=True, gc=False):
    """An alert begins: the condition held from `since`, and at `at` for long enough."""

    since: int
    at: int
    value: float | None
    peak: float | None
    count: int


class Folded(msgspec.Struct, frozen=True, gc=False):
    """The alert goes on; absolute figures, so that writing them twice is harmless."""

    since: int
    count: int
    last: int
    peak: float | None
    value: float | None


class Cleared(msgspec.Struct, frozen=True, gc=False):
    """The alert is over."""

    since: int
    at: int
    value: float | None


Outcome = Raised | Folded | Cleared
Stepped = tuple[State, tuple[Outcome, ...]]

_decoder = msgspec.json.Decoder(State)


def encode_state(state: State) -> str:
    """The state as JSON, as it is stored."""
    return msgspec.json.encode(state).decode()


def decode_state(text: str | bytes) -> State:
    """The state stored as `text`; raises msgspec.ValidationError on anything else."""
    state = _decoder.decode(text)
    return NORMAL if state == NORMAL else state
