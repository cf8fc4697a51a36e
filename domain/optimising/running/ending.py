"""How a run has got on, and how it has ended."""

from dataclasses import dataclass
from enum import StrEnum

from domain.language import tr
from domain.optimising.cost import Evaluated
from domain.optimising.plan import Plan
from domain.optimising.running.messages import Failure

#: The cost of the best plan, and after how many seconds it was found.
Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """The best so far, over all children; `engine` is the one that found it."""

    elapsed: float = 0.0
    before: float | None = None
    cost: float | None = None
    engine: str = ""
    curve: Curve = ()


class How(StrEnum):
    """How a run has ended."""

    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ending:
    """The plan in the end: the best one found, or the one in force, whose `after` is then its `before`.

    `before` and `after` are left out where it did not come to reckoning. `memory` is what the children needed at
    most, in bytes and together.
    """

    how: How
    plan: Plan
    before: Evaluated | None = None
    after: Evaluated | None = None
    engine: str = ""
    curve: Curve = ()
    memory: int = 0
    failure: Failure | None = None

    @property
    def better(self) -> bool:
        """Whether the plan is another than the one in force."""
        return self.after is not None and self.after != self.before

    @property
    def sentence(self) -> str:
        """What is said of it."""
        if self.failure is not None:
            return _sentence(self.failure)
        if self.better:
            return tr("A better plan was found.")
        if self.how is How.CANCELLED:
            return tr("Cancelled before a better plan was found; the plan is as it was.")
        return tr("No better plan was found; the plan is as it was.")


def _sentence(failure: Failure) -> str:
    match failure:
        case Failure.PROBLEM:
            return tr("The plan to be improved contradicts itself, so it is as it was; the log says where.")
        case Failure.ENGINE:
            return tr("The optimiser came upon an error, so the plan is as it was; the log says which.")
        case Failure.BROKEN:
            return tr("The optimiser found only plans that break rules, so the plan is as it was.")
        case Failure.DIED:
            return tr("The optimiser ended unexpectedly, so the plan is as it was; try again.")
        case Failure.LATE:
            return tr("The optimiser did not answer in time, so the plan is as it was; try again.")
        case Failure.UNSTARTED:
            return tr("The optimiser could not be started, so the plan is as it was; the log says why.")
