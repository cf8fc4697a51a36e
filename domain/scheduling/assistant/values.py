"""What the assistant is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from domain.language import tr
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.checks import Finding

ALL_DAY = (time.min, time.max)


class Point(StrEnum):
    """What makes one slot better than another."""

    TRAVEL = "travel"
    WORK = "work"
    WAITING = "waiting"
    LATE = "late"
    SKILL = "skill"
    TERRITORY = "territory"
    PREFERENCE = "preference"
    PARTS = "parts"
    BALANCE = "balance"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Point.TRAVEL: tr("Extra travel"),
            Point.WORK: tr("Working time"),
            Point.WAITING: tr("Waiting time"),
            Point.LATE: tr("After the due time"),
            Point.SKILL: tr("Skills"),
            Point.TERRITORY: tr("Other territory"),
            Point.PREFERENCE: tr("Not whom the customer prefers"),
            Point.PARTS: tr("Part not in the van"),
            Point.BALANCE: tr("Full day"),
        }[self]


@dataclass(frozen=True, slots=True)
class Search:
    """Who could do this job when.

    `booking_id` is the booking that would be moved. The arrival lies between `since` and `until`, at a local time
    within `hours`. With `lacking`, those who lack a skill are offered too.
    """

    need: Need
    minutes: int
    since: datetime
    until: datetime
    booking_id: int | None = None
    hours: tuple[time, time] = ALL_DAY
    lacking: bool = False
    only: frozenset[int] = frozenset()
    """Technicians by id; empty: all of them."""
    most: int = 12
    most_each: int = 2
    """So many slots at most, and of one technician."""

    @property
    def length(self) -> timedelta:
        """How long the work takes."""
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Way:
    """The way to or from the work: minutes and kilometres, and the number of the job at its other end."""

    minutes: int
    km: float
    number: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A technician and a time that fit, with what they cost and why they stand where they stand."""

    technician_id: int
    name: str
    start: datetime
    finish: datetime
    before: Way | None = None
    after: Way | None = None
    """None: the way is not known, or there is none."""
    extra: int = 0
    """Minutes of travel more than without it."""
    cost: Decimal | None = None
    """Work and extra travel at the rate of the technician; None where no rate is known."""
    points: Mapping[Point, float] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()
    """In a few sentences: what speaks for it."""
    promise: str = ""
    """What becomes of the due time, in a few words; empty where there is none."""
    late: bool = False

    @property
    def is_reckoned(self) -> bool:
        """Whether any way to or from the work is known."""
        return self.before is not None or self.after is not None

    @property
    def total(self) -> float:
        """What it is ranked by, the least first."""
        return sum(self.points.values())
