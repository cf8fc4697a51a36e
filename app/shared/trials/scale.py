"""From moments to pixels and back."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Moments = TypeVar("Moments", float, NDArray[np.float64])

MOST_TIMES = 500


@dataclass(frozen=True, slots=True)
class Scale:
    """The time from `since` to `until` (ms) on `width` pixels; `closeness` times as wide as there is room."""

    since: int
    until: int
    width: int
    closeness: float = 1.0

    def x(self, at: Moments) -> Moments:
        """Where a moment is, or each of many."""
        return (at - self.since) * self.width / (self.until - self.since)

    def moment(self, x: float) -> float:
        """Which moment is there."""
        return self.since + x * (self.until - self.since) / self.width

    def zoomed(self, factor: float, room: int) -> "Scale":
        """`factor` times as close, at least as wide as the room that there is now."""
        closeness = min(MOST_TIMES, max(1.0, self.closeness * factor))
        return replace(self, width=max(1, round(room * closeness)), closeness=closeness)
