"""The sections of teams and of skills."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.groups.source import SKILLS, TEAMS
from app.settings.section import Section
from app.settings.source import Source
from app.shared.columns import RIGHT, Column
from app.shared.fields import TextField
from app.shared.kit import Kit
from domain.language import tr
from domain.workforce.queries import GroupRow


def teams_section(kit: Kit) -> Section[GroupRow]:
    hint = tr("Technicians who are dispatched together; the board shows them side by side.")
    return _section(kit, "teams", tr("Teams"), tr("New team"), hint, TEAMS)


def skills_section(kit: Kit) -> Section[GroupRow]:
    hint = tr("What one must be able, or allowed, to do. Models and orders ask for skills, technicians have them.")
    return _section(kit, "skills", tr("Skills"), tr("New skill"), hint, SKILLS)


def _section(kit: Kit, key: str, title: str, new_title: str, hint: str, source: Source[GroupRow]) -> Section[GroupRow]:
    icon = "badge-check" if key == "skills" else "users"
    return Section(
        key=key,
        title=title,
        icon=icon,
        new_title=new_title,
        hint=hint,
        source=source,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column(
                "technicians",
                tr("Technicians"),
                partial(_technicians, kit),
                sort=lambda row: row.technicians,
                width=100,
                align=RIGHT,
            ),
        ),
        fields=(TextField("name", tr("Name")),),
        values=_values,
        name=lambda row: row.name,
    )


def _technicians(kit: Kit, row: GroupRow) -> str:
    return kit.times.number(row.technicians)


def _values(row: GroupRow | None, _beside: GroupRow | None) -> Mapping[str, Any]:
    return {"name": "" if row is None else row.name}
