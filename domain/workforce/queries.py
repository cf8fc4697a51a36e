"""Technicians, teams and skills as rows for the settings."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from domain.workforce.model import Skill, Team, Technician, technician_skill
from domain.workforce.service import TechnicianDraft
from domain.workforce.working_hours import WeeklyShift


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
    """A team or a skill, and how many technicians are in it or have it."""

    id: int
    name: str
    technicians: int


def technician_rows(session: Session) -> tuple[TechnicianRow, ...]:
    """All technicians by name, those who left last."""
    statement = (
        select(Technician)
        .options(joinedload(Technician.team), selectinload(Technician.skills), selectinload(Technician.shifts))
        .order_by(Technician.active.desc(), Technician.name)
    )
    return tuple(map(_row, session.scalars(statement)))


def teams(session: Session) -> tuple[GroupRow, ...]:
    """All teams, by name."""
    members = select(func.count()).where(Technician.team_id == Team.id, Technician.active).scalar_subquery()
    found = session.execute(select(Team.id, Team.name, members).order_by(Team.name))
    return tuple(GroupRow(*row) for row in found)


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


def _row(found: Technician) -> TechnicianRow:
    draft = TechnicianDraft(
        name=found.name,
        team_id=found.team_id,
        timezone=found.timezone,
        latitude=found.latitude,
        longitude=found.longitude,
        phone=found.phone,
        email=found.email,
        category=found.category,
        skill_ids=frozenset(skill.id for skill in found.skills),
        shifts=frozenset(WeeklyShift(each.weekday, each.start, each.finish) for each in found.shifts),
    )
    skills = ", ".join(skill.name for skill in found.skills)
    return TechnicianRow(found.id, found.team.name, skills, found.active, draft)
