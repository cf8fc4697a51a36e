"""The conditions of rules. Times are seconds, limits are in the unit of the metric.

Each condition is true, false or not known: a comparison within its hysteresis, or before the first reading, is not
known. An alert begins when the condition is true for long enough, and is over when it is false for long enough.
"""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from domain.monitoring.definitions.measure import Limit, Measure


class Match(StrEnum):
    """How a text is compared."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    BEGINS = "begins"
    ENDS = "ends"


class Season(StrEnum):
    """By what the usual value differs."""

    NONE = "none"
    DAY = "day"
    WEEK = "week"


class Sides(StrEnum):
    """In which direction a difference counts."""

    ABOVE = "above"
    BELOW = "below"
    BOTH = "both"


class Above(msgspec.Struct, frozen=True, tag="above", omit_defaults=True):
    """True beyond the limit, false at `limit - hysteresis` and under it."""

    measure: Measure
    limit: Limit
    hysteresis: float = 0.0


class Below(msgspec.Struct, frozen=True, tag="below", omit_defaults=True):
    """True under the limit, false at `limit + hysteresis` and beyond it."""

    measure: Measure
    limit: Limit
    hysteresis: float = 0.0


class Outside(msgspec.Struct, frozen=True, tag="outside", omit_defaults=True):
    """True outside the band, false within it by the hysteresis."""

    measure: Measure
    low: Limit
    high: Limit
    hysteresis: float = 0.0


class Inside(msgspec.Struct, frozen=True, tag="inside", omit_defaults=True):
    """True within the band, ends included; false beyond it by the hysteresis."""

    measure: Measure
    low: Limit
    high: Limit
    hysteresis: float = 0.0


class Equal(msgspec.Struct, frozen=True, tag="equal", omit_defaults=True):
    """True at the value, give or take `tolerance`."""

    measure: Measure
    value: Limit
    tolerance: float = 0.0


class Text(msgspec.Struct, frozen=True, tag="text", omit_defaults=True):
    """True while the newest text of the metric matches one of `words`; upper and lower case are the same."""

    metric: str
    words: tuple[str, ...]
    match: Match = Match.IS


class Changed(msgspec.Struct, frozen=True, tag="changed", omit_defaults=True):
    """True with a reading that differs from the one before it, by more than `by`; false with the next that does not."""

    metric: str
    by: float = 0.0


class NoData(msgspec.Struct, frozen=True, tag="no_data", omit_defaults=True):
    """True after `silence` seconds without a reading of `metric`, or with None of anything; false with the next."""

    silence: float
    metric: str | None = None


class Unusual(msgspec.Struct, frozen=True, tag="unusual", omit_defaults=True):
    """True where the value is more than `sigmas` standard deviations from what is usual at this hour of this asset.

    Usual is learned by the hour as readings come, by the hour of day or of week in the zone of the rule; it is known
    once `least` hours were heard of that hour of the season. Less than `by` is never unusual.
    """

    measure: Measure
    sigmas: float = 4.0
    season: Season = Season.NONE
    sides: Sides = Sides.BOTH
    by: float = 0.0
    least: int = 5


class Unlike(msgspec.Struct, frozen=True, tag="unlike", omit_defaults=True):
    """True where the value differs by more than `by` from the median of the sister assets: same model, same site.

    Sisters count whose newest reading is not older than `fresh` seconds; fewer than `least` of them say nothing.
    """

    measure: Measure
    by: float
    hysteresis: float = 0.0
    sides: Sides = Sides.BOTH
    least: int = 2
    fresh: float = 3600.0


Comparison: TypeAlias = Above | Below | Outside | Inside | Equal | Text | Changed | Unusual | Unlike


class InRow(msgspec.Struct, frozen=True, tag="in_row"):
    """True with the `count`-th reading in a row for which `part` is true."""

    part: Comparison
    count: int


class Times(msgspec.Struct, frozen=True, tag="times", omit_defaults=True):
    """True while `part` became true `count` times within `seconds`; with `each`, every reading counts for itself."""

    part: Comparison
    count: int
    seconds: float
    each: bool = False


class Lasting(msgspec.Struct, frozen=True, tag="lasting"):
    """True once `part` has been true for `seconds`."""

    part: "Condition"
    seconds: float


class All(msgspec.Struct, frozen=True, tag="all"):
    """True while all parts are."""

    parts: tuple["Condition", ...]


class Either(msgspec.Struct, frozen=True, tag="either"):
    """True while one of the parts is."""

    parts: tuple["Condition", ...]


class Not(msgspec.Struct, frozen=True, tag="not"):
    """True while the part is false."""

    part: "Condition"


Condition: TypeAlias = (
    Above | Below | Outside | Inside | Equal | Text | Changed | NoData | Unusual | Unlike
    | InRow | Times | Lasting | All | Either | Not
)  # fmt: skip
