"""What the dispatch board shows, as flat frozen rows. Times are aware UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.orders.model import StageMeaning
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.needs.needs import NOTHING, Need
from domain.scheduling.travel.places import Place
from domain.words import Priority
from domain.workforce.model import Bookable
from domain.workforce.rosters import Away, Break

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Ability:
    """A skill of a technician; `rating` 1 to 5, 0 if nobody rated it; `valid_until` is the last day of it."""

    skill: str
    rating: int = 0
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """Who is in a crew, or which crew somebody is in; from one local midnight to another, whole days."""

    id: int
    name: str
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        """Whether it is so at a moment."""
        return (self.since is None or self.since <= moment) and (self.until is None or moment < self.until)

    def meets(self, start: datetime, finish: datetime) -> bool:
        """Whether it is so at any moment between two."""
        return (self.since is None or self.since < finish) and (self.until is None or start < self.until)


@dataclass(frozen=True, slots=True)
class BoardTechnician:
    """One row of the board. Everything that has a time lies inside the loaded window.

    `working` are the working intervals (start, finish) after exceptions, holidays and approved absences.
    """

    id: int
    name: str
    team: str
    skills: frozenset[str]
    working: tuple[Span, ...]
    kind: Bookable = Bookable.PERSON
    capacity: int = 1
    territories: frozenset[str] = frozenset()
    abilities: tuple[Ability, ...] = ()
    """The same skills with rating and end; a skill that is not here is not rated and does not end."""
    away: tuple[Away, ...] = ()
    breaks: tuple[Break, ...] = ()
    on_call: tuple[Span, ...] = ()
    start: Place | None = None
    """Where the day begins; None where that is the first job."""
    end: Place | None = None
    cost_rate: Decimal | None = None
    vehicle: str = ""
    van: tuple[tuple[int, Decimal], ...] = ()
    """Article and quantity in the van."""
    members: tuple[Membership, ...] = ()
    """Of a crew: who is in it, whenever that is; the leader comes first."""
    crews: tuple[Membership, ...] = ()
    """The crews that somebody is in, whenever that is."""
    active: bool = True
    team_owner: str = ""
    """Who dispatches the team."""


@dataclass(frozen=True, slots=True)
class BoardBooking:
    """One bar on the board. `version` goes back with every change, so that nobody overwrites unseen."""

    id: int
    version: int
    technician_id: int
    order_id: int
    number: str
    title: str
    customer: str
    site: str
    asset: str
    priority: Priority
    stage: str
    start: datetime
    finish: datetime
    from_alert: bool
    need: Need = NOTHING
    status: BookingStatus = BookingStatus.PLANNED
    lock: Lock = Lock.NONE
    travel: int = 0
    """Minutes of the way before the start."""
    shared: bool = False
    meaning: StageMeaning = StageMeaning.PLANNED
    order_type: str = ""
    requirement_id: int | None = None
    note: str = ""
    travelling: datetime | None = None
    arrived: datetime | None = None
    left: datetime | None = None

    @property
    def due(self) -> datetime | None:
        """By when the work must be finished."""
        return self.need.due

    @property
    def skills(self) -> frozenset[str]:
        """What one must be able to do."""
        return self.need.skills


@dataclass(frozen=True, slots=True)
class UnassignedOrder:
    """One order that waits for a technician, or for more of them.

    `minutes` is how long what is left of it takes, of `whole` minutes in all.
    """

    id: int
    number: str
    title: str
    customer: str
    site: str
    asset: str
    priority: Priority
    stage: str
    minutes: int
    opened: datetime
    from_alert: bool
    need: Need = NOTHING
    whole: int = 0
    order_type: str = ""
    requirement_id: int | None = None
    """The requirement that is not fulfilled yet, of an order that has some; such an order stands once for each."""
    requirement: str = ""

    @property
    def due(self) -> datetime | None:
        """By when the work must be finished."""
        return self.need.due

    @property
    def skills(self) -> frozenset[str]:
        """What one must be able to do."""
        return self.need.skills
