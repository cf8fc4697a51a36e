"""What the console and a searching child say to each other."""

from enum import StrEnum

import msgspec

from domain.optimising.cost import Evaluated
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem


class Search(msgspec.Struct, frozen=True, tag=True):
    """Find a better plan than `start`, for so many seconds, or for so many iterations where they are given."""

    problem: Problem
    start: Plan
    engine: str
    seconds: float
    seed: int = 1
    iterations: int | None = None


class Stop(msgspec.Struct, frozen=True, tag=True):
    """Give what was found so far."""


class Begun(msgspec.Struct, frozen=True, tag=True):
    """The search begins; this is what the plan in force costs."""

    before: Evaluated


class Better(msgspec.Struct, frozen=True, tag=True):
    """After so many seconds the best plan costs this."""

    seconds: float
    cost: float


class Found(msgspec.Struct, frozen=True, tag=True):
    """The end: the best plan, and how many bytes the child needed at most (0 where the system does not tell).

    The child is `leaving` where its engine did not end when it had to.
    """

    seconds: float
    plan: Plan
    evaluated: Evaluated
    memory: int = 0
    leaving: bool = False


class Failure(StrEnum):
    """Why there is no plan."""

    PROBLEM = "problem"
    ENGINE = "engine"
    BROKEN = "broken"
    DIED = "died"
    LATE = "late"
    UNSTARTED = "unstarted"


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The end: no plan; `detail` is for the log."""

    why: Failure
    detail: str = ""
    leaving: bool = False


Asked = Search | Stop
Answer = Begun | Better | Found | Failed
