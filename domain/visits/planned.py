"""What a plan comes to: the visits that would be made, and the due days on which none is, each with its reason."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from domain.language import tr
from domain.visits.asking import Asked


class Group(NamedTuple):
    """What one order is made of; visits of the same group go on the same order, whenever they are generated.

    `shared` is the task, technician, asset or line they have in common, by the agreement's way of combining; `minute`
    is one of the local day that lies within the time of all of them, and tells apart what does not go together.
    """

    agreement_id: int
    site_id: int
    shared: int | None
    day: date
    minute: int


class How(StrEnum):
    """How a visit came to its day."""

    DUE = "due"
    MOVED = "moved"
    JOINED = "joined"
    FLAGGED = "flagged"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            How.DUE: tr("On its due day"),
            How.MOVED: tr("Moved from a closed day"),
            How.JOINED: tr("Put together with others"),
            How.FLAGGED: tr("On a closed day"),
        }[self]


class PlannedVisit(NamedTuple):
    """A visit that would be made; line and due day are its key, for good."""

    line_id: int
    due: date
    day: date
    earliest: datetime
    latest: datetime
    group: Group
    how: How
    asked: Asked | None = None

    @property
    def occurrence(self) -> int | None:
        """How often a meter or a condition had asked, where that is what made it due."""
        return None if self.asked is None else self.asked.number

    @property
    def words(self) -> str:
        """How it came to its day, as the user reads it."""
        if self.asked is None:
            return self.how.label
        return self.asked.why.words if self.how is How.DUE else f"{self.asked.why.words} · {self.how.label}"

    @property
    def conflict(self) -> bool:
        """Whether it stands on a closed day, since its window has no open one."""
        return self.how is How.FLAGGED


class Reason(StrEnum):
    """Why a due day brings no visit."""

    TEMPLATE = "template"
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    OUTSIDE = "outside"
    KIND = "kind"
    EXISTS = "exists"
    DONE = "done"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    ABSORBED = "absorbed"


class SkippedVisit(NamedTuple):
    """A due day on which no visit is made; `by` is the service that absorbed it, with its day."""

    line_id: int
    due: date
    reason: Reason
    by_line_id: int | None = None
    by: str = ""
    by_day: date | None = None

    @property
    def words(self) -> str:
        """The reason, as the user reads it."""
        if self.reason is Reason.ABSORBED:
            return tr("Done along with “{service}”", service=self.by)
        return {
            Reason.TEMPLATE: tr("The agreement is a template"),
            Reason.SUSPENDED: tr("The agreement is suspended"),
            Reason.STOPPED: tr("The line is stopped"),
            Reason.OUTSIDE: tr("The agreement or its line does not hold on this day"),
            Reason.KIND: tr("Lines of this kind were not chosen"),
            Reason.EXISTS: tr("The visit exists already"),
            Reason.DONE: tr("The visit is done already"),
            Reason.CANCELLED: tr("The visit was cancelled before"),
            Reason.CLOSED: tr("The day is closed"),
        }[self.reason]


PlanItem = PlannedVisit | SkippedVisit
