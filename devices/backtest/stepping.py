"""The slow way: a part of a rule that looks at several series is stepped moment by moment."""

from collections.abc import Iterator, Sequence

import numpy as np

from devices.backtest.lines import Change
from devices.backtest.readings import Readings
from devices.engine.node import Node


def stepped(node: Node, slots: Sequence[tuple[int, Readings]]) -> Iterator[Change]:
    """The changes of a part that has just been built, with the readings of the slots."""
    before = node.holds, node.may
    for at, places in _moments(slots):
        while (due := node.due()) is not None and due <= at:
            node.pass_to(due)
            if (node.holds, node.may) != before:
                before = node.holds, node.may
                yield Change(due, *before, by_itself=True)
        for slot, readings, place in places:
            node.take(readings.sample(slot, place))
        if (node.holds, node.may) != before:
            before = node.holds, node.may
            yield Change(at, *before)
    while (due := node.due()) is not None:
        node.pass_to(due)
        yield Change(due, node.holds, node.may, by_itself=True)


def _moments(slots: Sequence[tuple[int, Readings]]) -> Iterator[tuple[int, list[tuple[int, Readings, int]]]]:
    """The readings of all slots by their time; at the same moment in the order of the slots."""
    times = np.concatenate([readings.times for _, readings in slots])
    which = np.concatenate([np.full(len(readings), number) for number, (_, readings) in enumerate(slots)])
    place = np.concatenate([np.arange(len(readings)) for _, readings in slots])
    order = np.lexsort((place, which, times))
    moment: list[tuple[int, Readings, int]] = []
    now = 0
    for at, number, where in zip(*(column[order].tolist() for column in (times, which, place)), strict=True):
        if moment and at != now:
            yield now, moment
            moment = []
        now = at
        moment.append((*slots[number], where))
    if moment:
        yield now, moment
