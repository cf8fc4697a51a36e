"""The SLAs and working hours that orders are measured by, each read once per unit of work."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendars.hours import Hours
from domain.calendars.model import WorkingCalendar
from domain.calendars.queries import hours_of
from domain.sla.clock import TargetKind
from domain.sla.model import LevelAction, Sla, SlaLevel, SlaTarget
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class Level:
    """What is done at a share of the time of a target; without a `kind`, of each target."""

    percent: int
    kind: TargetKind | None
    action: LevelAction
    responsible: str


@dataclass(frozen=True, slots=True)
class Terms:
    """One SLA: working seconds by target and priority, and what is done on the way."""

    sla_id: int
    name: str
    calendar_id: int
    is_default: bool
    active: bool
    seconds: Mapping[tuple[TargetKind, Priority], int]
    levels: tuple[Level, ...]

    def levels_of(self, kind: TargetKind) -> list[Level]:
        """The levels of one target, lowest first."""
        return sorted((each for each in self.levels if each.kind in {None, kind}), key=lambda each: each.percent)


#: Working hours by calendar, its version, and zone.
Shelf = MutableMapping[tuple[int, int, str], Hours]


class Book:
    """Every SLA of the database, and the hours of their calendars in the zones that were asked for.

    With a `shelf` the hours are kept from one book to the next, as long as their calendar is the same.
    """

    def __init__(self, session: Session, shelf: Shelf | None = None) -> None:
        self._session = session
        self._shelf: Shelf = {} if shelf is None else shelf
        self._versions: dict[int, int] = {}
        self.terms: Mapping[int, Terms] = _read(session)
        if self.terms:
            rows = session.execute(select(WorkingCalendar.id, WorkingCalendar.version))
            self._versions = {row.id: row.version for row in rows}

    @property
    def default(self) -> int | None:
        """The SLA for whatever has no other."""
        return next((each.sla_id for each in self.terms.values() if each.is_default), None)

    def holds(self, sla_id: int | None) -> bool:
        """Whether orders get this SLA where it is not chosen for them by hand."""
        return sla_id is not None and self.terms[sla_id].active

    def hours(self, calendar_id: int, zone: str) -> Hours:
        """The working time of a calendar where the site is."""
        key = (calendar_id, self._versions[calendar_id], zone)
        if key not in self._shelf:
            self._shelf[key] = hours_of(self._session, calendar_id, zone)
        return self._shelf[key]


def _read(session: Session) -> dict[int, Terms]:
    seconds: dict[int, dict[tuple[TargetKind, Priority], int]] = {}
    for target in session.execute(select(SlaTarget.sla_id, SlaTarget.kind, SlaTarget.priority, SlaTarget.minutes)):
        seconds.setdefault(target.sla_id, {})[target.kind, target.priority] = target.minutes * 60
    levels: dict[int, list[Level]] = {}
    columns = (SlaLevel.sla_id, SlaLevel.percent, SlaLevel.kind, SlaLevel.action, SlaLevel.responsible)
    for row in session.execute(select(*columns)):
        levels.setdefault(row.sla_id, []).append(Level(row.percent, row.kind, row.action, row.responsible))
    return {
        row.id: Terms(
            sla_id=row.id,
            name=row.name,
            calendar_id=row.calendar_id,
            is_default=row.is_default,
            active=row.active,
            seconds=seconds.get(row.id, {}),
            levels=tuple(levels.get(row.id, ())),
        )
        for row in session.execute(select(Sla.id, Sla.name, Sla.calendar_id, Sla.is_default, Sla.active))
    }
