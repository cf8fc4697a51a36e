"""How heavy an alert is: the heaviest level whose condition is true."""

from collections.abc import Sequence

from devices.engine.node import Node
from domain.words import Severity


class Weights:
    """The levels of a rule at work, from the lightest to the heaviest; `reached` says which of them are."""

    def __init__(self, levels: Sequence[tuple[Severity, Node]]) -> None:
        self._levels = levels
        self.reached: list[bool] = []
        self.forget()

    @property
    def nodes(self) -> list[Node]:
        """Their conditions at work."""
        return [node for _, node in self._levels]

    @property
    def severity(self) -> Severity | None:
        """The heaviest that is reached; None is that of the rule."""
        reached = [severity for (severity, _), is_so in zip(self._levels, self.reached, strict=True) if is_so]
        return reached[-1] if reached else None

    def forget(self) -> None:
        """Another alert begins."""
        self.reached = [False] * len(self._levels)

    def look(self) -> None:
        """See which are reached; one that was is left only once its condition is false."""
        levels = zip(self._levels, self.reached, strict=True)
        self.reached = [node.holds or (was and node.may) for (_, node), was in levels]
