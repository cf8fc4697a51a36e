"""What the board asks of its presenter, as frozen records: meanings, not mouse events."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Put an order that waits onto a technician; `warned` says that the user has read what speaks against it."""

    order_id: int
    technician_id: int
    start: datetime
    finish: datetime
    warned: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """Take a booking, as last seen in `version`, to another technician or time."""

    booking_id: int
    version: int
    technician_id: int
    start: datetime
    finish: datetime


@dataclass(frozen=True, slots=True)
class Resize:
    """Give a booking, as last seen in `version`, another start or finish with the same technician."""

    booking_id: int
    version: int
    start: datetime
    finish: datetime


@dataclass(frozen=True, slots=True)
class Unassign:
    """Take a booking, as last seen in `version`, off the board; its order waits again."""

    booking_id: int
    version: int
