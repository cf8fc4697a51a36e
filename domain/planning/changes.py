"""What a proposal would change on the board, as values, and the edits of the board that do it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.planning.model import ChangeKind
from domain.scheduling.placing.edit_values import Edit


@dataclass(frozen=True, slots=True)
class Place:
    """Who has a booking, and when."""

    technician_id: int
    start: datetime
    finish: datetime


def place_of(technician_id: int | None, start: datetime | None, finish: datetime | None) -> Place | None:
    """A place as its columns hold it."""
    return None if technician_id is None or start is None or finish is None else Place(technician_id, start, finish)


@dataclass(frozen=True, slots=True)
class Change:
    """One booking made, moved or taken off, or an order left out; those of one `team` are one job of several people.

    `booking_version` is that of the booking when the plan was read. `cost` is by how much the whole gets dearer.
    """

    kind: ChangeKind
    order_id: int
    requirement_id: int | None = None
    booking_id: int | None = None
    booking_version: int | None = None
    before: Place | None = None
    after: Place | None = None
    team: int | None = None
    cost: float = 0.0
    reasons: str = ""
    warnings: tuple[str, ...] = ()
    minutes: int | None = None

    def edit(self) -> Edit | None:
        """What the board is asked for; nothing for what is left out."""
        if self.kind is ChangeKind.LEFT_OUT:
            return None
        where = self.after or self.before
        assert where is not None
        return Edit(
            self.booking_id if self.kind is not ChangeKind.ASSIGN else None,
            self.order_id,
            None if self.after is None else self.after.technician_id,
            where.start,
            where.finish,
            self.booking_version if self.kind is not ChangeKind.ASSIGN else None,
            self.requirement_id if self.kind is ChangeKind.ASSIGN else None,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What the optimiser found: with which goals, in which scope, at which cost by cause, and what it changes."""

    profile_id: int
    goals: str
    scope: str
    seed: int = 0
    seconds: float = 0.0
    engine: str = ""
    cost_before: Mapping[str, float] = field(default_factory=dict)
    cost_after: Mapping[str, float] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    failure: str = ""
    """Why nothing was found, as a sentence."""
    planning_run_id: int | None = None
    """The run that began by itself and found it."""
    notes: tuple[str, ...] = ()
    """What else whoever decides should know, a sentence each."""
