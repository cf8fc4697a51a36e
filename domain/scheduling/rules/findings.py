"""What speaks against a placement, and how much it weighs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self

from domain.errors import Refusal
from domain.parameters.placement_rules import Kind
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import BookingStatus, Lock


class Level(StrEnum):
    """How much a finding weighs: a refusal is final, a warning asks for a confirmation."""

    REFUSAL = "refusal"
    WARNING = "warning"


class Was(NamedTuple):
    """How a booking stands before it is moved."""

    technician_id: int
    start: datetime
    finish: datetime
    lock: Lock = Lock.NONE
    status: BookingStatus = BookingStatus.PLANNED


@dataclass(frozen=True, slots=True)
class Placement:
    """A wish to have a booking with a technician at a time; `booking_id` is the one being moved, if any."""

    technician_id: int
    start: datetime
    finish: datetime
    booking_id: int | None = None
    was: Was | None = None

    @classmethod
    def of(
        cls,
        booking: BoardBooking,
        technician_id: int | None = None,
        start: datetime | None = None,
        finish: datetime | None = None,
    ) -> Self:
        """A booking that is there already; what is not given stays as it is."""
        return cls(
            booking.technician_id if technician_id is None else technician_id,
            start or booking.start,
            finish or booking.finish,
            booking.id,
            Was(booking.technician_id, booking.start, booking.finish, booking.lock, booking.status),
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks against a placement, in a sentence the dispatcher reads."""

    kind: Kind
    level: Level
    sentence: str


class NeedsConfirmation(Refusal):
    """Nothing forbids the placement, but the user must see the warnings and say yes first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(" ".join(finding.sentence for finding in findings))
        self.findings = tuple(findings)


def worst(findings: Iterable[Finding]) -> Level | None:
    """The heaviest level among the findings, None if there are none."""
    levels = {finding.level for finding in findings}
    if Level.REFUSAL in levels:
        return Level.REFUSAL
    return Level.WARNING if levels else None
