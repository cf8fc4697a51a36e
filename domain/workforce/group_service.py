"""What administrators do with teams and skills: make, rename, remove."""

from typing import TypeVar

from sqlalchemy import func, select

from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Skill, Team

LONGEST_NAME = 100
G = TypeVar("G", Team, Skill)


def create_team(work: UnitOfWork, name: str) -> int:
    """Make a team; returns its id."""
    return work.add(Team(name=_free(work, Team, name, None)), "team.created").id


def rename_team(work: UnitOfWork, team_id: int, seen: str, name: str) -> None:
    """Call a team otherwise. Raises Overtaken."""
    _rename(work, work.get(Team, team_id, lock=True), seen, _free(work, Team, name, team_id))


def delete_team(work: UnitOfWork, team_id: int) -> None:
    """Remove a team without technicians."""
    team = work.get(Team, team_id, lock=True)
    if is_used(work.session, team):
        raise Refusal(tr("There are technicians in the team “{name}”.", name=team.name))
    work.session.delete(team)
    work.note("team.deleted", team)


def create_skill(work: UnitOfWork, name: str) -> int:
    """Make a skill; returns its id."""
    return work.add(Skill(name=_free(work, Skill, name, None)), "skill.created").id


def rename_skill(work: UnitOfWork, skill_id: int, seen: str, name: str) -> None:
    """Call a skill otherwise. Raises Overtaken."""
    _rename(work, work.get(Skill, skill_id, lock=True), seen, _free(work, Skill, name, skill_id))


def delete_skill(work: UnitOfWork, skill_id: int) -> None:
    """Remove a skill that nobody has and nothing needs."""
    skill = work.get(Skill, skill_id, lock=True)
    if is_used(work.session, skill):
        raise Refusal(tr("“{name}” is a skill of technicians, or is needed by models or orders.", name=skill.name))
    work.session.delete(skill)
    work.note("skill.deleted", skill)


def _rename(work: UnitOfWork, group: Team | Skill, seen: str, name: str) -> None:
    if group.name not in {seen, name}:
        raise Overtaken(tr("Somebody else has just changed this; look again and repeat."))
    if group.name != name:
        group.name = name
        work.note(f"{group.subject}.renamed", group)


def _free(work: UnitOfWork, kind: type[G], entered: str, own: int | None) -> str:
    name = entered.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(tr("Between 1 and {count} letters are needed here.", count=LONGEST_NAME), field="name")
    if work.session.scalar(select(kind.id).where(func.lower(kind.name) == name.lower())) not in {None, own}:
        raise Refusal(tr("“{name}” is there already.", name=name), field="name")
    return name
