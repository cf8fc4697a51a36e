"""How full a technician's day is."""

from dataclasses import dataclass

from app.dispatch.board.calendar import Day
from app.dispatch.board.rows import Row


@dataclass(frozen=True, slots=True)
class Load:
    """Seconds booked and seconds worked in one day."""

    booked: float
    working: float

    @property
    def share(self) -> float:
        """Booked of worked, 1 is full; a booking on a day off counts as over-full."""
        if self.working:
            return self.booked / self.working
        return 2.0 if self.booked else 0.0


def load(row: Row, day: Day) -> Load:
    """What is booked and worked in the row on that day."""
    booked = sum(min(bar.finish, day.finish) - max(bar.start, day.start) for bar in row.between(day.start, day.finish))
    working = sum(
        min(finish, day.finish) - max(start, day.start) for start, finish in row.working_between(day.start, day.finish)
    )
    return Load(booked, working)
