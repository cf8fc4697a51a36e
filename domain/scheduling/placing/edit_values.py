"""What is asked of the board, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from domain.scheduling.model import Booking, BookingStatus, Lock


@dataclass(frozen=True, slots=True)
class Where:
    """Who has a booking when, and all that comes back with it when it is put there again."""

    technician_id: int
    start: datetime
    finish: datetime
    requirement_id: int | None = None
    status: BookingStatus = BookingStatus.PLANNED
    lock: Lock = Lock.NONE
    note: str = ""
    planned_finish: datetime | None = None

    @classmethod
    def of(cls, booking: Booking) -> Self:
        """Where a booking is at present."""
        return cls(
            booking.technician_id,
            booking.start_at,
            booking.finish_at,
            booking.requirement_id,
            booking.status,
            booking.lock,
            booking.note,
            booking.planned_finish_at,
        )

    def same_place(self, other: "Where | None") -> bool:
        """Whether both are at one technician and time, and as far with the work."""
        return other is not None and (self.technician_id, self.start, self.finish, self.status) == (
            other.technician_id,
            other.start,
            other.finish,
            other.status,
        )


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish: a booking made (no `booking_id`), moved, or taken off (no `technician_id`)."""

    booking_id: int | None
    order_id: int
    technician_id: int | None
    start: datetime
    finish: datetime
    version: int | None = None
    requirement_id: int | None = None
    extra: bool = False
    """Beside those who have the order already, though nobody more is needed."""
    seen: Where | None = None
    """Where the booking must be still."""
    again: Where | None = None
    """What it was once and is again; a booking that is not there any more comes back under its own id."""

    @property
    def comes_back(self) -> bool:
        """Whether it is that of a booking that was taken off."""
        return self.again is not None and self.seen is None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an edit: from where (None: it was not on the board) to where (None: it is no more)."""

    booking_id: int
    order_id: int
    number: str
    before: Where | None
    after: Where | None
    extra: bool = False
    """Nobody more was needed than the others who have the order."""

    def reversed(self) -> Edit:
        """The edit that undoes it, refused if the booking is not where it was left."""
        before, after = self.before, self.after
        if before is None:
            assert after is not None
            return Edit(self.booking_id, self.order_id, None, after.start, after.finish, seen=after)
        return Edit(
            self.booking_id,
            self.order_id,
            before.technician_id,
            before.start,
            before.finish,
            requirement_id=before.requirement_id,
            extra=self.extra,
            seen=after,
            again=before,
        )


def reversed_edits(done: Sequence[Done]) -> tuple[Edit, ...]:
    """The edits that undo everything that was done together."""
    return tuple(each.reversed() for each in reversed(done))
