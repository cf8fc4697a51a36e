"""From the definition of a rule to its parts at work, and to the slots on which it wants readings."""

from collections.abc import Mapping
from enum import Enum

import msgspec

from devices.engine.comparisons import ChangedNode, Comparator, Comparing, InsideBand, OutsideBand, TextNode
from devices.engine.counting import InRowNode, TimesNode
from devices.engine.node import Node
from devices.engine.sisters import UnlikeNode
from devices.engine.timing import ScheduleNode, SilenceNode
from devices.engine.trees import AllNode, EitherNode, LastingNode, NotNode
from devices.engine.usual import UnusualNode
from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Changed,
    Comparison,
    Condition,
    Either,
    Equal,
    InRow,
    Inside,
    Lasting,
    NoData,
    Not,
    Outside,
    Text,
    Times,
    Unlike,
    Unusual,
)
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.looking import conditions
from domain.monitoring.definitions.measure import Limit, OfAsset

INFINITY = float("inf")


class From(Enum):
    """Whose readings come on a slot."""

    OWN = "own"
    PARENT = "parent"
    SISTERS = "sisters"


class Slot(msgspec.Struct, frozen=True):
    """A series, or several, on which a rule wants readings; without a metric any reading of the device."""

    metric: str | None
    source: From = From.OWN


class UnknownLimitError(ValueError):
    """The asset has no limit of this name, and the rule names none for that case."""


class Builder:
    """Builds the parts of one rule for one asset; `limits` are those that the asset has for itself.

    Afterwards `is_timed` says whether some part may change without a reading.
    """

    def __init__(self, limits: Mapping[str, float], zone: str) -> None:
        self.slots: list[Slot] = []
        self.silences: list[SilenceNode] = []
        self.is_timed = False
        self._limits = limits
        self._zone = zone

    def whole(self, definition: Definition) -> Node:
        """The condition that raises, as far as the schedule lets it."""
        node = self.build(definition.when)
        self.is_timed = self.is_timed or definition.schedule is not None
        return node if definition.schedule is None else AllNode((ScheduleNode(definition.schedule), node))

    def build(self, condition: Condition) -> Node:  # noqa: PLR0911 - one line for each kind
        """One condition and all its parts."""
        self.is_timed = self.is_timed or isinstance(condition, NoData | Times | Lasting)
        match condition:
            case NoData():
                self.silences.append(SilenceNode(self._slot(condition.metric), _ms(condition.silence)))
                return self.silences[-1]
            case InRow():
                part = self._compare(condition.part)
                return InRowNode(part.slot, part, condition.count)
            case Times():
                part = self._compare(condition.part)
                return TimesNode(part.slot, part, condition.count, _ms(condition.seconds), each=condition.each)
            case Lasting():
                return LastingNode(self.build(condition.part), _ms(condition.seconds))
            case All():
                return AllNode([self.build(part) for part in condition.parts])
            case Either():
                return EitherNode([self.build(part) for part in condition.parts])
            case Not():
                return NotNode(self.build(condition.part))
            case _:
                return self._compare(condition)

    def _compare(self, condition: Comparison) -> "Compared":
        match condition:
            case Text():
                return TextNode(self._slot(condition.metric), condition)
            case Changed():
                return ChangedNode(self._slot(condition.metric), condition)
        slot = self._slot(condition.measure.metric, From(condition.measure.whose.value))
        match condition:
            case Unusual():
                return UnusualNode(slot, condition, self._zone)
            case Unlike():
                return UnlikeNode(slot, self._slot(condition.measure.metric, From.SISTERS), condition)
        return Comparing(slot, condition.measure, self._comparator(condition))

    def _comparator(self, condition: Above | Below | Outside | Inside | Equal) -> Comparator:
        match condition:
            case Above():
                return OutsideBand(-INFINITY, self._limit(condition.limit), condition.hysteresis)
            case Below():
                return OutsideBand(self._limit(condition.limit), INFINITY, condition.hysteresis)
            case Outside():
                return OutsideBand(self._limit(condition.low), self._limit(condition.high), condition.hysteresis)
            case Inside():
                return InsideBand(self._limit(condition.low), self._limit(condition.high), condition.hysteresis)
        value = self._limit(condition.value)
        return InsideBand(value - condition.tolerance, value + condition.tolerance, 0.0)

    def _limit(self, limit: Limit) -> float:
        if not isinstance(limit, OfAsset):
            return limit
        found = self._limits.get(limit.name, limit.otherwise)
        if found is None:
            raise UnknownLimitError(limit.name)
        return found

    def _slot(self, metric: str | None, source: From = From.OWN) -> int:
        slot = Slot(metric, source)
        if slot not in self.slots:
            self.slots.append(slot)
        return self.slots.index(slot)


class _SlotBuilder(Builder):
    """Builds parts for the sake of their slots, for which limits do not matter."""

    def _limit(self, _wanted: Limit) -> float:
        return 0.0


def slots_of(definition: Definition) -> tuple[Slot, ...]:
    """The slots of a rule, whatever limits its assets have."""
    builder = _SlotBuilder({}, definition.zone)
    builder.whole(definition)
    for condition in tuple(conditions(definition))[1:]:
        builder.build(condition)
    return tuple(builder.slots)


Compared = Comparing | TextNode | ChangedNode | UnusualNode | UnlikeNode


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
