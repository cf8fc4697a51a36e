"""The leading measure of a rule: the one whose value an alert shows, and in which direction it is worse.

Where a rule is a plain comparison of it, most readings need no step at all; `settles` says which.
"""

from collections.abc import Iterator, Sequence

from devices.engine.comparisons import Comparing
from devices.engine.node import Node
from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Condition,
    Either,
    InRow,
    Lasting,
    NoData,
    Not,
    Sides,
    Times,
    Unlike,
    Unusual,
)
from domain.monitoring.definitions.definition import Definition


class Leading:
    """The first measure of a definition, which has slot 0; silence has no value. `nodes` are its parts at work."""

    def __init__(self, definition: Definition, nodes: Sequence[Node]) -> None:
        first = next(_leaves(definition.when))
        self.slot = None if isinstance(first, NoData) else 0
        self._sign = _direction(first)
        plain = [node for node in nodes if isinstance(node, Comparing) and node.stretch is None and node.slot == 0]
        self._test = plain[0].test if len(plain) == len(nodes) and nodes else None

    def settles(self, value: float) -> bool:
        """Whether the reading changes nothing as long as nothing is wrong."""
        return self._test is not None and not self._test.holds(value)

    def worse(self, one: float | None, other: float | None) -> float | None:
        """The worse of two values; where there is no direction, the newer."""
        if one is None or other is None or self._sign == 0:
            return one if other is None else other
        return max(one, other) if self._sign > 0 else min(one, other)


def _leaves(condition: Condition) -> Iterator[Condition]:
    match condition:
        case All() | Either():
            for part in condition.parts:
                yield from _leaves(part)
        case InRow() | Times() | Lasting() | Not():
            yield from _leaves(condition.part)
        case _:
            yield condition


def _direction(condition: Condition) -> int:
    match condition:
        case Above():
            return 1
        case Below():
            return -1
        case Unusual() | Unlike():
            return {Sides.ABOVE: 1, Sides.BELOW: -1, Sides.BOTH: 0}[condition.sides]
        case _:
            return 0
