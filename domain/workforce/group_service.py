"""What administrators do with teams and skills: make, change, remove."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import exists, or_, select

from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.parties import checks
from domain.store.merging import lay_over
from domain.store.names import is_taken
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import DayPlace, Skill, Team, Technician

LONGEST_NAME = 100
G = TypeVar("G", Team, Skill)


@dataclass(frozen=True, slots=True)
class TeamDraft:
    """A team as entered; latitude and longitude of its office, or neither; who dispatches it."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    owner: str = ""


def create_team(work: UnitOfWork, draft: TeamDraft) -> int:
    """Make a team; returns its id."""
    made = _checked(work, draft, None)
    team = Team(name=made.name, latitude=made.latitude, longitude=made.longitude, owner=made.owner)
    return work.add(team, "team.created").id


def change_team(work: UnitOfWork, team_id: int, seen: TeamDraft, draft: TeamDraft) -> None:
    """Give a team what `draft` says otherwise than `seen`. Raises Overtaken."""
    team = work.get(Team, team_id, lock=True)
    wanted = _checked(work, draft, team_id)
    if wanted.latitude is None and _needs_office(work, team_id):
        raise Refusal(tr("The day of somebody in this team begins or ends at the office."), field="coordinates")
    if lay_over(team, seen, wanted):
        work.note("team.changed", team)


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


def _checked(work: UnitOfWork, draft: TeamDraft, own: int | None) -> TeamDraft:
    name, owner = _free(work, Team, draft.name, own), draft.owner.strip()
    if len(owner) > LONGEST_NAME:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_NAME), field="owner")
    if draft.latitude is None or draft.longitude is None:
        return TeamDraft(name, owner=owner)
    return TeamDraft(name, checks.latitude(draft.latitude), checks.longitude(draft.longitude), owner)


def _needs_office(work: UnitOfWork, team_id: int) -> bool:
    office = or_(Technician.starts_at == DayPlace.OFFICE, Technician.ends_at == DayPlace.OFFICE)
    return bool(work.session.scalar(select(exists().where(Technician.team_id == team_id, office))))


def _rename(work: UnitOfWork, group: Skill, seen: str, name: str) -> None:
    if group.name not in {seen, name}:
        raise Overtaken(tr("Somebody else has just changed this; look again and repeat."))
    if group.name != name:
        group.name = name
        work.note(f"{group.subject}.renamed", group)


def _free(work: UnitOfWork, kind: type[G], entered: str, own: int | None) -> str:
    name = entered.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(tr("Between 1 and {count} letters are needed here.", count=LONGEST_NAME), field="name")
    if is_taken(work.session, kind.name, name, own):
        raise Refusal(tr("“{name}” is there already.", name=name), field="name")
    return name
