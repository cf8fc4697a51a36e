"""How full a technician's day is."""

from dataclasses import dataclass

from app.dispatch.board.calendar import Day
from app.dispatch.board.tracks import Track

FULL = 0.85


@dataclass(frozen=True, slots=True)
class Load:
    """Seconds booked and seconds worked in one day, and whether somebody is booked twice at a time in it."""

    booked: float
    working: float
    clash: bool = False

    @property
    def share(self) -> float:
        """Booked of worked, 1 is full; a booking on a day off counts as over-full."""
        if self.working:
            return self.booked / self.working
        return 2.0 if self.booked else 0.0

    @property
    def over(self) -> bool:
        """Whether there is more than fits."""
        return self.share > 1 or self.clash


def load(track: Track, day: Day) -> Load:
    """What is booked and worked on that day; reckoned once for each state of the technician's bookings."""
    kept = track.kept.get(day.start)
    if not isinstance(kept, Load):
        kept = track.kept[day.start] = _reckoned(track, day)
    return kept


def _reckoned(track: Track, day: Day) -> Load:
    bars = [bar for bar in track.between(day.start, day.finish) if bar.counts]
    booked = sum(min(bar.finish, day.finish) - max(bar.start, day.start) for bar in bars)
    worked = track.working_between(day.start, day.finish)
    working = sum(min(finish, day.finish) - max(start, day.start) for start, finish in worked)
    return Load(booked, working * track.technician.capacity, any(bar.clash for bar in bars))
