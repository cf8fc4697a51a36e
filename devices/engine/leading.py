"""The leading measure of a rule: the one whose value an alert shows, and in which direction it is worse.

Where a rule is a plain comparison of it (`comparator`), or its silence, most readings need no step at all.
"""

from collections.abc import Sequence

from devices.engine.comparisons import Comparator, Comparing
from devices.engine.node import Node
from devices.engine.timing import SilenceNode
from domain.monitoring.definitions.condition import Above, Below, Condition, NoData, Sides, Unlike, Unusual
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.looking import leading


class Leading:
    """The first measure of a definition, which has slot 0; silence has no value. `nodes` are its parts at work."""

    def __init__(self, definition: Definition, nodes: Sequence[Node]) -> None:
        first = leading(definition)
        self.slot = None if isinstance(first, NoData) else 0
        self._sign = _direction(first)
        self.comparator = _comparator(nodes)
        self._silence = nodes[0] if len(nodes) == 1 and isinstance(nodes[0], SilenceNode) else None

    @property
    def is_plain(self) -> bool:
        """Whether the newest reading tells all about it, as long as nothing is wrong."""
        return self.comparator is not None or self._silence is not None

    @property
    def has_direction(self) -> bool:
        """Whether one value is worse than another."""
        return self._sign != 0

    def settles(self, at: int) -> bool:
        """Whether a sign of life changes nothing but when silence begins, as long as nothing is wrong."""
        if self._silence is None or not self._silence.lasts(at):
            return False
        self._silence.hear(0, at)
        return True

    def worse(self, one: float | None, other: float | None) -> float | None:
        """The worse of two values; where there is no direction, the newer."""
        if one is None or other is None or self._sign == 0:
            return one if other is None else other
        return max(one, other) if self._sign > 0 else min(one, other)


def _comparator(nodes: Sequence[Node]) -> Comparator | None:
    """How the first node compares, if all nodes compare nothing but readings of the leading measure as they come."""
    plain = [node for node in nodes if isinstance(node, Comparing) and node.stretch is None and node.slot == 0]
    return plain[0].comparator if len(plain) == len(nodes) else None


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
