"""Whether a comparison is true, and whether it is not false, with each reading of its slot."""

import numpy as np
from numpy.typing import NDArray

from devices.backtest.readings import Numbers, Readings, Truths, held
from devices.backtest.stretched import stretched
from devices.engine.building import Compared
from devices.engine.comparisons import ChangedNode, Comparator, Comparing, OutsideBand, TextNode
from devices.engine.node import Sample
from domain.monitoring.definitions.condition import Changed, Comparison
from domain.monitoring.definitions.looking import measure_of

Pair = tuple[Truths, Truths]


def truths(node: Compared, condition: Comparison, readings: Readings) -> Pair:
    """Of a comparison that has just been built; one that learns is stepped reading by reading."""
    if isinstance(node, Comparing):
        return _compared(node, condition, readings)
    if isinstance(node, TextNode):
        return _texts(node, readings)
    if isinstance(node, ChangedNode) and isinstance(condition, Changed):
        return _changed(condition.by, readings)
    return _stepped(node, readings)


def becoming(holds: Truths, may: Truths) -> Truths:
    """With which readings it becomes true, after it was false or never true."""
    places = np.arange(len(holds))
    begun = np.maximum.accumulate(np.where(holds, places, -1))
    ended = np.maximum.accumulate(np.where(~may & ~holds, places, -1))
    before: Truths = np.r_[False, (begun > ended)[:-1]]
    return holds & ~before


def in_row(holds: Truths) -> NDArray[np.int64]:
    """How many readings in a row were true, with each."""
    places = np.arange(1, len(holds) + 1)
    found: NDArray[np.int64] = places - np.maximum.accumulate(np.where(holds, 0, places))
    return found


def _compared(node: Comparing, condition: Comparison, readings: Readings) -> Pair:
    numbers = readings.are_numbers
    times, values = readings.times[numbers], readings.values[numbers]
    if node.stretch is not None:
        values = stretched(times, values, measure_of(condition))
    known = numbers.copy()
    known[numbers] = ~np.isnan(values)
    holds, may = np.zeros(len(readings), np.bool_), np.ones(len(readings), np.bool_)
    holds[numbers], may[numbers] = _by(node.comparator, values)
    return _held(holds, may, known)


def _by(band: Comparator, values: Numbers) -> Pair:
    low, high, apart = band.low, band.high, band.hysteresis
    if isinstance(band, OutsideBand):
        return (values > high) | (values < low), (values > high - apart) | (values < low + apart)
    return (low <= values) & (values <= high), (low - apart <= values) & (values <= high + apart)


def _texts(node: TextNode, readings: Readings) -> Pair:
    """Each distinct value is compared once."""
    numbers = readings.are_numbers
    holds = np.zeros(len(readings), np.bool_)
    distinct, places = np.unique(readings.values[numbers], return_inverse=True)
    holds[numbers] = np.array([_matches(node, float(value), None) for value in distinct], np.bool_)[places]
    if readings.codes is not None:
        matching = np.array([_matches(node, None, word) for word in readings.words], np.bool_)
        holds[~numbers] = matching[readings.codes[~numbers]]
    return holds, holds


def _matches(node: TextNode, value: float | None, text: str | None) -> bool:
    node.take(Sample(node.slot, 0, value, text))
    return node.holds


def _changed(by: float, readings: Readings) -> Pair:
    if not len(readings):
        return np.zeros(0, np.bool_), np.ones(0, np.bool_)
    numbers, values = readings.are_numbers, readings.values
    changes = numbers[1:] != numbers[:-1]
    with np.errstate(invalid="ignore"):
        changes |= numbers[1:] & numbers[:-1] & (np.abs(values[1:] - values[:-1]) > by)
    if readings.codes is not None:
        changes |= ~numbers[1:] & (readings.codes[1:] != readings.codes[:-1])
    holds: Truths = np.r_[False, changes]
    return holds, holds


def _stepped(node: Compared, readings: Readings) -> Pair:
    holds, may = np.zeros(len(readings), np.bool_), np.ones(len(readings), np.bool_)
    for place in range(len(readings)):
        node.take(readings.sample(node.slot, place))
        holds[place], may[place] = node.holds, node.may
    return holds, may


def _held(holds: Truths, may: Truths, known: Truths) -> Pair:
    return held(holds, known, False), held(may, known, True)
