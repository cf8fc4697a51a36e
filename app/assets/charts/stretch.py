"""The points of one curve as arrays: joined piece by piece, with their gaps, and looked up by time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.monitoring.telemetry.charting import ChartPoint

#: Where so many times the usual distance passes without a point, nothing was measured.
GAP = 4.0
#: Fewer points say nothing about what is usual.
FEW = 4

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Stretch:
    """Times in milliseconds; least, mean and greatest of each; no value is where a gap is."""

    at: Numbers
    low: Numbers
    mean: Numbers
    high: Numbers

    def __len__(self) -> int:
        return len(self.at)

    @property
    def banded(self) -> bool:
        """Whether any point stands for several readings."""
        return bool(np.any(self.low < self.high))

    def nearest(self, at: float) -> int | None:
        """The point closest to a moment."""
        if not len(self):
            return None
        place = int(np.searchsorted(self.at, at))
        near = [each for each in (place - 1, place) if 0 <= each < len(self)]
        return min(near, key=lambda each: abs(float(self.at[each]) - at))

    def within(self, since: float, until: float) -> "Stretch":
        """The points of [since, until]."""
        first, last = np.searchsorted(self.at, [since, until + 1])
        return Stretch(*(each[first:last] for each in (self.at, self.low, self.mean, self.high)))

    def joined(self, newer: "Stretch", since: float, until: float) -> "Stretch":
        """With `newer` in place of all that lay in [since, until)."""
        before, after = (int(each) for each in np.searchsorted(self.at, [since, until]))
        mine = (self.at, self.low, self.mean, self.high)
        new = (newer.at, newer.low, newer.mean, newer.high)
        return Stretch(
            *(np.concatenate([old[:before], news, old[after:]]) for old, news in zip(mine, new, strict=True))
        )

    def with_gaps(self, bucket: int) -> "Stretch":
        """With a point of no value in each gap, so that no line is drawn across it."""
        if len(self) < FEW:
            return self
        apart = np.diff(self.at)
        wide = np.flatnonzero(apart > max(GAP * float(np.median(apart)), 1.5 * bucket)) + 1
        middles = (self.at[wide - 1] + self.at[wide]) / 2
        values = (np.insert(each, wide, np.nan) for each in (self.low, self.mean, self.high))
        return Stretch(np.insert(self.at, wide, middles), *values)


def stretch_of(points: Sequence[ChartPoint]) -> Stretch:
    """What the store told."""
    table = np.array([(each.at, each.minimum, each.mean, each.maximum) for each in points], dtype=np.float64)
    return Stretch(*table.reshape(-1, 4).T.copy())
