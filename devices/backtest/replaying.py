"""Conditions whose truths along time are known beforehand, in the place of those that wait for readings."""

from collections.abc import Mapping

from devices.backtest.lines import Change, of_silence, of_times, of_truths
from devices.backtest.readings import NONE, Moments, Readings, Truths
from devices.backtest.stepping import stepped
from devices.backtest.truths import becoming, in_row, truths
from devices.engine.building import Builder, Slot
from devices.engine.counting import MOST_KEPT
from devices.engine.node import Node, Sample
from devices.engine.quiet import NEVER, Quiet, Truth
from domain.monitoring.definitions.condition import (
    All,
    Comparison,
    Condition,
    Either,
    InRow,
    Lasting,
    NoData,
    Not,
    Times,
    Unlike,
)


class Replayed:
    """Goes along the changes of a condition as readings come and time passes."""

    def __init__(self, changes: list[Change], *, may: bool = True) -> None:
        self.holds = False
        self.may = may
        self.changes = changes
        self.remembers = True
        self._next = 0

    def quiet(self, _slot: int, _truth: Truth) -> Quiet:
        """A replay looks at those moments alone at which something changes."""
        return NEVER

    def take(self, sample: Sample) -> None:
        """A reading came at this moment."""
        while self._next < len(self.changes) and self.changes[self._next].at <= sample.at:
            self._follow()

    def pass_to(self, at: int) -> None:
        """Follow what changes by itself."""
        while (due := self.due()) is not None and due <= at:
            self._follow()

    def due(self) -> int | None:
        """When it changes by itself, if it does so next."""
        if self._next == len(self.changes) or not self.changes[self._next].by_itself:
            return None
        return self.changes[self._next].at

    def dump(self) -> object:
        """Which change comes next."""
        return self._next

    def load(self, raw: object) -> None:
        """A replay always begins at the beginning."""

    def _follow(self) -> None:
        change = self.changes[self._next]
        self.holds, self.may = change.holds, change.may
        self._next += 1


class ReplayBuilder(Builder):
    """Builds the parts of a rule over readings that are all there already."""

    def __init__(self, limits: Mapping[str, float], zone: str, readings: Mapping[Slot, Readings]) -> None:
        super().__init__(limits, zone)
        self.replayed: list[Replayed] = []
        self._readings = readings

    def build(self, condition: Condition) -> Node:
        """One condition and all its parts."""
        if isinstance(condition, All | Either | Not | Lasting):
            return super().build(condition)
        self.is_timed = self.is_timed or isinstance(condition, NoData | Times)
        found = Replayed(self._changes(condition), may=not isinstance(condition, Times))
        self.replayed.append(found)
        return found

    def of(self, slot: int) -> Readings:
        """The readings of a slot."""
        return self._readings.get(self.slots[slot], NONE)

    def _changes(self, condition: Comparison | InRow | Times | NoData) -> list[Change]:
        match condition:
            case NoData():
                return of_silence(self.of(self._slot(condition.metric)).times, round(condition.silence * 1000))
            case Unlike() | InRow(part=Unlike()) | Times(part=Unlike()):
                return self._slowly(condition)
            case InRow():
                times, holds, may = self._truths(condition.part)
                return of_truths(times, in_row(holds) >= condition.count, may)
            case Times():
                return self._counting(condition)
        return of_truths(*self._truths(condition))

    def _counting(self, condition: Times) -> list[Change]:
        times, holds, may = self._truths(condition.part)
        counts = holds if condition.each else becoming(holds, may)
        few = condition.count <= MOST_KEPT
        return of_times(times[counts], condition.count, round(condition.seconds * 1000)) if few else []

    def _truths(self, condition: Comparison) -> tuple[Moments, Truths, Truths]:
        node = self._compare(condition)
        readings = self.of(node.slot)
        return readings.times, *truths(node, condition, readings)

    def _slowly(self, condition: Condition) -> list[Change]:
        node = super().build(condition)
        return list(stepped(node, [(slot, self.of(slot)) for slot in range(len(self.slots))]))
