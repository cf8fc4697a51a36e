"""The clock of a promise: a pure function of calendar, target and what happened to the order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.language import tr


class TargetKind(StrEnum):
    """What is promised to have happened."""

    RESPONSE = "response"
    ARRIVAL = "arrival"
    COMPLETION = "completion"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            TargetKind.RESPONSE: tr("Response"),
            TargetKind.ARRIVAL: tr("Arrival"),
            TargetKind.COMPLETION: tr("Completion"),
        }[self]


class MarkKind(StrEnum):
    """What happened to an order, as far as its clocks are concerned."""

    OPENED = "opened"
    STAGE = "stage"
    PAUSED = "paused"
    RESUMED = "resumed"
    RESPONDED = "responded"
    ARRIVED = "arrived"
    COMPLETED = "completed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    RESET = "reset"


class State(StrEnum):
    """How a promise stands."""

    DUE = "due"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment in an order's life; with a stage mark, `pauses` are the clocks that stand still from then on."""

    at: datetime
    kind: MarkKind
    pauses: frozenset[TargetKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a target comes to. All seconds are working seconds of the calendar."""

    state: State
    started: datetime
    target_seconds: int
    used_seconds: int
    held_seconds: int
    reopened_seconds: int
    deadline: datetime | None
    paused_since: datetime | None
    left_seconds: int
    met_at: datetime | None
    overrun_seconds: int
