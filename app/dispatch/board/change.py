"""What a proposed plan would do to the board, as the board shows it over the plan in force."""

from dataclasses import dataclass

from domain.planning.model import ChangeKind


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the row of a technician, in epoch seconds."""

    technician_id: int
    start: float
    finish: float


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a proposed plan: where it is, where it would be, and whether it is ticked to be accepted."""

    id: int
    kind: ChangeKind
    number: str
    before: Place | None
    after: Place | None
    ticked: bool = True
    hindered: bool = False
    """Whether something stands in its way now, so that it cannot be accepted."""
