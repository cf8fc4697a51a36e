"""The truths of one condition along time: only the moments at which they change."""

from dataclasses import dataclass

import numpy as np

from devices.backtest.readings import Moments, Truths


@dataclass(frozen=True, slots=True)
class Change:
    """What is true from `at` on: with a reading, or `by_itself` as time passes."""

    at: int
    holds: bool
    may: bool
    by_itself: bool = False


def of_truths(times: Moments, holds: Truths, may: Truths) -> list[Change]:
    """From the truths with each reading; before the first it is not known."""
    if not len(times):
        return []
    places = np.flatnonzero(
        (holds != np.concatenate(([False], holds[:-1]))) | (may != np.concatenate(([True], may[:-1])))
    )
    columns = times[places].tolist(), holds[places].tolist(), may[places].tolist()
    return [Change(at, true, open_) for at, true, open_ in zip(*columns, strict=True)]


def of_times(times: Moments, needed: int, period: int) -> list[Change]:
    """True while `needed` of the readings that count lie within the period; `times` are theirs."""
    if len(times) < needed:
        return []
    last, first = times[needed - 1 :], times[: len(times) - needed + 1]
    enough = last - first < period
    starts, ends = last[enough], first[enough] + period
    if not len(starts):
        return []
    apart = starts[1:] >= ends[:-1]
    spans = zip(starts[np.r_[True, apart]].tolist(), ends[np.r_[apart, True]].tolist(), strict=True)
    return [
        change
        for start, end in spans
        for change in (Change(start, True, True), Change(end, False, False, by_itself=True))
    ]


def of_silence(times: Moments, silence: int) -> list[Change]:
    """True once nothing came for so long; `times` are those of all readings."""
    if not len(times):
        return []
    places = np.flatnonzero(np.diff(times) >= silence)
    found = [Change(int(times[0]), False, False)]
    for place in places.tolist():
        found.append(Change(int(times[place]) + silence, True, True, by_itself=True))
        found.append(Change(int(times[place + 1]), False, False))
    return [*found, Change(int(times[-1]) + silence, True, True, by_itself=True)]
