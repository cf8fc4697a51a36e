"""Measures over a stretch of time for all readings at once, to the last digit as `devices.engine.stretches` has them.

Sums are made in the same order there and here: within a part reading by reading, over the parts from the oldest on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from devices.backtest.readings import Moments, Numbers
from devices.engine.stretches import PARTS
from domain.monitoring.definitions.measure import How, Measure

_HOUR = 3_600_000
Combine = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Which part each reading belongs to, where each part begins, and the first part of the stretch it ends."""

    of: NDArray[np.intp]
    begins: NDArray[np.intp]
    oldest: NDArray[np.intp]


def stretched(times: Moments, values: Numbers, measure: Measure) -> Numbers:
    """The measure with each reading; NaN where it is not known."""
    if not len(times):
        return values
    over = round(measure.over * 1000)
    width = max(1, over // PARTS)
    parts = _parts(times // width)
    found = _measured(times, values, measure.how, parts)
    found[times - times[0] < over - width] = np.nan
    return found


def _parts(indices: Moments) -> _Parts:
    starts = np.r_[True, indices[1:] != indices[:-1]]
    begins = np.flatnonzero(starts)
    present = indices[begins]
    return _Parts(np.cumsum(starts) - 1, begins, np.searchsorted(present, present - (PARTS - 1)))


def _measured(times: Moments, values: Numbers, how: How, parts: _Parts) -> Numbers:
    first = parts.begins[parts.oldest][parts.of]
    match how:
        case How.MEAN:
            counts = np.arange(len(times)) - first + 1
            return _over_parts(values, parts, np.add, 0.0) / counts
        case How.COUNT:
            return (np.arange(len(times)) - first + 1).astype(np.float64)
        case How.LEAST:
            return _over_parts(values, parts, np.minimum, np.inf)
        case How.GREATEST:
            return _over_parts(values, parts, np.maximum, -np.inf)
    change: Numbers = values - values[first]
    if how is How.CHANGE:
        return change
    passed = (times - times[first]).astype(np.float64)
    rate = np.full(len(times), np.nan)
    np.divide(change * _HOUR, passed, out=rate, where=passed != 0)
    return rate


def _over_parts(values: Numbers, parts: _Parts, combine: Combine, nothing: float) -> Numbers:
    """The parts before combined, and with them what the last part has come to."""
    running = _running(values, parts.begins, combine)
    ends = np.r_[parts.begins[1:], len(values)] - 1
    whole = running[ends]
    before = np.full(len(whole), nothing)
    here = np.arange(len(whole))
    for further in range(PARTS - 1):
        places = np.flatnonzero(parts.oldest + further < here)
        if not len(places):
            break
        before[places] = combine(before[places], whole[parts.oldest[places] + further])
    found: Numbers = combine(before[parts.of], running)
    return found


def _running(values: Numbers, begins: NDArray[np.intp], combine: Combine) -> Numbers:
    """What each part has come to with each of its readings."""
    running = values.copy()
    lengths = np.diff(np.r_[begins, len(values)])
    going = np.arange(len(begins))
    for further in range(1, int(lengths.max())):
        going = going[lengths[going] > further]
        places = begins[going] + further
        running[places] = combine(running[places - 1], values[places])
    return running
