"""What a translation hands over: the numbers, what they stand for, and what is not planned and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.planning.translation.clock import Clock
from domain.scheduling.board_rows import BoardBooking, Span, UnassignedOrder
from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.needs import Need
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class Untouched:
    """Work that should be planned and is left as it is, with the reason in a sentence."""

    order_id: int
    number: str
    reason: str
    requirement_id: int | None = None
    booking_id: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What one job stands for: a booking that may change, or what waits, which is several rows where several come."""

    order_id: int
    number: str
    priority: Priority
    need: Need
    minutes: int
    booking: BoardBooking | None = None
    waiting: tuple[UnassignedOrder, ...] = ()
    begins: datetime | None = None
    """At no other time, for it is locked there, or others of it are."""
    agreed: Sequence[Span] | None = None
    """When the visits on its order may be; None where it is no visit."""

    @property
    def due(self) -> datetime | None:
        """From when on it is late; what is agreed on as a window of days is in time within it."""
        if self.need.due is None or not self.agreed:
            return self.need.due
        return max(self.need.due, self.agreed[-1][1])

    @property
    def crew(self) -> int:
        """How many begin it together."""
        return max(1, len(self.waiting))

    @property
    def is_told(self) -> bool:
        """Whether the technician or the customer knows of the booking."""
        need = self.need
        promised = need.window_from is not None or need.window_until is not None
        return self.booking is not None and (promised or self.booking.status is not BookingStatus.PLANNED)

    def untouched(self, reason: str) -> tuple[Untouched, ...]:
        """All of it, left as it is."""
        if self.booking is not None:
            row = self.booking
            return (Untouched(row.order_id, row.number, reason, row.requirement_id, row.id),)
        return tuple(Untouched(row.id, row.number, reason, row.requirement_id) for row in self.waiting)


@dataclass(frozen=True, slots=True)
class Translated:
    """A problem, the present plan as far as it can be kept, and what jobs and tours stand for.

    `work` is by job, None where it stands fast. `technicians` is by tour.
    """

    problem: Problem
    present: Plan
    work: tuple[Work | None, ...]
    technicians: tuple[int, ...]
    clock: Clock
    untouched: tuple[Untouched, ...] = ()
    placeless: tuple[str, ...] = ()
    """The numbers of the orders whose place nobody knows, so that ways to them take no time."""
    articles: tuple[int, ...] = ()
    """The ids of what is carried, by kind."""
    later: int = 0
    """How many orders wait for visits for which a time after the planned days is agreed; they are not asked for."""
    earliest: int | None = None
    """Before this tick nothing begins."""
    idle: int = 0
    """How many working minutes of all tours are over, in which nobody did anything."""
    nothing: str = ""
    """Why there is nothing to plan, in a sentence; empty where there is something."""
