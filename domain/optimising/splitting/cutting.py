"""Cuts a problem into parts of about equal work, along borders that are drawn anew each time."""

from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from domain.optimising.problem import NOWHERE, Problem
from domain.optimising.splitting.units import Unit

#: How often a cut runs between days instead of territories, where there are several.
BY_DAY = 0.3
#: What a tour weighs beside a job: enough that tours without jobs are shared out, too.
TOUR = 0.05
#: The smaller side of a cut has at least this share of the work.
LEAST = 0.4


class Cutting:
    """Knows where units are and when, and halves sets of them until each is small enough."""

    def __init__(self, problem: Problem, units: Sequence[Unit], draw: Random) -> None:
        self._travel = problem.travel
        self._draw = draw
        self._units = units
        self._weights = np.array([len(unit.jobs) + TOUR * len(unit.tours) for unit in units])
        self._days = np.array([problem.tours[unit.tours[0]].starts for unit in units], np.int64)
        stays = [(number, place) for number, unit in enumerate(units) for place in _places(problem, unit)]
        self._owners, self._places = np.array(stays, np.int64).reshape(-1, 2).T
        self._stays = np.maximum(1, np.bincount(self._owners, minlength=len(units)))

    def parts(self, most: float) -> Iterator[list[Unit]]:
        """Sets of units with no more than so many jobs, unless one unit alone has more."""
        waiting = [np.arange(len(self._units))]
        while waiting:
            members = waiting.pop()
            if len(members) > 1 and self._weights[members].sum() > most:
                waiting.extend(self._halves(members))
            elif len(members):
                yield [self._units[member] for member in members.tolist()]

    def _halves(self, members: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        days = self._days[members]
        by_day = days.min() < days.max() and self._draw.random() < BY_DAY
        keys = days if by_day else self._sides(members)
        shuffled = np.array(self._draw.sample(range(len(members)), len(members)))
        order = members[shuffled[np.argsort(keys[shuffled], kind="stable")]]
        sums = np.cumsum(self._weights[order])
        share = self._draw.uniform(LEAST, 1 - LEAST)
        border = int(np.searchsorted(sums, share * sums[-1]))
        border = min(max(1, border), len(order) - 1)
        return order[:border], order[border:]

    def _sides(self, members: NDArray[np.int64]) -> NDArray[np.float64]:
        """How much nearer each is to one place than to another one far away from it."""
        here = np.flatnonzero(np.isin(self._owners, members))
        if not len(here):
            return np.zeros(len(members))
        first = self._places[self._draw.choice(here.tolist())]
        second = self._places[here[int(np.argmax(self._travel[first, self._places[here]]))]]
        nearer = (self._travel[first, self._places] - self._travel[second, self._places]).astype(np.float64)
        means: NDArray[np.float64] = np.bincount(self._owners, nearer, len(self._units)) / self._stays
        return means[members]


def _places(problem: Problem, unit: Unit) -> Iterator[int]:
    places = [problem.jobs[job].place for job in unit.jobs]
    places += [problem.tours[tour].start_place for tour in unit.tours]
    return (place for place in places if place != NOWHERE)
