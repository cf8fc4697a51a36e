"""How far a search is, what is proposed, and what was kept, as the screen shows it."""

from dataclasses import dataclass
from datetime import datetime

from app.dispatch.board.change import Change, Place
from domain.planning.model import ChangeKind, ProposalStatus


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: seconds of how many, and each better cost with the second in which it was found."""

    seconds: float
    limit: int
    costs: tuple[tuple[float, float], ...] = ()
    reasons: bool = False
    """Whether nothing is searched any more, and the reasons of what is left out are looked for."""

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
    hindered: str = ""
    """What stands in its way at this moment; that may pass."""
    decided: str = ""
    """What became of it, once somebody has decided."""
    ticked: bool = False

    @property
    def acceptable(self) -> bool:
        """Whether accepting it would change anything, and is still possible."""
        return self.before != self.after and not (self.obstacle or self.decided)

    @property
    def obstacle(self) -> str:
        """Why it cannot be accepted, where others did something."""
        return self.overtaken or self.hindered

    @property
    def told(self) -> str:
        """All that is to be said of it, the newest first."""
        return "\n".join(filter(None, (self.obstacle, self.decided, self.reason)))

    @property
    def change(self) -> Change:
        """The same for the painters of the board."""
        before = self.before.place if self.before is not None else None
        after = self.after.place if self.after is not None else None
        hindered = bool(self.obstacle)
        return Change(self.id, self.kind, self.number, before, after, self.ticked and not hindered, hindered)


@dataclass(frozen=True, slots=True)
class CostLine:
    """What one cause costs before and after, and the minutes that it stands for, where it has some."""

    cause: str
    before: float
    after: float
    minutes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A booking that could not be planned and stays as it is, with the reason."""

    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """By which goals a proposal was made, when, and by whom or by which run."""

    goals: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A proposal in the list of all; its costs are None where they could not be reckoned."""

    id: int
    origin: Origin
    status: ProposalStatus
    open: int
    """How many of its changes nobody has decided on."""
    accepted: int
    before: float | None
    after: float | None
    by_itself: bool
    """Whether a run made it that nobody asked for."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed plan as a whole; `note` says why nothing could be planned."""

    id: int
    lines: tuple[Line, ...]
    costs: tuple[CostLine, ...] = ()
    note: str = ""
    open: bool = True
    """Whether there is something that nobody has decided on."""
    settled: bool = False
    """Whether all of it was accepted, or all rejected."""
    notes: tuple[str, ...] = ()
    """What else whoever decides should know, a sentence each."""
    stays: tuple[Stay, ...] = ()
    unpriced: bool = False
    """Whether the plan in force breaks rules, so that nobody can say what it costs."""
    origin: Origin | None = None
    discarded_by: str = ""
    """Who has discarded all of it, or put it away for a newer one."""
    in_part: bool = False
    """Whether that was only what was left of it, for some was accepted before."""
    newer: int | None = None
    """The newest that the same run has proposed since, where this one was discarded."""

    @property
    def before(self) -> float:
        """What the plan in force costs."""
        return sum(each.before for each in self.costs)

    @property
    def after(self) -> float:
        """What the proposed plan costs."""
        return sum(each.after for each in self.costs)
