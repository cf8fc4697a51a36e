"""What a step of a rule brought about. All times are ms UTC of the readings themselves."""

import msgspec

from domain.words import Severity


class Figures(msgspec.Struct, frozen=True, gc=False):
    """How an alert stands: absolute figures, so that writing them twice is harmless.

    `since` is the moment with which the condition began; together with rule and asset it is the identity of the alert,
    the same however often the readings come again. `last` is the newest reading that was wrong.
    """

    since: int
    last: int
    count: int
    first: float | None
    value: float | None
    peak: float | None
    severity: Severity | None


class Raised(msgspec.Struct, frozen=True, gc=False):
    """An alert begins at `at`, or the one before is opened again."""

    at: int
    figures: Figures
    reopens: bool = False


class Folded(msgspec.Struct, frozen=True, gc=False):
    """The alert goes on."""

    at: int
    figures: Figures


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """The alert has become heavier or lighter; a severity of None is that of the rule."""

    at: int
    figures: Figures


class Cleared(msgspec.Struct, frozen=True, gc=False):
    """The alert is over."""

    at: int
    figures: Figures


Outcome = Raised | Folded | Weighed | Cleared
