"""What all parts of a condition at work have in common.

A part knows at every moment whether it is true (`holds`) and whether it is at least not false (`may`); a comparison
within its hysteresis, or before its first reading, may but does not hold. Moments are ms UTC and never go back.
"""

from typing import Protocol

import msgspec

from devices.engine.quiet import Quiet, Truth


class Sample(msgspec.Struct, frozen=True, gc=False):
    """A reading on one of the slots of a rule; exactly one of `value` and `text` is there.

    `source` tells the sisters apart whose readings come on the same slot.
    """

    slot: int
    at: int
    value: float | None
    text: str | None = None
    source: int = 0


class Node(Protocol):
    """A condition, or a part of one, at work."""

    @property
    def holds(self) -> bool:
        """Whether it is true."""
        ...

    @property
    def may(self) -> bool:
        """Whether it is not false."""
        ...

    @property
    def remembers(self) -> bool:
        """Whether every reading tells it something; otherwise all but the newest may be left out while it is quiet."""
        ...

    def quiet(self, slot: int, truth: Truth) -> Quiet:
        """Readings on `slot` that leave its `truth` as it is, and whatever it remembers beside the newest reading."""
        ...

    def take(self, sample: Sample) -> None:
        """A reading came on one of the slots; those of others are let by."""
        ...

    def pass_to(self, at: int) -> None:
        """It is `at` now; never later than what `due` tells."""
        ...

    def due(self) -> int | None:
        """When, without a further reading, it changes next; later than the moment it has passed to."""
        ...

    def dump(self) -> object:
        """How far it has come, as plain lists and numbers."""
        ...

    def load(self, raw: object) -> None:
        """Go on from what `dump` gave; raises msgspec.ValidationError on anything else."""
        ...


def earliest(*moments: int | None) -> int | None:
    """The first of those that are there."""
    return min((each for each in moments if each is not None), default=None)
