"""Technicians as they are entered and shown in forms."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.workforce.model import Bookable, DayPlace
from domain.workforce.working_hours import WeeklyShift


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """A skill that somebody has: how well, from 1 to 5 (0 is not rated), and until which day."""

    skill_id: int
    rating: int = 0
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in a crew, from a day to a day, both included; without these, always."""

    member_id: int
    leader: bool = False
    since: date | None = None
    until: date | None = None

    def meets(self, other: "Membership") -> bool:
        """Whether there is a day on which both hold."""
        first = max(self.since or date.min, other.since or date.min)
        return first <= min(self.until or date.max, other.until or date.max)


@dataclass(frozen=True, slots=True)
class TechnicianDraft:
    """A technician as entered; `category` names the technician in price lists, `shifts` are the hours of a week."""

    name: str
    team_id: int | None
    timezone: str
    latitude: float
    longitude: float
    phone: str = ""
    email: str = ""
    category: str = ""
    kind: Bookable = Bookable.PERSON
    capacity: int = 1
    calendar_id: int | None = None
    cost_rate: Decimal | None = None
    vehicle: str = ""
    starts_at: DayPlace = DayPlace.HOME
    ends_at: DayPlace = DayPlace.HOME
    skills: frozenset[HeldSkill] = frozenset()
    territory_ids: frozenset[int] = frozenset()
    shifts: frozenset[WeeklyShift] = frozenset()
    members: frozenset[Membership] = frozenset()
