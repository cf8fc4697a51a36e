"""Moments as ticks of a minute, and back."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """Counts the minutes since `origin`."""

    origin: datetime

    @classmethod
    def around(cls, since: datetime) -> "Clock":
        """One that counts from the whole minute in which planning begins, whatever clocks on walls do meanwhile."""
        return cls(since.astimezone(UTC).replace(second=0, microsecond=0))

    def floor(self, moment: datetime) -> int:
        """The minute in which a moment lies."""
        return (moment - self.origin) // MINUTE

    def ceil(self, moment: datetime) -> int:
        """The first whole minute that is not before a moment."""
        return -((self.origin - moment) // MINUTE)

    def moment(self, tick: int) -> datetime:
        """When a minute begins."""
        return self.origin + tick * MINUTE
