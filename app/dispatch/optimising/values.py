"""How far a search is, and what is proposed, as the screen shows it."""

from dataclasses import dataclass
from datetime import datetime

from app.dispatch.board.change import Change, Place
from domain.planning.model import ChangeKind


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: seconds of how many, and each better cost with the second in which it was found."""

    seconds: float
    limit: int
    costs: tuple[tuple[float, float], ...] = ()

    @property
    def best(self) -> float | None:
        """The lowest cost so far."""
        return self.costs[-1][1] if self.costs else None


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere on the board, with the name of who stands there."""

    technician_id: int
    technician: str
    start: datetime
    finish: datetime

    @property
    def place(self) -> Place:
        """The same for the painters of the board."""
        return Place(self.technician_id, self.start.timestamp(), self.finish.timestamp())


@dataclass(frozen=True, slots=True)
class Line:
    """One order of a proposed plan: what becomes of it, what that costs, and why it is left out."""

    id: int
    kind: ChangeKind
    order_id: int
    number: str
    title: str
    before: Spot | None = None
    after: Spot | None = None
    booking_id: int | None = None
    cost: float = 0.0
    reason: str = ""
    overtaken: str = ""
    """What happened to it since the plan was made, so that it cannot be accepted any more."""
    ticked: bool = False

    @property
    def acceptable(self) -> bool:
        """Whether accepting it would change anything, and is still possible."""
        return self.before != self.after and not self.overtaken

    @property
    def change(self) -> Change:
        """The same for the painters of the board."""
        before = self.before.place if self.before is not None else None
        after = self.after.place if self.after is not None else None
        return Change(self.id, self.kind, self.number, before, after, self.ticked)


@dataclass(frozen=True, slots=True)
class CostLine:
    """What one cause costs before and after, and the minutes that it stands for, where it has some."""

    cause: str
    before: float
    after: float
    minutes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed plan as a whole; `note` says what else should be known, such as why nothing could be planned."""

    id: int
    lines: tuple[Line, ...]
    costs: tuple[CostLine, ...] = ()
    note: str = ""
    open: bool = True
    """Whether there is something that nobody has decided on."""
    settled: bool = False
    """Whether all of it was accepted, or all rejected."""

    @property
    def before(self) -> float:
        """What the plan in force costs."""
        return sum(each.before for each in self.costs)

    @property
    def after(self) -> float:
        """What the proposed plan costs."""
        return sum(each.after for each in self.costs)
