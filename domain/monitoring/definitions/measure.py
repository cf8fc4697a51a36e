"""Which number a condition looks at: a metric, its own or a neighbour's, as it comes or over a stretch of time."""

from enum import StrEnum

import msgspec


class How(StrEnum):
    """What is made of the readings of a stretch of time."""

    MEAN = "mean"
    LEAST = "least"
    GREATEST = "greatest"
    COUNT = "count"
    CHANGE = "change"
    RATE = "rate"


class Whose(StrEnum):
    """On which asset the metric is: the one that the rule watches, or the one it is a part of."""

    OWN = "own"
    PARENT = "parent"


class Measure(msgspec.Struct, frozen=True, omit_defaults=True):
    """The newest reading of `metric`, or with `over` (seconds) what `how` makes of the readings of that stretch.

    A rate is per hour. A stretch is known once readings have come for all of its length; it is kept in 48 parts, so
    its beginning is exact to a forty-eighth.
    """

    metric: str
    over: float = 0.0
    how: How = How.MEAN
    whose: Whose = Whose.OWN


class OfAsset(msgspec.Struct, frozen=True, tag="of_asset", omit_defaults=True):
    """A limit that each asset has for itself, under `name` among its own limits; `otherwise` for those without."""

    name: str
    otherwise: float | None = None


Limit = float | OfAsset
