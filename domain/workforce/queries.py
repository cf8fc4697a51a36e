"""Technicians, teams and skills as rows for the settings."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from domain.workforce.drafts import HeldSkill, Membership, TechnicianDraft
from domain.workforce.group_service import TeamDraft
from domain.workforce.grouping import by_first
from domain.workforce.model import Skill, Team, Technician, technician_skill
from domain.workforce.technician_parts import plain_shift
from domain.workforce.time_model import CrewMember


@dataclass(frozen=True, slots=True)
class TechnicianRow:
    """One technician with everything that can be changed."""

    id: int
    team: str
    skills: str
    active: bool
    draft: TechnicianDraft

    @property
    def name(self) -> str:
        """What the technician is called."""
        return self.draft.name


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A skill, and how many technicians have it."""

    id: int
    name: str
    technicians: int


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team, and how many technicians are in it."""

    id: int
    technicians: int
    draft: TeamDraft

    @property
    def name(self) -> str:
        """What it is called."""
        return self.draft.name


def technician_rows(session: Session) -> tuple[TechnicianRow, ...]:
    """All technicians by name, those who left last."""
    statement = (
        select(Technician)
        .options(
            joinedload(Technician.team),
            selectinload(Technician.skills),
            selectinload(Technician.territories),
            selectinload(Technician.shifts),
        )
        .order_by(Technician.active.desc(), Technician.name)
    )
    held, members = _held(session), _members(session)
    return tuple(_row(each, held.get(each.id, ()), members.get(each.id, ())) for each in session.scalars(statement))


def teams(session: Session) -> tuple[TeamRow, ...]:
    """All teams, by name."""
    members = select(func.count()).where(Technician.team_id == Team.id, Technician.active).scalar_subquery()
    statement = select(Team.id, members, Team.name, Team.latitude, Team.longitude, Team.owner).order_by(Team.name)
    return tuple(TeamRow(key, count or 0, TeamDraft(*draft)) for key, count, *draft in session.execute(statement))


def skill_rows(session: Session) -> tuple[GroupRow, ...]:
    """All skills, by name."""
    table = technician_skill
    able = (
        select(func.count())
        .select_from(table)
        .join(Technician, Technician.id == table.c.technician_id)
        .where(table.c.skill_id == Skill.id, Technician.active)
        .scalar_subquery()
    )
    found = session.execute(select(Skill.id, Skill.name, able).order_by(Skill.name))
    return tuple(GroupRow(*row) for row in found)


def _held(session: Session) -> dict[int, list[HeldSkill]]:
    table = technician_skill.c
    rows = session.execute(select(table.technician_id, table.skill_id, table.rating, table.valid_until))
    return by_first((key, HeldSkill(*held)) for key, *held in rows)


def _members(session: Session) -> dict[int, list[Membership]]:
    table = CrewMember
    rows = session.execute(select(table.crew_id, table.member_id, table.leader, table.since, table.until))
    return by_first((row.crew_id, Membership(row.member_id, row.leader, row.since, row.until)) for row in rows)


def _row(found: Technician, held: Iterable[HeldSkill], members: Iterable[Membership]) -> TechnicianRow:
    draft = TechnicianDraft(
        name=found.name,
        team_id=found.team_id,
        timezone=found.timezone,
        latitude=found.latitude,
        longitude=found.longitude,
        phone=found.phone,
        email=found.email,
        category=found.category,
        kind=found.kind,
        capacity=found.capacity,
        calendar_id=found.calendar_id,
        cost_rate=found.cost_rate,
        vehicle=found.vehicle,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        skills=frozenset(held),
        territory_ids=frozenset(territory.id for territory in found.territories),
        shifts=frozenset(map(plain_shift, found.shifts)),
        members=frozenset(members),
    )
    return TechnicianRow(
        found.id, found.team.name, ", ".join(skill.name for skill in found.skills), found.active, draft
    )
