"""Readings from which nothing follows: within these bounds, and before this moment, a rule need not look at them.

They are kept, and taken in bulk before anybody looks at the rule again: `Machine.absorb`.
"""

from enum import Enum, auto
from math import inf, nextafter
from typing import NamedTuple


class Truth(Enum):
    """What of a part must stay as it is; at least what it remembers has to be the same in the end."""

    HOLDS = auto()
    MAY = auto()
    NEITHER = auto()


class Quiet(NamedTuple):
    """Values from `low` to `high`, ends included, before the moment `until`."""

    low: float
    high: float
    until: float

    def within(self, other: "Quiet") -> "Quiet":
        """Where both are."""
        found = Quiet(max(self.low, other.low), min(self.high, other.high), min(self.until, other.until))
        return found if found.low <= found.high else NEVER


EVER = Quiet(-inf, inf, inf)
NEVER = Quiet(inf, -inf, -inf)


def around(value: float, low: float, high: float) -> Quiet:
    """The values on the same side of the ends of a band as `value`; the ends belong to the band."""
    if value < low:
        return Quiet(-inf, nextafter(low, -inf), inf)
    if value > high:
        return Quiet(nextafter(high, inf), inf, inf)
    return Quiet(low, high, inf)
