"""The sections of teams and of skills."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.groups.source import SKILLS, TEAMS, office
from app.settings.section import Section
from app.shared.columns import RIGHT, Column
from app.shared.coordinates import CoordinatesField
from app.shared.fields import TextField
from app.shared.kit import Kit
from domain.language import tr
from domain.workforce.queries import GroupRow, TeamRow


def teams_section(kit: Kit) -> Section[TeamRow]:
    return Section(
        key="teams",
        title=tr("Teams"),
        icon="users",
        new_title=tr("New team"),
        hint=tr("Technicians who are dispatched together; the board shows them side by side."),
        source=TEAMS,
        columns=(
            *_columns(kit),
            Column("owner", tr("Dispatched by"), lambda row: row.draft.owner, width=120, muted=True),
        ),
        fields=(
            TextField("name", tr("Name")),
            TextField("owner", tr("Dispatched by"), tr("User name; on the board it is one of “my teams” then")),
            CoordinatesField(tr("Where the office is, if there is one")),
        ),
        values=_team_values,
        name=lambda row: row.name,
    )


def skills_section(kit: Kit) -> Section[GroupRow]:
    return Section(
        key="skills",
        title=tr("Skills"),
        icon="badge-check",
        new_title=tr("New skill"),
        hint=tr("What one must be able, or allowed, to do. Models and orders ask for skills, technicians have them."),
        source=SKILLS,
        columns=_columns(kit),
        fields=(TextField("name", tr("Name")),),
        values=_skill_values,
        name=lambda row: row.name,
    )


def _columns(kit: Kit) -> tuple[Column[Any], ...]:
    return (
        Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
        Column(
            "technicians",
            tr("Technicians"),
            partial(_technicians, kit),
            sort=lambda row: row.technicians,
            width=100,
            align=RIGHT,
        ),
    )


def _technicians(kit: Kit, row: GroupRow | TeamRow) -> str:
    return kit.times.number(row.technicians)


def _team_values(row: TeamRow | None, _beside: TeamRow | None) -> Mapping[str, Any]:
    if row is None:
        return {"name": "", "owner": "", "coordinates": ""}
    return {"name": row.name, "owner": row.draft.owner, "coordinates": office(row)}


def _skill_values(row: GroupRow | None, _beside: GroupRow | None) -> Mapping[str, Any]:
    return {"name": "" if row is None else row.name}
