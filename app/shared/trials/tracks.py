"""Where everything that happened lies on the time line, and what comes next in each direction."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.shared.trials.values import Found, Happening, Verdict


@dataclass(frozen=True, slots=True)
class Track:
    """Things of one kind that happened to one asset: alerts of a version with the same verdict, or its troubles."""

    lane: int
    version: int | None
    verdict: Verdict
    starts: NDArray[np.float64]
    ends: NDArray[np.float64]


class Tracks:
    """All tracks of a try by lane, and what happened in each lane by its time."""

    def __init__(self, found: Found | None) -> None:
        self.count = len(found.assets) if found else 0
        self._lanes: list[list[Happening]] = [[] for _ in range(self.count)]
        for each in found.happenings if found else ():
            self._lanes[each.lane].append(each)
        for lane in self._lanes:
            lane.sort(key=_order)
        self._times = [[each.at for each in lane] for lane in self._lanes]
        self._tracks = [list(_tracks(number, lane)) for number, lane in enumerate(self._lanes)]

    def of(self, lane: int) -> Sequence[Track]:
        """The tracks of an asset."""
        return self._tracks[lane]

    def within(self, lane: int, since: float, until: float) -> Sequence[Happening]:
        """What happened to an asset from `since` to `until` (ms)."""
        times = self._times[lane]
        return self._lanes[lane][bisect_left(times, since) : bisect_left(times, until + 1)]

    def first(self) -> Happening | None:
        """Where the keyboard begins."""
        return next((lane[0] for lane in self._lanes if lane), None)

    def beside(self, happening: Happening, step: int) -> Happening:
        """The next one of the same asset, or the one before; at the ends that of the next asset that has any."""
        lane = self._lanes[happening.lane]
        at = lane.index(happening) + step
        if 0 <= at < len(lane):
            return lane[at]
        other = next((each for each in self._beyond(happening.lane, step) if each), None)
        return happening if other is None else other[0 if step > 0 else -1]

    def across(self, happening: Happening, step: int) -> Happening:
        """The nearest in time of the next asset that has any, or of the one before."""
        other = next((each for each in self._beyond(happening.lane, step) if each), None)
        return happening if other is None else min(other, key=lambda each: abs(each.at - happening.at))

    def _beyond(self, lane: int, step: int) -> Iterator[list[Happening]]:
        yield from (self._lanes[lane + 1 :] if step > 0 else reversed(self._lanes[:lane]))


def merged(
    starts: NDArray[np.float64], ends: NDArray[np.float64], gap: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Marks that lie closer than `gap` as one: where it begins, where its last mark is, and where that ends."""
    if not len(starts):
        return starts, starts, ends
    begins = np.flatnonzero(np.r_[True, np.diff(starts) >= gap])
    last = np.r_[begins[1:] - 1, len(starts) - 1]
    return starts[begins], starts[last], np.maximum.reduceat(ends, begins)


def _tracks(number: int, lane: list[Happening]) -> Iterator[Track]:
    for version, verdict in dict.fromkeys((each.version, each.verdict) for each in lane):
        own = [each for each in lane if (each.version, each.verdict) == (version, verdict)]
        starts = np.array([each.at for each in own], np.float64)
        ends = np.array([each.cleared or each.at for each in own], np.float64)
        yield Track(number, version, verdict, starts, ends)


def _order(happening: Happening) -> tuple[int, int]:
    return happening.at, happening.id
