"""What the week of a technician tells: the values that its template may use. Times are those of the technician."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.documents.content import Person, Place


@dataclass(frozen=True, slots=True)
class WeekJob:
    """One booking with all that one must know to do it."""

    booking_id: int
    version: int
    start: datetime
    finish: datetime
    status: str
    cancelled: bool
    travel_minutes: int
    number: str
    title: str
    priority: str
    customer: str
    place: Place
    latitude: float | None
    longitude: float | None
    contact: Person | None
    machine: str
    description: str
    note: str
    tasks: tuple[str, ...]

    @property
    def leave(self) -> datetime:
        """When to set out."""
        return self.start - timedelta(minutes=self.travel_minutes)

    @property
    def address(self) -> str:
        """In one line."""
        return ", ".join(self.place.rows)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """The jobs of one day, the first one first."""

    day: date
    jobs: tuple[WeekJob, ...]


@dataclass(frozen=True, slots=True)
class WeekPaper:
    """The days of a technician from the first to the last; those without a job too."""

    technician: str
    team: str
    first: date
    last: date
    zone: str
    days: tuple[WeekDay, ...]
    email: str = ""

    @property
    def number(self) -> str:
        """What tells this paper from others, in its title."""
        return f"{self.technician} {self.first.isoformat()}"

    @property
    def jobs(self) -> tuple[WeekJob, ...]:
        """All of them."""
        return tuple(job for day in self.days for job in day.jobs)
