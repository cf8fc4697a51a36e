"""What a plan costs, by cause, and when its jobs begin."""

import msgspec


class Cost(msgspec.Struct, frozen=True):
    """Costs by cause, weighted already."""

    travel: float = 0.0
    overtime: float = 0.0
    waiting: float = 0.0
    unfair: float = 0.0
    late: float = 0.0
    left_out: float = 0.0
    people: float = 0.0
    moved: float = 0.0

    @property
    def total(self) -> float:
        """Everything together."""
        return float(sum(msgspec.structs.astuple(self)))


class Evaluated(msgspec.Struct, frozen=True):
    """The cost of a plan and the start of each job that it does; `broken` names what it breaks, if anything."""

    cost: Cost
    starts: dict[int, int]
    broken: tuple[str, ...] = ()

    @property
    def price(self) -> float:
        """What plans are compared by: of one that is broken it is infinite."""
        return float("inf") if self.broken else self.cost.total
