"""What other dispatchers have in their hands at this moment, as the board shows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Guest:
    """A dispatcher elsewhere, and where the booking or order `number` would go if they let it go now."""

    name: str
    technician_id: int
    start: datetime
    finish: datetime
    number: str
