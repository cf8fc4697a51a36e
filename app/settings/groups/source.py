"""Teams and skills, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.store.unit_of_work import UnitOfWork
from domain.workforce import group_service as groups
from domain.workforce.queries import GroupRow, skill_rows, teams


def read_teams(session: Session) -> Loaded[GroupRow]:
    return Loaded(teams(session))


def save_team(work: UnitOfWork, before: GroupRow | None, values: Mapping[str, Any]) -> int:
    if before is None:
        return groups.create_team(work, values["name"])
    groups.rename_team(work, before.id, before.name, values["name"])
    return before.id


def remove_team(work: UnitOfWork, row: GroupRow) -> None:
    groups.delete_team(work, row.id)


def read_skills(session: Session) -> Loaded[GroupRow]:
    return Loaded(skill_rows(session))


def save_skill(work: UnitOfWork, before: GroupRow | None, values: Mapping[str, Any]) -> int:
    if before is None:
        return groups.create_skill(work, values["name"])
    groups.rename_skill(work, before.id, before.name, values["name"])
    return before.id


def remove_skill(work: UnitOfWork, row: GroupRow) -> None:
    groups.delete_skill(work, row.id)


TEAMS = Source(("team", "technician"), read_teams, save_team, remove_team)
SKILLS = Source(("skill", "technician"), read_skills, save_skill, remove_skill)
