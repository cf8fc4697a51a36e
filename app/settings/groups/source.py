"""Teams and skills, read and kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from app.shared import coordinates
from domain.store.unit_of_work import UnitOfWork
from domain.workforce import group_service as groups
from domain.workforce.queries import GroupRow, TeamRow, skill_rows, teams


def read_teams(session: Session) -> Loaded[TeamRow]:
    return Loaded(teams(session))


def save_team(work: UnitOfWork, before: TeamRow | None, values: Mapping[str, Any]) -> int:
    draft = _team_draft(values, before)
    if before is None:
        return groups.create_team(work, draft)
    groups.change_team(work, before.id, before.draft, draft)
    return before.id


def _team_draft(values: Mapping[str, Any], before: TeamRow | None) -> groups.TeamDraft:
    """What was not touched stays as exact as it was. Raises Refusal."""
    typed = values["coordinates"].strip()
    draft = groups.TeamDraft(values["name"], owner=values["owner"])
    if not typed:
        return draft
    if before is not None and typed == office(before):
        place = before.draft.latitude, before.draft.longitude
    else:
        place = coordinates.pair_of(typed)
    return replace(draft, latitude=place[0], longitude=place[1])


def office(row: TeamRow) -> str:
    """Where the office is, as it is typed."""
    if row.draft.latitude is None or row.draft.longitude is None:
        return ""
    return coordinates.written((row.draft.latitude, row.draft.longitude))


def remove_team(work: UnitOfWork, row: TeamRow) -> None:
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
