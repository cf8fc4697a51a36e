"""The section of technicians."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from app.settings.calendars.week_field import WeekField
from app.settings.fields import ChecksField
from app.settings.section import Section
from app.settings.technicians.shifts import written
from app.settings.technicians.source import SOURCE
from app.settings.words import yes_or_no
from app.shared.columns import Column
from app.shared.coordinates import CoordinatesField
from app.shared.fields import CheckField, ChoiceField, TextField
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.workforce.queries import TechnicianRow
from domain.workforce.working_hours import WeeklyShift

DAYS = frozenset(WeeklyShift(day, time(8), time(17)) for day in range(5))


def technicians_section() -> Section[TechnicianRow]:
    hint = tr("Several shifts a day with commas: 08:00-12:00, 13:00-17:00. 22:00-06:00 runs into the next day.")
    return Section(
        key="technicians",
        title=tr("Technicians"),
        icon="users",
        new_title=tr("New technician"),
        hint=tr("Who does the work: team, skills, hours, and where the day begins. Teams and skills come first."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, width=130, stretch=True, strong=True),
            Column("team", tr("Team"), lambda row: row.team, width=100, muted=True),
            Column("category", tr("Category"), lambda row: row.draft.category, width=90, muted=True),
            Column("skills", tr("Skills"), lambda row: row.skills, width=160, muted=True, tip=lambda row: row.skills),
            Column("active", tr("Works here"), lambda row: yes_or_no(row.active), width=90, muted=True),
        ),
        fields=(
            TextField("name", tr("Name")),
            ChoiceField("team_id", tr("Team")),
            TextField("category", tr("Category"), tr("As price lists name it, such as senior")),
            TextField("phone", tr("Phone")),
            TextField("email", tr("Mail")),
            ChecksField("skills", tr("Skills")),
            WeekField("windows", tr("Hours of the week"), hint),
            SearchChoiceField("timezone", tr("Time zone of these hours")),
            CoordinatesField(tr("Where the day begins")),
            CheckField("active", tr("Works here, and is offered for orders")),
        ),
        values=_values,
        name=lambda row: row.name,
        form_share=60,
        least={"skills": 560, "active": 460, "category": 380},
    )


def _values(row: TechnicianRow | None, beside: TechnicianRow | None) -> Mapping[str, Any]:
    if row is None:
        return _new_values(beside)
    draft = row.draft
    return {
        "name": draft.name,
        "team_id": draft.team_id,
        "category": draft.category,
        "phone": draft.phone,
        "email": draft.email,
        "skills": frozenset(held.skill_id for held in draft.skills),
        "windows": written(draft.shifts),
        "timezone": draft.timezone,
        "coordinates": (draft.latitude, draft.longitude),
        "active": row.active,
    }


def _new_values(beside: TechnicianRow | None) -> Mapping[str, Any]:
    """A colleague begins where the one beside does, at the same hours."""
    like = None if beside is None else beside.draft
    return {
        "name": "",
        "team_id": like.team_id if like else None,
        "category": like.category if like else "",
        "phone": "",
        "email": "",
        "skills": frozenset(),
        "windows": written(like.shifts if like else DAYS),
        "timezone": like.timezone if like else None,
        "coordinates": (like.latitude, like.longitude) if like else "",
        "active": True,
    }
