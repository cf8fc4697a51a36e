"""All conditions of a rule at work: what raises, what clears, what makes it heavier."""

import msgspec

from devices.engine.building import Builder
from devices.engine.node import Node, Sample, earliest
from devices.engine.quiet import Quiet, Truth
from devices.engine.weights import Weights
from domain.monitoring.definitions.definition import Definition


class Parts:
    """`when` raises, `clear` ends it where that is said otherwise, `weights` say how heavy it is."""

    def __init__(self, definition: Definition, builder: Builder) -> None:
        self.when = builder.whole(definition)
        self.clear = None if definition.clear_when is None else builder.build(definition.clear_when)
        self.weights = Weights([(level.severity, builder.build(level.when)) for level in definition.levels])
        self.nodes: list[Node] = [node for node in (self.when, self.clear, *self.weights.nodes) if node is not None]
        self.remembers = any(node.remembers for node in self.nodes)

    @property
    def may_clear(self) -> bool:
        """Whether, as far as conditions go, the alert may end."""
        return self.clear.holds if self.clear is not None else not self.when.may

    def take(self, sample: Sample) -> None:
        """A reading came."""
        for node in self.nodes:
            node.take(sample)

    def pass_to(self, at: int) -> None:
        """It is `at` now."""
        for node in self.nodes:
            node.pass_to(at)

    def due(self) -> int | None:
        """When the first of them changes by itself."""
        return earliest(*(node.due() for node in self.nodes))

    def quiet(self, slot: int) -> Quiet:
        """Readings that do not raise, and may be taken later by the others."""
        found = self.when.quiet(slot, Truth.HOLDS)
        for node in self.nodes[1:]:
            found = found.within(node.quiet(slot, Truth.NEITHER))
        return found

    def dump(self) -> list[object]:
        """How far they have come."""
        return [node.dump() for node in self.nodes]

    def load(self, found: list[object], heavy: list[bool]) -> None:
        """Go on from what `dump` gave, and from the levels that were reached; raises msgspec.ValidationError."""
        if len(found) != len(self.nodes) or len(heavy) != len(self.weights.reached):
            raise msgspec.ValidationError
        for node, raw in zip(self.nodes, found, strict=True):
            node.load(raw)
        self.weights.reached = heavy
