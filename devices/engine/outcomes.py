"""What a step of a rule brought about. All times are ms UTC of the readings themselves.

`since` is the moment with which the condition began; together with rule and asset it is the identity of the alert, the
same however often the readings come again.
"""

import msgspec

from domain.words import Severity


class Raised(msgspec.Struct, frozen=True, gc=False):
    """An alert begins at `at`; `reopens` is the `since` of the one that is opened again instead of a new one."""

    since: int
    at: int
    value: float | None
    peak: float | None
    count: int
    severity: Severity | None = None
    reopens: int | None = None


class Folded(msgspec.Struct, frozen=True, gc=False):
    """The alert goes on; absolute figures, so that writing them twice is harmless."""

    since: int
    count: int
    last: int
    peak: float | None
    value: float | None


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """The alert has become heavier or lighter; None is the severity of the rule."""

    since: int
    at: int
    severity: Severity | None


class Cleared(msgspec.Struct, frozen=True, gc=False):
    """The alert is over."""

    since: int
    at: int
    value: float | None


Outcome = Raised | Folded | Weighed | Cleared
