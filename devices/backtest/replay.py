"""One rule over readings that are all there: the same alerts as reading by reading, without looking at most of them.

Only at the moments at which a part of the condition changes the machine is stepped. In between readings change nothing
but figures: how many there were, the newest, the worst; these are taken from whole slices at once.
"""

from collections.abc import Mapping

import numpy as np

from devices.backtest.alert import PastAlert, gather
from devices.backtest.readings import NONE, Moments, Numbers, Readings, held
from devices.backtest.replaying import ReplayBuilder
from devices.engine.building import Slot
from devices.engine.machine import Machine
from devices.engine.node import Sample
from devices.engine.outcomes import Outcome
from devices.engine.standing import Phase
from domain.monitoring.definitions.definition import Definition

_NO_SLOT = -1


def replay(
    definition: Definition, limits: Mapping[str, float], readings: Mapping[Slot, Readings], until: int | None = None
) -> list[PastAlert]:
    """The alerts that a rule would have raised on an asset; time goes on until `until` (ms UTC)."""
    machine = Replay(definition, limits, readings)
    machine.run()
    if until is not None:
        machine.outcomes += machine.tick(until)
    return gather(machine.outcomes, machine.standing.figures)


class Replay(Machine):
    """A machine that has all readings before it begins."""

    def __init__(self, definition: Definition, limits: Mapping[str, float], readings: Mapping[Slot, Readings]) -> None:
        builder = ReplayBuilder(limits, definition.zone, readings)
        super().__init__(definition, limits, builder)
        self.outcomes: list[Outcome] = []
        self._times = _union([readings.get(slot, NONE).times for slot in self.slots])
        self._values = self._leading_values(readings)
        changes = [change.at for part in builder.replayed for change in part.changes if not change.by_itself]
        self._steps = sorted({0, *np.searchsorted(self._times, sorted(set(changes))).tolist()})

    def run(self) -> None:
        """Go along all readings."""
        begin = 0
        for place in self._steps if len(self._times) else ():
            self._pass_over(begin, place)
            self._step_at(place)
            begin = place + 1
        self._pass_over(begin, len(self._times))

    def _pass_over(self, begin: int, end: int) -> None:
        """Readings from `begin` to before `end`, at which no part of the condition changes."""
        while begin < end:
            self.outcomes += self.tick(int(self._times[begin]))
            if self.standing.phase is Phase.NORMAL and self._when.holds:
                self._step_at(begin)
                begin += 1
                continue
            due = self.due()
            stop = end if due is None else min(end, int(np.searchsorted(self._times, due)))
            self._fold(begin, stop)
            begin = stop

    def _fold(self, begin: int, end: int) -> None:
        """Readings that nothing follows from but the figures of the alert."""
        standing = self.standing
        standing.now, standing.value = int(self._times[end - 1]), self._value(end - 1)
        if standing.phase is not Phase.NORMAL and self._when.holds:
            standing.count += end - begin
            standing.last = standing.now
            standing.peak = self.leading.worse(standing.peak, self._worst(begin, end))

    def _step_at(self, place: int) -> None:
        at = int(self._times[place])
        self.outcomes += self.tick(at)
        self.standing.value = self._value(place)
        self.outcomes += self.step((Sample(_NO_SLOT, at, None),))

    def _value(self, place: int) -> float | None:
        if self._values is None or np.isnan(value := self._values[place]):
            return None
        return float(value)

    def _worst(self, begin: int, end: int) -> float | None:
        """The worst leading value of a slice; where there is no direction, the newest."""
        newest = self._value(end - 1)
        if self._values is None or newest is None or not self.leading.has_direction:
            return newest
        values = self._values[begin:end]
        return self.leading.worse(float(np.nanmin(values)), float(np.nanmax(values)))

    def _leading_values(self, readings: Mapping[Slot, Readings]) -> Numbers | None:
        """The newest value of the leading measure at each moment; NaN before the first."""
        if self.leading.slot is None:
            return None
        own = readings.get(self.slots[self.leading.slot], NONE)
        numbers = own.are_numbers
        times, values = own.times[numbers], own.values[numbers]
        if len(times) == len(self._times):
            return values
        known = np.isin(self._times, times, assume_unique=True)
        found = np.full(len(self._times), np.nan)
        found[known] = values
        return held(found, known, np.nan)


def _union(times: list[Moments]) -> Moments:
    filled = [each for each in times if len(each)]
    if len(filled) == 1:
        return filled[0]
    found: Moments = np.unique(np.concatenate(filled)) if filled else np.empty(0, np.int64)
    return found
