"""What an engine is; those that there are stand in `engines`."""

from collections.abc import Callable
from typing import Protocol

from domain.optimising.plan import Plan
from domain.optimising.problem import Problem

#: Called with the seconds since the search began, the best plan and its cost: with each better plan and at least
#: ten times a second. False ends the search.
Told = Callable[[float, Plan, float], bool]


class Engine(Protocol):
    """A way to find better plans within some seconds."""

    @property
    def name(self) -> str:
        """What it is called in reports and settings."""

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:
        """The best plan found, never worse than the start unless that one is broken."""
