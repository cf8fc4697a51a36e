"""Technicians as rows of the board, read for all of them with a few statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from domain.parties.model import Territory
from domain.scheduling.board_rows import Ability, BoardTechnician, Membership
from domain.scheduling.requirement_model import VanStock
from domain.scheduling.travel.places import Place
from domain.workforce.model import Bookable, DayPlace, Skill, Team, Technician, technician_skill, technician_territory
from domain.workforce.rosters import Roster, rosters
from domain.workforce.time_model import CrewMember

_NOBODY = Roster(())


def technician_rows(
    session: Session,
    since: datetime,
    until: datetime,
    wanted: ColumnElement[bool],
    technician_ids: Collection[int] | None = None,
) -> list[BoardTechnician]:
    """Those who are `wanted`, by name, with their time between two moments."""
    found = session.execute(_STATEMENT.where(wanted).order_by(Technician.name)).all()
    ids = technician_ids if technician_ids is not None else [row.id for row in found]
    parts = _Parts(session, since, until, ids)
    return [parts.row(row) for row in found]


_STATEMENT = select(
    Technician.id,
    Technician.name,
    Technician.kind,
    Technician.capacity,
    Technician.latitude,
    Technician.longitude,
    Technician.starts_at,
    Technician.ends_at,
    Technician.cost_rate,
    Technician.vehicle,
    Technician.active,
    Team.name.label("team"),
    Team.owner.label("team_owner"),
    Team.latitude.label("team_latitude"),
    Team.longitude.label("team_longitude"),
).join(Team, Team.id == Technician.team_id)


class _Parts:
    """What belongs to technicians, by their id."""

    def __init__(self, session: Session, since: datetime, until: datetime, ids: Collection[int]) -> None:
        self._session, self._ids = session, ids
        self._rosters = rosters(session, since, until, ids)
        able = technician_skill.c
        abilities = select(able.technician_id, Skill.name, able.rating, able.valid_until).order_by(Skill.name)
        self._abilities = self._read(abilities.join(Skill, Skill.id == able.skill_id), able.technician_id)
        self._territories = self._read(
            select(technician_territory.c.technician_id, Territory.name).join(
                Territory, Territory.id == technician_territory.c.territory_id
            ),
            technician_territory.c.technician_id,
        )
        van = select(VanStock.technician_id, VanStock.article_id, VanStock.quantity).order_by(VanStock.article_id)
        self._van = self._read(van, VanStock.technician_id)
        self._members = self._memberships(CrewMember.crew_id, CrewMember.member_id)
        self._crews = self._memberships(CrewMember.member_id, CrewMember.crew_id)

    def row(self, row: Row[*tuple[Any, ...]]) -> BoardTechnician:
        """One technician with all that belongs to it."""
        roster = self._rosters.get(row.id, _NOBODY)
        abilities = tuple(Ability(*each) for each in self._abilities.get(row.id, ()))
        home = Place(row.latitude, row.longitude)
        office = None if row.team_latitude is None else Place(row.team_latitude, row.team_longitude)
        places = {DayPlace.HOME: home, DayPlace.OFFICE: office, DayPlace.ANYWHERE: None}
        return BoardTechnician(
            id=row.id,
            name=row.name,
            team=row.team,
            skills=frozenset(ability.skill for ability in abilities),
            working=roster.working,
            kind=row.kind,
            capacity=row.capacity,
            territories=frozenset(name for (name,) in self._territories.get(row.id, ())),
            abilities=abilities,
            away=roster.away,
            breaks=roster.breaks,
            on_call=roster.on_call,
            start=places[row.starts_at],
            end=places[row.ends_at],
            cost_rate=row.cost_rate,
            vehicle=row.vehicle,
            van=tuple((article, quantity) for article, quantity in self._van.get(row.id, ())),
            members=self._members.get(row.id, ()) if row.kind is Bookable.CREW else (),
            crews=self._crews.get(row.id, ()),
            active=row.active,
            team_owner=row.team_owner,
        )

    def _memberships(
        self, whose: InstrumentedAttribute[int], other: InstrumentedAttribute[int]
    ) -> Mapping[int, tuple[Membership, ...]]:
        """Of all time: what a crew has begun long ago binds those who were in it then."""
        crew, named = aliased(Technician), aliased(Technician)
        statement = (
            select(whose, other, named.name, CrewMember.since, CrewMember.until, crew.timezone)
            .join(crew, crew.id == CrewMember.crew_id)
            .join(named, named.id == other)
            .order_by(CrewMember.leader.desc(), other, CrewMember.since)
        )
        return {key: tuple(_membership(*row) for row in rows) for key, rows in self._read(statement, whose).items()}

    def _read(
        self, statement: Select[*tuple[Any, ...]], whose: InstrumentedAttribute[int] | ColumnElement[int]
    ) -> Mapping[int, Sequence[tuple[Any, ...]]]:
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for key, *rest in self._session.execute(statement.where(whose.in_(self._ids))):
            found[key].append(tuple(rest))
        return found


def _membership(other: int, name: str, since: date | None, until: date | None, zone: str) -> Membership:
    last = None if until is None else until + timedelta(days=1)
    return Membership(other, name, _midnight(since, zone), _midnight(last, zone))


def _midnight(day: date | None, zone: str) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)
